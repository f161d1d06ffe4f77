package workbook.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * A submission of which the right verdict is known.
 *
 * @param fails of a mistake: words from the title of the test that it must fail at first
 * @param says of a mistake: words from the likely cause that the failure must name
 */
public record Case(
        Kind kind, Lesson lesson, String name, Submission submission, String fails, String says) {

    /** What a submission is, and so what its verdict must be. */
    public enum Kind {
        STUB,
        SOLUTION,
        MISTAKE,
        ALTERNATIVE
    }

    /** The stub, the solution, all mistakes and all alternatives of a lesson. */
    public static List<Case> of(Lesson lesson) {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(Kind.STUB, lesson, "stub", Submission.ofStubs(lesson), "", ""));
        cases.add(
                new Case(Kind.SOLUTION, lesson, "solution", Submission.ofSolution(lesson), "", ""));
        for (Path folder : folders(lesson, "mistakes")) {
            cases.add(read(Kind.MISTAKE, lesson, folder));
        }
        for (Path folder : folders(lesson, "alternatives")) {
            cases.add(read(Kind.ALTERNATIVE, lesson, folder));
        }
        return cases;
    }

    private static List<Path> folders(Lesson lesson, String kind) {
        return Home.folders(
                lesson.home().root().resolve("src/test").resolve(kind).resolve(lesson.name()));
    }

    private static Case read(Kind kind, Lesson lesson, Path folder) {
        return new Case(
                kind,
                lesson,
                folder.getFileName().toString(),
                Submission.ofFolder(lesson, folder),
                header(folder, "// fails: "),
                header(folder, "// says: "));
    }

    private static String header(Path folder, String label) {
        for (Path file : Home.javaFiles(folder)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith(label)) {
                        return line.substring(label.length()).strip();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "";
    }

    /** What is wrong with this verdict on this submission; empty if it is the right one. */
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
            return "lacks a line  // fails: …  or  // says: …  It gets:\n" + describe(verdict);
        }
        TestResult first = verdict.firstFailure().orElse(null);
        if (first == null) {
            return "is wrong, but was not failed: " + describe(verdict);
        }
        if (!plain(first.title()).contains(plain(fails))) {
            return "must fail first at \"%s\", but fails at \"%s\":%n%s"
                    .formatted(fails, first.title(), first.message());
        }
        if (!likely(first).contains(says)) {
            return "must be told \"%s\", but is told:%n%s".formatted(says, first.message());
        }
        return "";
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    /** The cause that a failure names, or the whole message where there is none. */
    public static String likely(TestResult test) {
        int start = test.message().indexOf("  likely    ");
        return start < 0 ? test.message() : test.message().substring(start);
    }

    private static String describe(Verdict verdict) {
        return verdict.firstFailure()
                .map(test -> "✘ " + test.title() + " (task " + test.task() + ")\n" + test.message())
                .orElse(verdict.outcome() + " " + verdict.problem());
    }

    @Override
    public String toString() {
        return lesson.id() + " " + kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
