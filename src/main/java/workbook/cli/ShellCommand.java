package workbook.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.process.JavaProcess;

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
        Lesson lesson = context.catalogue().findRunnable(number);
        try (Compiled compiled = new Compiled(lesson, !solution)) {
            return open(lesson, compiled.classes());
        }
    }

    private int open(Lesson lesson, Path classes) throws IOException, InterruptedException {
        Context context = workbook.context;
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.java());
        command.add("-Dworkbook.classes=" + classes);
        command.add("-cp");
        command.add(
                context.home().lessonLibraries().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add("src/main/java/workbook/shell/LessonShell.java");
        command.add(lesson.id());
        return JavaProcess.builder(command)
                .directory(context.home().root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
