package workbook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.catalogue.UsageError;

@Command(name = "hint", description = "Shows hints for a task; one more each time.")
final class HintCommand implements Callable<Integer> {

    private static final String ALL_DONE =
            "All tasks of lesson %s are done, so there are no more hints.";
    private static final String LAST =
            "That was the last hint. The solution: ./workbook solution %s --reveal";

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NN",
            description = "The lesson's number, such as 01; otherwise the one last open.")
    String number;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TASK",
            description = "The task's number; otherwise the first one that is not done.")
    Integer task;

    @Override
    public Integer call() {
        Context context = workbook.context;
        Lesson lesson = number == null ? context.current() : context.catalogue().find(number);
        context.progress().rememberOpen(lesson);
        if (task == null) {
            show(context, lesson, "./workbook hint " + lesson.id());
        } else {
            show(context, lesson, told(lesson), "./workbook hint " + lesson.id() + " " + task);
        }
        return Workbook.PASSED;
    }

    private Page.Task told(Lesson lesson) {
        List<Page.Task> tasks = lesson.page().tasks();
        return tasks.stream()
                .filter(t -> t.number() == task)
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageError(
                                        "Lesson %s has the tasks 1 to %d."
                                                .formatted(lesson.id(), tasks.size())));
    }

    /**
     * Shows the hints that were shown before and one more, for the first task that is not done.
     *
     * @param again the command or key for the next hint
     */
    static void show(Context context, Lesson lesson, String again) {
        lesson.page().tasks().stream()
                .filter(t -> !context.progress().passed(lesson, t))
                .findFirst()
                .ifPresentOrElse(
                        t -> show(context, lesson, t, again),
                        () -> print(context.terminal(), ALL_DONE.formatted(lesson.id())));
    }

    private static void print(Terminal terminal, String sentence) {
        terminal.text().wrap(sentence, 0).forEach(terminal::line);
    }

    private static void show(Context context, Lesson lesson, Page.Task task, String again) {
        Terminal terminal = context.terminal();
        List<Page.Hint> hints =
                lesson.page().hints().stream().filter(h -> h.task() == task.number()).toList();
        int shown = Math.min(hints.size(), context.progress().hints(lesson, task.number()) + 1);
        context.progress().rememberHints(lesson, task.number(), shown);
        terminal.line(
                terminal.bold(lesson.id() + " · task " + task.number() + ": " + task.title()));
        for (Page.Hint hint : hints.subList(0, shown)) {
            terminal.line();
            terminal.line(terminal.cyan(hint.title()));
            Text layout = new Text(terminal.text().width() - 2);
            PageText.lines(hint.text(), layout, PageText.Marks.of(terminal), true)
                    .forEach(line -> terminal.line(line.isEmpty() ? "" : "  " + line));
        }
        terminal.line();
        int left = hints.size() - shown;
        print(
                terminal,
                left > 0 ? "%d more: %s".formatted(left, again) : LAST.formatted(lesson.id()));
    }
}
