package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.shell.LessonShell;

@Command(
        name = "shell",
        description = "Opens jshell with your lesson imported, and helpers to try it.",
        sortOptions = false)
final class ShellCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Option(names = "--solution", description = "The reference solution in place of yours.")
    boolean solution;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().find(number);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(context.home().target().resolve("workbook.jar").toString());
        command.add(LessonShell.class.getName());
        command.add(lesson.id());
        if (solution) {
            command.add("--solution");
        }
        return new ProcessBuilder(command)
                .directory(context.home().root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
