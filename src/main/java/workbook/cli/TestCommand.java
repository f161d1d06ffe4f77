package workbook.cli;

import java.nio.file.Files;
import java.nio.file.Path;
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
import workbook.catalogue.UsageError;
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

    @Option(
            names = "--solution",
            description = "Grade the reference solution in place of your code.")
    boolean solution;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description = "Grade the Java files in this folder in place of your code.")
    Path folder;

    @Option(names = "--json", description = "Print the verdict as JSON (docs/json.md).")
    boolean json;

    @Option(names = "--trace", description = "Show where in the grader the first test failed.")
    boolean trace;

    @Override
    public Integer call() {
        Context context = workbook.context;
        if (folder != null && (number == null || solution)) {
            throw new UsageError("--from goes with a lesson's number, and not with --solution.");
        }
        if (folder != null) {
            checkFolder();
        }
        int atATime = number == null ? Runtime.getRuntime().availableProcessors() : 1;
        try (Workers workers = new Workers(context.build(), atATime)) {
            List<Lesson> lessons =
                    number == null
                            ? context.catalogue().lessons()
                            : List.of(context.catalogue().findRunnable(number));
            if (number != null && !solution && folder == null) {
                context.progress().rememberOpen(lessons.get(0));
            }
            Grader grader = new Grader(context.build(), workers);
            List<Verdict> verdicts = new ArrayList<>();
            grader.gradeAll(
                    lessons.stream().map(this::submission).toList(),
                    atATime,
                    verdict -> {
                        verdicts.add(verdict);
                        if (!solution && folder == null) {
                            context.progress().remember(verdict);
                        }
                        if (!json && number == null) {
                            printLine(verdict);
                        }
                    });
            List<Lesson> leftOut = number == null ? context.catalogue().leftOut() : List.of();
            if (json) {
                context.terminal().json(VerdictJson.of(verdicts, leftOut));
            } else if (number != null) {
                new VerdictText(context.terminal(), trace).print(verdicts.get(0));
                boolean hints = verdicts.get(0).outcome() == Verdict.Outcome.FAILED;
                if (hints && !solution && folder == null) {
                    context.terminal().line("A hint: ./workbook hint " + lessons.get(0).id());
                }
            } else {
                leftOut.forEach(this::printLeftOut);
            }
            return status(verdicts);
        }
    }

    private void checkFolder() {
        String name = folder.toString();
        if (Files.isDirectory(folder)) {
            return;
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip") && Files.exists(folder)) {
            throw new UsageError(name + " is a zip file: unpack it, and name the folder.");
        }
        if (Files.exists(folder)) {
            Path parent = folder.getParent() == null ? Path.of(".") : folder.getParent();
            throw new UsageError(
                    name + " is a file: name the folder that it lies in, --from " + parent);
        }
        throw new UsageError("There is no folder " + name + ".");
    }

    private static int status(List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(one -> one.outcome() == Verdict.Outcome.ERROR)) {
            return Workbook.TROUBLE;
        }
        return verdicts.stream().allMatch(Verdict::passed) ? Workbook.PASSED : Workbook.FAILED;
    }

    private Submission submission(Lesson lesson) {
        if (solution) {
            return Submission.ofSolution(lesson);
        }
        return folder == null ? Submission.ofLearner(lesson) : Submission.handedIn(lesson, folder);
    }

    private void printLeftOut(Lesson lesson) {
        workbook.context
                .terminal()
                .line("– " + ListCommand.words(lesson, "left out: " + lesson.need()));
    }

    private void printLine(Verdict verdict) {
        Terminal terminal = workbook.context.terminal();
        Lesson lesson = verdict.lesson();
        long done = lesson.page().tasks().stream().filter(verdict::passed).count();
        String what =
                switch (verdict.outcome()) {
                    case PASSED, FAILED ->
                            "%d of %d tasks".formatted(done, lesson.page().tasks().size());
                    case DOES_NOT_COMPILE -> done + " tasks, does not compile";
                    case CONTRACT_BROKEN -> done + " tasks, parts are missing";
                    case REFUSED -> "is not graded";
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
