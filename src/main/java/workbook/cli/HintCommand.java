package workbook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;

@Command(
        name = "hint",
        description = "Shows hints for the first task that is not done; one more each time.")
final class HintCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Override
    public Integer call() {
        Context context = workbook.context;
        Lesson lesson = number == null ? context.current() : context.catalogue().find(number);
        show(context, lesson, "./workbook hint " + lesson.id());
        return Workbook.PASSED;
    }

    /**
     * Shows the hints seen before and one more.
     *
     * @param again what is to be typed for the next one
     */
    static void show(Context context, Lesson lesson, String again) {
        Terminal terminal = context.terminal();
        Page.Task task =
                lesson.page().tasks().stream()
                        .filter(t -> !context.progress().passed(lesson, t))
                        .findFirst()
                        .orElse(null);
        if (task == null) {
            terminal.line(
                    "All tasks of lesson "
                            + lesson.id()
                            + " are done. There is nothing to hint at.");
            return;
        }
        List<Page.Hint> hints =
                lesson.page().hints().stream().filter(h -> h.task() == task.number()).toList();
        int shown = Math.min(hints.size(), context.progress().hints(lesson, task.number()) + 1);
        context.progress().rememberHints(lesson, task.number(), shown);
        terminal.line(
                terminal.bold(lesson.id() + " · task " + task.number() + ": " + task.title()));
        for (Page.Hint hint : hints.subList(0, shown)) {
            terminal.line();
            terminal.line(terminal.cyan(hint.title()));
            hint.text().lines().forEach(l -> Text.wrap("  " + l, 2).forEach(terminal::line));
        }
        terminal.line();
        int left = hints.size() - shown;
        terminal.line(
                left > 0
                        ? "%d more: %s".formatted(left, again)
                        : "That was the last hint. The solution: ./workbook solution %s --reveal"
                                .formatted(lesson.id()));
    }
}
