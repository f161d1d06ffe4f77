package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;

@Command(name = "list", description = "Lists the lessons and how far you are.")
final class ListCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Override
    public Integer call() {
        Context context = workbook.context;
        Terminal terminal = context.terminal();
        for (Lesson lesson : context.catalogue().lessons()) {
            String line =
                    "%s  %-24s %s".formatted(lesson.id(), lesson.page().title(), state(lesson));
            boolean solved = context.progress().solved(lesson);
            terminal.line(solved ? terminal.green("✔ " + line) : "○ " + line);
        }
        return Workbook.PASSED;
    }

    private String state(Lesson lesson) {
        Progress progress = workbook.context.progress();
        if (progress.solved(lesson)) {
            return "solved";
        }
        if (!progress.begun(lesson)) {
            return "not begun";
        }
        long done =
                lesson.page().tasks().stream()
                        .filter(task -> progress.passed(lesson, task))
                        .count();
        return done + " of " + lesson.page().tasks().size() + " tasks";
    }
}
