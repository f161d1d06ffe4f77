package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.check.Case;
import workbook.check.Proof;
import workbook.grading.Build;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.Workers;

/** The quick proof notices what is wrong with a case, and no case harms the next. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuickProofIT {

    @TempDir Path folder;
    private final Home home = Home.find();
    private final Lesson lesson = Catalogue.of(home).find("01");
    private int started;

    @Test
    void a_case_that_is_not_as_it_says_is_noticed() {
        Case mistake =
                Case.of(lesson).stream()
                        .filter(one -> one.name().equals("ServerReadsOnce"))
                        .findFirst()
                        .orElseThrow();
        Submission wrong = mistake.submission();

        List<Proof.Result> results =
                prove(
                        mistake,
                        mistake(Submission.ofSolution(lesson), mistake.fails(), mistake.says()),
                        mistake(wrong, "the title of another test", mistake.says()),
                        mistake(wrong, mistake.fails(), "another cause"),
                        new Case(Case.Kind.ALTERNATIVE, lesson, "fails", wrong, "", "", List.of()),
                        new Case(Case.Kind.STUB, lesson, "stub", wrong, "", "", List.of()));

        assertThat(results.get(0).problem()).isEmpty();
        assertThat(results.get(1).problem()).startsWith("is wrong, but was not failed");
        assertThat(results.get(2).problem()).startsWith("must fail first at \"the title of");
        assertThat(results.get(3).problem()).startsWith("must be told \"another cause\"");
        assertThat(results.get(4).problem()).startsWith("is right, but was failed");
        assertThat(results.get(5).problem()).startsWith("passes tests");
    }

    @Test
    void what_a_case_leaves_behind_is_not_met_by_the_next() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("/proc/self/fd")),
                "this system does not tell its open sockets: each case has a worker of its own");
        Case right = Case.of(lesson).get(1);

        List<Proof.Result> results =
                prove(
                        right,
                        right,
                        leaving("Property", "System.setProperty(\"left\", \"behind\");"),
                        right,
                        leaving(
                                "Socket", // one that the garbage collector never closes
                                "java.nio.channels.ServerSocketChannel.open().bind(null);"),
                        right,
                        leaving(
                                "Thread",
                                "var lock = new java.util.concurrent.locks.ReentrantLock();"
                                        + " lock.lock(); new Thread(lock::lock).start();"),
                        right);

        assertThat(results)
                .filteredOn(result -> result.graded() == right)
                .hasSize(5)
                .allMatch(Proof.Result::right);
        assertThat(started).as("workers: one, and one after each that left something").isEqualTo(4);
    }

    private Case mistake(Submission submission, String fails, String says) {
        return new Case(Case.Kind.MISTAKE, lesson, "mistake", submission, fails, says, List.of());
    }

    /** The solution, with code that is run when its class is loaded. */
    private Case leaving(String name, String code) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("UppercaseServer.java");
        String body = "static { try { %s } catch (Throwable e) { } }\n".formatted(code);
        Files.writeString(
                file,
                Files.readString(lesson.solutionFile("UppercaseServer.java"))
                        .replaceFirst("(class UppercaseServer [^{]*\\{)", "$1\n" + body));
        return mistake(Submission.ofFolder(lesson, file.getParent()), "", "");
    }

    private List<Proof.Result> prove(Case... cases) {
        try (Workers workers = new Workers(new Build(home), 0)) {
            List<Proof.Result> results =
                    Proof.runQuickly(new Grader(new Build(home), workers), List.of(cases), 1);
            started = workers.started();
            return results;
        }
    }
}
