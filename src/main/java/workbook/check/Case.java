package workbook.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.Verdict;

/**
 * A submission for which the right verdict is known.
 *
 * @param fails for a mistake: words from the title of the test that must fail first
 * @param says for a mistake: words from the likely cause that the failure must name
 * @param nots for a mistake: words from each cause that the failure must not name
 */
public record Case(
        Kind kind,
        Lesson lesson,
        String name,
        Submission submission,
        String fails,
        String says,
        List<String> nots) {

    /** The kind of submission, which determines the right verdict. */
    public enum Kind {
        STUB,
        SOLUTION,
        MISTAKE,
        ALTERNATIVE
    }

    /** Returns the stub, the solution, all mistakes and all alternatives of a lesson. */
    public static List<Case> of(Lesson lesson) {
        List<Case> cases = new ArrayList<>();
        cases.add(
                new Case(Kind.STUB, lesson, "stub", Submission.ofStubs(lesson), "", "", List.of()));
        cases.add(
                new Case(
                        Kind.SOLUTION,
                        lesson,
                        "solution",
                        Submission.ofSolution(lesson),
                        "",
                        "",
                        List.of()));
        for (Mistake mistake : Mistake.of(lesson)) {
            cases.add(
                    new Case(
                            Kind.MISTAKE,
                            lesson,
                            mistake.name(),
                            mistake.submission(),
                            mistake.fails(),
                            mistake.says(),
                            mistake.nots()));
        }
        for (Path folder : alternatives(lesson)) {
            String name = folder.getFileName().toString();
            Submission submission = Submission.ofFolder(lesson, folder);
            cases.add(new Case(Kind.ALTERNATIVE, lesson, name, submission, "", "", List.of()));
        }
        return cases;
    }

    static List<Path> alternatives(Lesson lesson) {
        return Home.folders(
                lesson.home().root().resolve("src/test/alternatives").resolve(lesson.name()));
    }

    /**
     * Returns what is wrong with a verdict on this submission; empty if it is the right verdict.
     */
    public String judge(Verdict verdict) {
        return switch (kind) {
            case SOLUTION, ALTERNATIVE ->
                    verdict.passed() ? "" : "is right, but was failed:\n" + describe(verdict);
            case STUB -> judgeStub(verdict);
            case MISTAKE -> judgeMistake(verdict);
        };
    }

    private String judgeStub(Verdict verdict) {
        if (verdict.outcome() != Verdict.Outcome.FAILED) {
            return "must be failed test by test, but: " + describe(verdict);
        }
        List<String> passed =
                verdict.tests().stream()
                        .filter(TestResult::passed)
                        .map(test -> "task " + test.task() + ": " + test.title())
                        .toList();
        return passed.isEmpty() ? "" : "passes tests: " + passed;
    }

    private String judgeMistake(Verdict verdict) {
        if (fails.isEmpty() || says.isEmpty()) {
            return "lacks a line  fails: …  or  says: …  It gets:\n" + describe(verdict);
        }
        TestResult first = verdict.firstFailure().orElse(null);
        if (first == null || !verdict.problem().isEmpty()) {
            return "is wrong, but was not failed: " + describe(verdict);
        }
        if (!plain(first.title()).contains(plain(fails))) {
            return "must fail first at \"%s\", but fails at \"%s\":%n%s"
                    .formatted(fails, first.title(), first.message());
        }
        if (!likely(first).contains(says)) {
            return "must be told \"%s\", but is told:%n%s".formatted(says, first.message());
        }
        for (String not : nots) {
            if (likely(first).contains(not)) {
                return "must not be told \"%s\", but is told:%n%s".formatted(not, first.message());
            }
        }
        return "";
    }

    /**
     * Returns a title in lower case and without "()", because a header may write "close" for
     * "close()".
     */
    static String plain(String title) {
        return title.toLowerCase(Locale.ROOT).replace("()", "");
    }

    /** Returns the likely cause that a failure names, or the whole message if it names none. */
    public static String likely(TestResult test) {
        int start = test.message().indexOf("  likely    ");
        return start < 0 ? test.message() : test.message().substring(start);
    }

    private static String describe(Verdict verdict) {
        return verdict.firstFailure()
                .filter(test -> verdict.problem().isEmpty())
                .map(test -> "✘ " + test.title() + " (task " + test.task() + ")\n" + test.message())
                .orElse(verdict.outcome() + " " + verdict.problem());
    }

    @Override
    public String toString() {
        return lesson.id() + " " + kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
