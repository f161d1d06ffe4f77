package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;

@Command(
        name = "solution",
        description = "Shows the reference solution of a lesson that you have solved.")
final class SolutionCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Option(names = "--reveal", description = "Show it although the lesson is not solved.")
    boolean reveal;

    @Override
    public Integer call() throws IOException {
        Context context = workbook.context;
        Terminal terminal = context.terminal();
        Lesson lesson = context.catalogue().find(number);
        if (!reveal && !context.progress().solved(lesson)) {
            terminal.line(
                    "Lesson %s is not solved yet. A hint: ./workbook hint %s"
                            .formatted(lesson.id(), lesson.id()));
            terminal.line(
                    "To see the solution all the same: ./workbook solution %s --reveal"
                            .formatted(lesson.id()));
            return Workbook.FAILED;
        }
        for (Path file : lesson.solution()) {
            terminal.line(terminal.bold("solutions/" + lesson.name() + "/" + file.getFileName()));
            terminal.line();
            Files.readString(file).lines().forEach(terminal::line);
            terminal.line();
        }
        return Workbook.PASSED;
    }
}
