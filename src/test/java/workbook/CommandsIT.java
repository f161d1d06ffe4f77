package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.conform.SmallServer;
import workbook.jim.ReferenceServer;

/** The commands, as a user types them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {

    @TempDir static Path shared;
    private static CopyOfTheWorkbook unchanged; // by all tests that use it

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;

    @BeforeAll
    static void copy_for_all() throws IOException {
        unchanged = new CopyOfTheWorkbook(shared.resolve("a workbook"));
    }

    /** A copy for one test. */
    private CopyOfTheWorkbook copy() throws IOException {
        if (copy == null) {
            copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        }
        return copy;
    }

    @Nested
    class List_ {

        @Test
        void tells_how_far_one_is() throws Exception {
            copy().solve();
            copy().run("test", "01");
            copy().run("test", "02");

            Result result = copy().run("list");

            assertThat(result.status()).isZero();
            assertThat(result.out().lines())
                    .anyMatch(line -> line.matches("✔ 01  Uppercase echo +solved"))
                    .anyMatch(line -> line.matches("○ 02  Time server +0 of 6 tasks"))
                    .anyMatch(line -> line.matches("○ 03  Greeting exchange +not begun"))
                    .hasSameSizeAs(Catalogue.of(Home.find()).all());
        }
    }

    @Nested
    class Test_ {

        @Test
        void fails_on_a_stub_and_passes_on_a_solution() throws Exception {
            assertThat(copy().run("test", "01").status()).isEqualTo(1);
            copy().solve();

            Result result = copy().run("test", "1");

            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("✔ 7 of 7 tasks done");
        }

        @Test
        void gives_partial_credit() throws Exception {
            copy().solve();
            Files.copy(
                    copy().root()
                            .resolve("src/main/stubs/lesson01_uppercase_echo/UppercaseClient.java"),
                    copy().lesson("UppercaseClient.java"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            Result result = copy().run("test", "01");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out())
                    .contains("✔ task 5  Stop when asked")
                    .contains("✘ task 6  Send the message")
                    .contains("5 of 7 tasks done");
        }

        @Test
        void grades_all_lessons_without_a_number() throws Exception {
            copy().solve();

            Result result = copy().run("test");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).contains("✔ 01").contains("✘ 02").contains("✘ 03");
        }

        @Test
        void writes_json() throws Exception {
            Result result = copy().run("test", "01", "--json");

            JsonNode json = new ObjectMapper().readTree(result.out());
            assertThat(result.status()).isEqualTo(1);
            assertThat(json.get("schema").asInt()).isEqualTo(1);
            assertThat(json.get("passed").asBoolean()).isFalse();
            JsonNode lesson = json.get("lessons").get(0);
            assertThat(lesson.get("lesson").asText()).isEqualTo("01");
            assertThat(lesson.get("outcome").asText()).isEqualTo("failed");
            assertThat(lesson.get("tasks").size())
                    .isEqualTo(Catalogue.of(Home.find()).find("01").page().tasks().size());
            assertThat(lesson.get("tests").get(0).get("outcome").asText()).isEqualTo("failed");
        }

        @Test
        void grades_another_folder() throws Exception {
            Result result =
                    copy().run(
                                    "test",
                                    "01",
                                    "--from",
                                    copy().root()
                                            .resolve("solutions/lesson01_uppercase_echo")
                                            .toString());

            assertThat(result.status()).isZero();
        }

        @Test
        void never_grades_the_solution_in_the_place_of_a_missing_class() throws Exception {
            copy().solve();
            Files.delete(copy().lesson("UppercaseClient.java"));

            Result result = copy().run("test", "01");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).contains("UppercaseClient.java is missing");
        }
    }

    @Nested
    class Jim {

        @Test
        void tells_of_the_solution_that_it_conforms() throws Exception {
            try (ReferenceServer server = new ReferenceServer()) {
                Result result =
                        unchanged.run("jim", "conform", "127.0.0.1:" + server.address().getPort());

                assertThat(result.status()).isZero();
                assertThat(result.out())
                        .contains("✔ Two clients cannot have the same name")
                        .containsPattern(
                                "✔ (\\d+) of \\1 of the protocol passed, (\\d+) of \\2 of ours");
                assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
            }
        }

        @Test
        void tells_of_another_server_where_it_does_not() throws Exception {
            try (SmallServer server = new SmallServer(SmallServer.Fault.BELIEVES_FROM)) {
                String address = "127.0.0.1:" + server.address().getPort();

                Result text = unchanged.run("jim", "conform", address, "--case", "spoofed");
                Result json =
                        unchanged.run("jim", "conform", address, "--case", "spoofed", "--json");
                Result protocol = unchanged.run("jim", "conform", address, "--protocol-only");

                assertThat(text.status()).isEqualTo(1);
                assertThat(text.out())
                        .contains("✘ A message with another user's name gets 400")
                        .contains("  expected  400\n  but was   {\"response\":200}\n")
                        .contains("at        line 9 of the case, for anna");
                assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
                assertThat(json.status()).isEqualTo(1);
                JsonNode spoofed = new ObjectMapper().readTree(json.out()).get("cases").get(0);
                assertThat(spoofed.get("outcome").asText()).isEqualTo("failed");
                assertThat(spoofed.get("expected").asText()).isEqualTo("400");
                assertThat(protocol.status()).isZero();
                assertThat(protocol.out()).doesNotContain("of ours");
            }
        }

        @Test
        void loads_the_solution() throws Exception {
            Result result =
                    unchanged.run(
                            "jim",
                            "load",
                            "--clients",
                            "4",
                            "--idle",
                            "3",
                            "--rooms",
                            "2",
                            "--rate",
                            "10",
                            "--seconds",
                            "1",
                            "--threads",
                            "platform");

            assertThat(result.status()).isZero();
            assertThat(result.out())
                    .containsPattern("delivered +40\\R")
                    .contains("✔ nothing was lost");
            assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        }

        @Test
        void writes_a_load_as_json() throws Exception {
            try (ReferenceServer server = new ReferenceServer()) {
                String address = "127.0.0.1:" + server.address().getPort();

                Result result =
                        unchanged.run(
                                "jim",
                                "load",
                                address,
                                "--clients",
                                "2",
                                "--idle",
                                "1",
                                "--rooms",
                                "0",
                                "--rate",
                                "5",
                                "--seconds",
                                "1",
                                "--json");

                JsonNode json = new ObjectMapper().readTree(result.out());
                assertThat(result.status()).isZero();
                assertThat(json.get("passed").asBoolean()).isTrue();
                assertThat(json.get("delivered").asLong()).isEqualTo(10);
                assertThat(json.get("latencyMillis").get("p99").asDouble()).isPositive();
                assertThat(json.get("heapBytesPerClient").isNull()).isTrue();
            }
        }

        @Test
        void says_what_is_wrong_with_the_command() throws Exception {
            Path broken = Files.writeString(folder.resolve("broken.txt"), "# Mine\nours\nanna?\n");

            assertThat(unchanged.run("jim").status()).isEqualTo(2);
            assertThat(unchanged.run("jim", "conform").out()).contains("127.0.0.1:7777");
            assertThat(unchanged.run("jim", "conform", "--case", broken.toString(), "--list"))
                    .satisfies(
                            result -> {
                                assertThat(result.status()).isEqualTo(2);
                                assertThat(result.out()).contains("broken.txt:3: A step is");
                            });
            assertThat(unchanged.run("jim", "load", "--clients", "9999").out())
                    .contains("--clients takes a whole number from 2 to 2000.");
        }
    }

    @Nested
    class Hint {

        @Test
        void shows_one_more_each_time_for_the_first_task_that_is_not_done() throws Exception {
            assertThat(copy().run("hint", "01").out())
                    .contains("task 1: Bind the listener", "where to look", "2 more")
                    .doesNotContain("nearly the code");
            assertThat(copy().run("hint", "01").out()).contains("how to go about it", "1 more");
            assertThat(copy().run("hint", "01").out())
                    .contains("nearly the code", "That was the last");
            copy().solve();
            copy().run("test", "01");

            assertThat(copy().run("hint", "01").out()).contains("so there are no more hints");
        }

        @Test
        void is_for_another_task_if_that_is_told() throws Exception {
            assertThat(copy().run("hint", "01", "4").out())
                    .contains("task 4: ", "./workbook hint 01 4");
            assertThat(copy().run("hint", "01", "9").out()).contains("has the tasks 1 to ");
        }
    }

    @Nested
    class Reset {

        @Test
        void brings_the_stubs_back_and_keeps_a_copy() throws Exception {
            copy().solve();

            Result result = copy().run("reset", "01");

            assertThat(result.status()).isZero();
            assertThat(Files.readString(copy().lesson("UppercaseServer.java"))).contains("TODO 1");
            Path copies = copy().root().resolve(".workbook/copies/lesson01_uppercase_echo");
            try (Stream<Path> kept = Files.walk(copies)) {
                Path server =
                        kept.filter(file -> file.endsWith("UppercaseServer.java"))
                                .findFirst()
                                .orElseThrow();
                assertThat(Files.readString(server)).contains("new ServerSocket(port, BACKLOG)");
            }
        }

        @Test
        void works_when_the_whole_folder_is_gone() throws Exception {
            try (Stream<Path> files = Files.list(copy().lesson(""))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(copy().lesson(""));

            assertThat(copy().run("test", "01").status()).isEqualTo(1);
            assertThat(copy().run("reset", "01").status()).isZero();
            assertThat(copy().lesson("UppercaseServer.java")).exists();
        }
    }

    @Nested
    class Solution {

        @Test
        void is_shown_after_a_pass_or_when_it_is_asked_for_twice() throws Exception {
            assertThat(copy().run("solution", "01").status()).isEqualTo(1);
            assertThat(copy().run("solution", "01", "--reveal").out())
                    .contains("listener = new ServerSocket(port, BACKLOG)");
            copy().solve();
            copy().run("test", "01");

            assertThat(copy().run("solution", "01").status()).isZero();
        }
    }

    @Nested
    class Bad_input {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "test 99",
                    "test xx",
                    "test 01 --wrong",
                    "test 01 --from nowhere",
                    "test --from src",
                    "hint 99",
                    "hint 01 9",
                    "hint 01 x",
                    "reset",
                    "reset 99",
                    "solution",
                    "check --soak 0",
                    "check --soak x",
                    "check --condition LOAD",
                    "bench --runs 0",
                    "tset"
                })
        void is_told_in_a_sentence_with_status_2(String arguments) throws Exception {
            Result result = unchanged.run(arguments.split(" "));

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out()).isNotBlank().doesNotContain("\tat ", "an int", "at index");
        }

        @ParameterizedTest
        @CsvSource({
            "tset 01, Did you mean: ./workbook test",
            "lits, Did you mean: ./workbook list",
            "test 01 --jsn, Did you mean: ./workbook test --json",
            "jim lod, Did you mean: ./workbook jim load",
            "--versoin, Did you mean: ./workbook --version",
            "test 001, 'Did you mean 01, Uppercase echo?'",
            "hint udp, 'Did you mean 08, UDP?'",
            "test lessons/lesson02_time_server/, 'Did you mean 02, Time server?'"
        })
        void is_answered_with_what_may_have_been_meant(String typed, String meant)
                throws Exception {
            Result result = unchanged.run(typed.split(" "));

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out().lines()).hasSizeLessThanOrEqualTo(2);
            assertThat(result.out()).endsWith(meant + System.lineSeparator());
        }

        @Test
        void in_the_remembered_progress_is_forgotten() throws Exception {
            Files.createDirectories(copy().root().resolve(".workbook"));
            Files.writeString(
                    copy().root().resolve(".workbook/progress.properties"), "\\uZZZZ = broken");

            assertThat(copy().run("list").status()).isZero();
        }
    }

    @Nested
    class Shell {

        @Test
        void has_helpers_to_talk_with() throws Exception {
            String typed =
                    """
                    var server = new UppercaseServer(0)
                    background(server::serve)
                    var socket = connect(server.port())
                    send(socket, "hello")
                    receive(socket)
                    /exit
                    """;

            assertThat(unchanged.typed(typed, "shell", "01", "--solution").out())
                    .contains("\"HELLO\"");
        }

        @Test
        void has_the_learners_own_code() throws Exception {
            assertThat(unchanged.typed("new UppercaseServer(0)\n/exit\n", "shell", "01").out())
                    .contains("TODO 1");
        }

        @Test
        void says_when_the_lesson_does_not_compile() throws Exception {
            copy().edit("UppercaseServer.java", "public class", "public clas");

            Result result = copy().typed("/exit\n", "shell", "01");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out()).contains("Lesson 01 does not compile");
        }
    }

    @Nested
    class Help {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "watch",
                    "list",
                    "test",
                    "hint",
                    "reset",
                    "solution",
                    "check",
                    "bench"
                })
        void is_there_for_every_command(String command) throws Exception {
            Result result =
                    command.isEmpty() ? unchanged.run("--help") : unchanged.run(command, "--help");

            assertThat(result.status()).isZero();
            assertThat(result.out()).contains("Usage: workbook");
            assertThat(List.of(result.out().split("\n")))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        }
    }
}
