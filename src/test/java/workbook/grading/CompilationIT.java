package workbook.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.TestResult.Outcome;
import workbook.worker.RequirementTag;

/** In every lesson, a file that cannot be used costs its own tasks and no others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompilationIT {

    @TempDir Path work;

    static List<String> lessons() {
        return Catalogue.of(Home.find()).lessons().stream().map(Lesson::id).toList();
    }

    private static Lesson lesson(String id) {
        return Catalogue.of(Home.find()).find(id);
    }

    private Path handedIn(Lesson lesson) throws IOException {
        Path folder = Files.createTempDirectory(work, "anna");
        for (Path file : lesson.solution()) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        return folder;
    }

    private Compilation compile(Lesson lesson, Path folder) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path reference = new Build(lesson.home()).reference();
        return new Compilation(Submission.handedIn(lesson, folder), classes, reference);
    }

    /** The tasks of which a test that has passed counts. */
    private static Set<Integer> graded(Lesson lesson, Compilation compilation) {
        Set<Integer> graded = new TreeSet<>();
        for (int task = 1; task <= lesson.page().tasks().size(); task++) {
            TestResult passed =
                    new TestResult(
                            new RequirementTag(task, 0),
                            "it works",
                            "m",
                            Outcome.PASSED,
                            "",
                            "",
                            1);
            if (compilation.judge(List.of(passed)).get(0).passed()) {
                graded.add(task);
            }
        }
        return graded;
    }

    /** The tasks that have no method in any of these files. */
    private static Set<Integer> tasksWithout(Lesson lesson, String... files) throws IOException {
        Set<Integer> tasks = new TreeSet<>();
        for (int task = 1; task <= lesson.page().tasks().size(); task++) {
            tasks.add(task);
        }
        for (String file : files) {
            tasks.removeAll(Stub.of(lesson).get(file).tasks());
        }
        return tasks;
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_file_that_does_not_compile_costs_its_own_tasks(String id) throws IOException {
        Lesson lesson = lesson(id);
        Path folder = handedIn(lesson);
        Map<String, Stub> stubs = Stub.of(lesson);
        stubs.values().removeIf(Stub::isGiven);
        for (Map.Entry<String, Stub> stub : stubs.entrySet()) {
            Path file = folder.resolve(stub.getKey());
            String right = Files.readString(file);
            Files.writeString(file, right + "\n}");

            Compilation compilation = compile(lesson, folder);

            assertThat(compilation.isGradable()).as(stub.getKey()).isTrue();
            assertThat(compilation.outcome()).isEqualTo(Verdict.Outcome.DOES_NOT_COMPILE);
            assertThat(compilation.problem()).startsWith(stub.getKey() + ":");
            assertThat(graded(lesson, compilation))
                    .as(stub.getKey())
                    .isEqualTo(tasksWithout(lesson, stub.getKey()));
            Files.writeString(file, right);
        }
        assertThat(compile(lesson, folder).isWhole()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void what_stands_in_for_a_file_never_works(String id) throws IOException {
        Lesson lesson = lesson(id);
        for (Stub stub : Stub.of(lesson).values()) {
            String standIn = stub.standIn("it does not compile").text();

            assertThat(standIn).doesNotContain("UnsupportedOperationException(\"TODO");
            assertThat(standIn.split("new LinkageError\\(", -1))
                    .hasSameSizeAs(stub.text().split("UnsupportedOperationException\\(", -1));
        }
    }

    @Test
    void a_given_file_that_does_not_compile_costs_no_task() throws IOException {
        Lesson lesson = lesson("07");
        Path folder = handedIn(lesson);
        Files.writeString(
                folder.resolve("Hosts.java"), "package lesson07_names_and_ports; class {");

        Compilation compilation = compile(lesson, folder);

        assertThat(compilation.isWhole()).isFalse();
        assertThat(compilation.problem()).startsWith("Hosts.java:1: <identifier> expected");
        assertThat(graded(lesson, compilation)).isEqualTo(tasksWithout(lesson));
    }

    @Test
    void the_reference_solution_stands_in_for_nothing() throws IOException {
        Lesson lesson = lesson("01");
        Path folder = handedIn(lesson);
        Files.delete(folder.resolve("UppercaseClient.java"));

        compile(lesson, folder);

        Path client = work.resolve("classes/lesson01_uppercase_echo/UppercaseClient.class");
        assertThat(Files.readString(client, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("UppercaseClient.java cannot be used");
    }

    @Test
    void a_signature_that_a_given_file_needs_costs_the_file_that_has_changed_it()
            throws IOException {
        Lesson lesson = lesson("23");
        Path folder = handedIn(lesson);
        Path session = folder.resolve("JimSession.java");
        String text = Files.readString(session);
        Files.writeString(
                session, text.replace("answer(Message message)", "reply(Message message)"));

        Compilation compilation = compile(lesson, folder);

        assertThat(compilation.problem())
                .startsWith("JimSession.java does not fit JimConnection.java:");
        assertThat(graded(lesson, compilation)).isEqualTo(tasksWithout(lesson, "JimSession.java"));
    }

    @Test
    void a_class_of_the_learners_own_that_does_not_compile_costs_those_that_need_it()
            throws IOException {
        Lesson lesson = lesson("01");
        Path folder = handedIn(lesson);
        Files.writeString(
                folder.resolve("Helper.java"), "package lesson01_uppercase_echo; class {");
        Path client = folder.resolve("UppercaseClient.java");
        Files.writeString(client, Files.readString(client) + "\nclass Mine extends Helper {}");

        Compilation compilation = compile(lesson, folder);

        assertThat(compilation.problem()).startsWith("Helper.java:1: <identifier> expected");
        assertThat(graded(lesson, compilation))
                .isEqualTo(tasksWithout(lesson, "UppercaseClient.java"));
    }

    @Test
    void a_test_that_fails_because_of_a_file_that_cannot_be_used_waits_for_it() throws IOException {
        Lesson lesson = lesson("15");
        Path folder = handedIn(lesson);
        Files.writeString(folder.resolve("MessageWriter.java"), "nothing");
        String message = "serve() ended with LinkageError: MessageWriter.java cannot be used at …";
        TestResult failed =
                new TestResult(
                        new RequirementTag(4, 0), "it works", "m", Outcome.FAILED, message, "", 1);
        TestResult other =
                new TestResult(
                        new RequirementTag(4, 0), "it works", "m", Outcome.FAILED, "else", "", 1);

        List<TestResult> judged = compile(lesson, folder).judge(List.of(failed, other));

        assertThat(judged.get(0).waits()).isTrue();
        assertThat(judged.get(1)).isEqualTo(other);
    }

    @Test
    void javac_that_gives_up_costs_one_file() throws IOException {
        Lesson lesson = lesson("01");
        Path folder = handedIn(lesson);
        Path client = folder.resolve("UppercaseClient.java");
        String deep =
                "\nclass Deep { int i = " + "(".repeat(40_000) + "1" + ")".repeat(40_000) + "; }";
        Files.writeString(client, Files.readString(client) + deep);

        Compilation compilation = compile(lesson, folder);

        assertThat(compilation.problem()).contains("javac gave up: java.lang.StackOverflowError");
        assertThat(graded(lesson, compilation))
                .isEqualTo(tasksWithout(lesson, "UppercaseClient.java"));
    }
}
