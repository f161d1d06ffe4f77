package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
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
import workbook.check.Case;
import workbook.check.Causes;
import workbook.check.Curriculum;
import workbook.check.Proof;
import workbook.check.Soak;
import workbook.grading.Grader;
import workbook.grading.GraderTests;
import workbook.grading.Workers;

@Command(
        name = "check",
        description =
                "For authors: proves the lessons and their graders against stubs, solutions, mistakes and alternatives.",
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(arity = "0..1", paramLabel = "NN", description = "Only this lesson.")
    String number;

    @Option(
            names = "--fresh",
            description =
                    "Grade each case like a learner's code: in a worker of its own, with all tests.")
    boolean fresh;

    @Option(
            names = "--soak",
            paramLabel = "N",
            description =
                    "Grade everything N times: plain, pinned to one processor, and under load.")
    Integer rounds;

    @Option(
            names = "--condition",
            paramLabel = "WHICH",
            description = "With --soak, only this condition: ${COMPLETION-CANDIDATES}.")
    Soak.Condition condition;

    @Override
    public Integer call() {
        Context context = workbook.context;
        List<Lesson> lessons =
                number == null
                        ? context.catalogue().lessons()
                        : List.of(context.catalogue().findRunnable(number));
        if (rounds != null && rounds < 1) {
            throw new UsageError("--soak takes a whole number from 1.");
        }
        if (fresh && rounds != null) {
            throw new UsageError("A soak is always fresh: leave out --fresh.");
        }
        if (condition != null && rounds == null) {
            throw new UsageError("--condition goes with --soak N.");
        }
        List<Case> cases = new ArrayList<>();
        lessons.forEach(lesson -> cases.addAll(Case.of(lesson)));
        return rounds == null ? prove(lessons, cases) : soak(cases);
    }

    private int prove(List<Lesson> lessons, List<Case> cases) {
        Terminal terminal = workbook.context.terminal();
        List<String> problems = new ArrayList<>();
        lessons.forEach(lesson -> problems.addAll(problems(lesson)));
        if (number == null) {
            problems.addAll(Curriculum.problemsOfDocs(workbook.context.home()));
        }
        int atATime = Runtime.getRuntime().availableProcessors();
        List<Proof.Result> results;
        int started;
        try (Workers workers = new Workers(workbook.context.build(), atATime + 1)) {
            Grader grader = new Grader(workbook.context.build(), workers);
            results =
                    fresh
                            ? Proof.run(grader, cases, atATime)
                            : Proof.runQuickly(grader, cases, atATime);
            started = workers.started();
        }
        results.stream()
                .filter(result -> !result.right())
                .forEach(result -> problems.add(result.graded() + " " + result.problem()));
        problems.forEach(problem -> terminal.line("✘ " + problem));
        Proof.matrix(lessons, results).forEach(terminal::line);
        terminal.line(Causes.summary(lessons));
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "%d verdicts by %d workers, the median of a mistake took %.2f s",
                        results.size(),
                        started,
                        Proof.median(
                                                results.stream()
                                                        .filter(
                                                                r ->
                                                                        r.graded().kind()
                                                                                == Case.Kind
                                                                                        .MISTAKE)
                                                        .map(r -> r.verdict().took())
                                                        .toList())
                                        .toMillis()
                                / 1000.0));
        results.stream()
                .max(Comparator.comparing(result -> result.verdict().took()))
                .ifPresent(
                        slowest ->
                                terminal.line(
                                        "the slowest: "
                                                + slowest.graded()
                                                + ", "
                                                + slowest.verdict().took().toMillis()
                                                + " ms"));
        if (number == null) {
            workbook.context.catalogue().leftOut().stream()
                    .map(lesson -> "LEFT OUT: lesson %s %s".formatted(lesson.id(), lesson.need()))
                    .forEach(terminal::line);
        }
        lessons.stream()
                .filter(lesson -> !Curriculum.isUntouched(lesson))
                .forEach(
                        lesson ->
                                terminal.line(
                                        "Note: lessons/%s was edited; the check used the shipped files."
                                                .formatted(lesson.name())));
        terminal.line(
                problems.isEmpty()
                        ? terminal.green("✔ all as it should be")
                        : terminal.red("✘ " + problems.size() + " problems"));
        return problems.isEmpty() ? Workbook.PASSED : Workbook.FAILED;
    }

    private List<String> problems(Lesson lesson) {
        try {
            return Curriculum.problems(lesson, GraderTests.of(lesson, workbook.context.build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int soak(List<Case> cases) {
        Soak soak = new Soak(workbook.context.build(), cases, workbook.context.terminal()::line);
        List<Soak.Condition> conditions =
                condition == null ? List.of(Soak.Condition.values()) : List.of(condition);
        int differed = 0;
        for (Soak.Condition one : conditions) {
            differed += soak.run(one, rounds);
        }
        return differed == 0 ? Workbook.PASSED : Workbook.FAILED;
    }
}
