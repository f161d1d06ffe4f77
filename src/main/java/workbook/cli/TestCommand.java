package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.Verdict;
import workbook.grading.Workers;

@Command(
        name = "test",
        description = "Grades your code: one lesson, or all of them.",
        sortOptions = false)
final class TestCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(arity = "0..1", paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Option(names = "--solution", description = "Grade the reference solution in place of your code.")
    boolean solution;

    @Option(names = "--json", description = "Print the verdict as JSON (docs/json.md).")
    boolean json;

    @Option(names = "--trace", description = "Show where in the grader the first test failed.")
    boolean trace;

    @Override
    public Integer call() {
        Context context = workbook.context;
        try (Workers workers = new Workers(context.build(), 1)) {
            List<Lesson> lessons =
                    number == null
                            ? context.catalogue().lessons()
                            : List.of(context.catalogue().find(number));
            Grader grader = new Grader(context.build(), workers);
            List<Verdict> verdicts = new ArrayList<>();
            for (Lesson lesson : lessons) {
                Verdict verdict =
                        grader.grade(
                                solution
                                        ? Submission.ofSolution(lesson)
                                        : Submission.ofLearner(lesson));
                verdicts.add(verdict);
                if (!solution) {
                    context.progress().remember(verdict);
                }
                if (!json && number == null) {
                    printLine(verdict);
                }
            }
            if (json) {
                context.terminal().line(VerdictJson.of(verdicts));
            } else if (number != null) {
                new VerdictText(context.terminal(), trace).print(verdicts.get(0));
            }
            return verdicts.stream().allMatch(Verdict::passed) ? Workbook.PASSED : Workbook.FAILED;
        }
    }

    private void printLine(Verdict verdict) {
        Terminal terminal = workbook.context.terminal();
        Lesson lesson = verdict.lesson();
        long done = lesson.page().tasks().stream().filter(verdict::passed).count();
        String what =
                switch (verdict.outcome()) {
                    case PASSED, FAILED ->
                            "%d of %d tasks".formatted(done, lesson.page().tasks().size());
                    case DOES_NOT_COMPILE -> "does not compile";
                    case CONTRACT_BROKEN -> "a signature has changed";
                    case ERROR -> "could not be graded";
                };
        String line =
                String.format(
                        Locale.ROOT,
                        "%s %s  %-24s %-24s %.2f s",
                                verdict.passed() ? "✔" : "✘",
                                lesson.id(),
                                lesson.page().title(),
                                what,
                                verdict.took().toMillis() / 1000.0);
        terminal.line(verdict.passed() ? terminal.green(line) : line);
    }
}
