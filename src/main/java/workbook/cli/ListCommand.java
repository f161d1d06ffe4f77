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
        for (Lesson lesson : context.catalogue().all()) {
            String line = line(context, lesson);
            terminal.line(context.progress().solved(lesson) ? terminal.green(line) : line);
        }
        return Workbook.PASSED;
    }

    /** Returns the line of a lesson: {@code ○ 01 Uppercase echo 2 of 4 tasks}. */
    static String line(Context context, Lesson lesson) {
        String mark = context.progress().solved(lesson) ? "✔ " : "○ ";
        return mark + words(lesson, state(context.progress(), lesson));
    }

    /** Returns a lesson with its state: {@code 01 Uppercase echo 2 of 4 tasks}. */
    static String words(Lesson lesson, String state) {
        return "%s  %-24s %s".formatted(lesson.id(), lesson.page().title(), state);
    }

    private static String state(Progress progress, Lesson lesson) {
        if (!lesson.isRunnable()) {
            return lesson.need();
        }
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
