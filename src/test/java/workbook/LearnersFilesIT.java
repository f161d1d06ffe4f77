package workbook;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/** Whatever lies in a learner's folder, the verdict says what it is and grades what it can. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LearnersFilesIT {

    private static final String SERVER = "UppercaseServer.java";
    private static final String CLIENT = "UppercaseClient.java";
    private static final String RUSSIAN = "\n// Привет, мир\n";

    private static CopyOfTheWorkbook copy; // nothing of it but lesson 01 is changed, and put back

    @TempDir static Path folder;
    @TempDir Path work;

    @BeforeAll
    static void copy() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        copy.solve();
    }

    @AfterEach
    void putBack() throws IOException {
        copy.solve();
    }

    /** The solution of a lesson, in a folder as somebody hands it in. */
    private Path handedIn(String id, String... below) throws IOException {
        Path anna = work.resolve("anna");
        Path place = Files.createDirectories(Path.of(anna.toString(), below));
        Lesson lesson = Catalogue.of(Home.find()).find(id);
        for (Path file : lesson.solution()) {
            Files.copy(file, place.resolve(file.getFileName()));
        }
        return anna;
    }

    private static void edit(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }

    private static void save(Path file, Charset charset) throws IOException {
        Files.write(file, (Files.readString(file) + RUSSIAN).getBytes(charset));
    }

    private static String graded(String id, Path folder) throws Exception {
        Result result = copy.run("test", id, "--from", folder.toString());
        assertThat(result.status()).isEqualTo(1);
        return flat(result.out());
    }

    /** As one line: where it is broken is of no interest here. */
    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Nested
    class Text {

        @Test
        void in_windows_1251_is_named_with_its_first_bad_line_and_the_rest_is_graded()
                throws Exception {
            Path anna = handedIn("01");
            int lines = Files.readAllLines(anna.resolve(CLIENT)).size();
            save(anna.resolve(CLIENT), Charset.forName("windows-1251"));

            assertThat(graded("01", anna))
                    .contains("UppercaseClient.java:" + (lines + 2) + ": this line is not UTF-8.")
                    .contains("The file looks like windows-1251: // Привет, мир Open the file as")
                    .contains("save it as UTF-8: in IntelliJ and VS Code")
                    .contains("✔ task 5", "✘ task 6")
                    .contains("tests wait: UppercaseClient.java is not UTF-8 text tasks 6, 7");
        }

        @Test
        void in_UTF_8_with_a_byte_order_mark_is_accepted() throws Exception {
            Path anna = handedIn("01");
            Path server = anna.resolve(SERVER);
            Files.writeString(server, "\ufeff" + Files.readString(server));

            assertThat(copy.run("test", "01", "--from", anna.toString()).status()).isZero();
        }

        @Test
        void is_named_by_every_command_that_reads_it() throws Exception {
            save(copy.lesson(CLIENT), UTF_16);
            String told = "UppercaseClient.java is saved as UTF-16, not as UTF-8.";

            assertThat(copy.run("test", "01").out()).contains(told, "5 of 7 tasks done");
            for (List<String> command :
                    List.of(
                            List.of("run", "01", "server"),
                            List.of("shell", "01"),
                            List.of("demo", "01", "--mine"))) {
                Result result = copy.run(command.toArray(String[]::new));
                assertThat(result.status()).as(command.toString()).isEqualTo(2);
                assertThat(result.out()).as(command.toString()).contains(told);
            }
        }
    }

    @Nested
    class A_folder {

        @Test
        void may_lack_what_is_given_but_not_what_is_to_be_written() throws Exception {
            Path anna = handedIn("07");
            Files.delete(anna.resolve("Hosts.java"));
            Files.delete(anna.resolve("PortClass.java"));
            Files.delete(anna.resolve("ServiceTable.java"));

            assertThat(graded("07", anna))
                    .contains("ServiceTable.java is missing from " + anna + ".")
                    .contains("✔ task 1", "✔ task 3", "✘ task 4", "✘ task 5", "✔ task 6")
                    .doesNotContain("Hosts.java", "PortClass.java", "reset");
        }

        @Test
        void with_files_in_another_package_or_in_none() throws Exception {
            Path anna = handedIn("01");
            edit(anna.resolve(SERVER), "package lesson01_uppercase_echo;", "package echo;");
            edit(anna.resolve(CLIENT), "package lesson01_uppercase_echo;", "");

            assertThat(graded("01", anna))
                    .contains("UppercaseServer.java has package echo;")
                    .contains("UppercaseServer.java needs package lesson01_uppercase_echo;")
                    .contains("UppercaseClient.java has no package line. It must begin with");
        }

        @Test
        void with_names_that_are_nearly_right() throws Exception {
            Path anna = handedIn("01");
            Files.move(anna.resolve(SERVER), anna.resolve("UppercaseServer.java.txt"));
            Files.move(anna.resolve(CLIENT), anna.resolve("Uppercaseclient.java"));

            assertThat(graded("01", anna))
                    .contains("UppercaseServer.java.txt must be called UppercaseServer.java.")
                    .contains("Uppercaseclient.java must be called UppercaseClient.java.");
        }

        @Test
        void that_holds_the_folder_of_the_lesson() throws Exception {
            Path anna = handedIn("01", "src", "lesson01_uppercase_echo");
            Path deeper = anna.resolve("src").resolve("lesson01_uppercase_echo");

            assertThat(graded("01", anna))
                    .contains("anna holds none of the files of lesson 01 (UppercaseClient.java,")
                    .contains("They are deeper, in " + deeper + ". Name that folder:")
                    .contains("./workbook test 01 --from " + deeper);
        }

        @Test
        void of_another_lesson() throws Exception {
            assertThat(graded("01", handedIn("02")))
                    .contains("It holds TimeClient.java, which is a file of lesson 02.");
        }

        @Test
        void without_anything_that_can_be_graded() throws Exception {
            Path anna = Files.createDirectories(work.resolve("anna"));
            assertThat(graded("01", anna)).contains("The folder is empty.");

            Files.createFile(anna.resolve("UppercaseServer.class"));
            assertThat(graded("01", anna)).contains("UppercaseServer.class, which is compiled.");

            Files.createFile(anna.resolve("work.zip"));
            assertThat(graded("01", anna)).contains("It holds work.zip: unpack that first.");
        }

        @Test
        void that_is_none_is_used_wrongly() throws Exception {
            Path zip = Files.createFile(work.resolve("anna.zip"));
            Path file = handedIn("01").resolve(SERVER);

            Result zipped = copy.run("test", "01", "--from", zip.toString());
            Result one = copy.run("test", "01", "--from", file.toString());
            Result none = copy.run("test", "01", "--from", work.resolve("otto").toString());

            assertThat(List.of(zipped.status(), one.status(), none.status()))
                    .containsExactly(2, 2, 2);
            assertThat(zipped.out()).contains("anna.zip is a zip file: unpack it");
            assertThat(one.out()).contains("is a file: name the folder").contains("--from ");
            assertThat(none.out()).contains("There is no folder ").contains("otto.");
        }

        @Test
        void in_lessons_is_named_as_what_it_is() throws Exception {
            Files.delete(copy.lesson(CLIENT));

            Result result = copy.run("test", "01");

            assertThat(flat(result.out()))
                    .contains("UppercaseClient.java is missing from lessons/lesson01")
                    .contains("Copy it from src/main/stubs/lesson01_uppercase_echo.")
                    .contains("5 of 7 tasks done");
        }
    }

    @Nested
    class What_compiles_is_graded {

        @Test
        void beside_a_client_that_does_not() throws Exception {
            Path anna = handedIn("01");
            edit(anna.resolve(CLIENT), "return ", "return return ");

            Result result = copy.run("test", "01", "--from", anna.toString(), "--json");

            assertThat(result.status()).isEqualTo(1);
            JsonNode lesson = new ObjectMapper().readTree(result.out()).at("/lessons/0");
            assertThat(lesson.at("/outcome").asText()).isEqualTo("does-not-compile");
            assertThat(lesson.at("/problem").asText()).startsWith("UppercaseClient.java:");
            assertThat(lesson.at("/tasks").findValuesAsText("passed"))
                    .containsExactly("true", "true", "true", "true", "true", "false", "false");
            for (JsonNode test : lesson.at("/tests")) {
                boolean client = test.at("/task").asInt() > 5;
                assertThat(test.at("/outcome").asText()).isEqualTo(client ? "not-run" : "passed");
                assertThat(test.at("/message").asText())
                        .startsWith(client ? "UppercaseClient.java does not compile\nUpp" : "");
            }
        }

        @Test
        void beside_a_signature_that_has_changed() throws Exception {
            Path anna = handedIn("01");
            edit(anna.resolve(SERVER), "public int port()", "public long port()");

            assertThat(graded("01", anna))
                    .contains("UppercaseServer has public long port()")
                    .contains("UppercaseServer needs public int port()")
                    .contains("compare with src/main/stubs/lesson01_uppercase_echo.")
                    .contains("✘ task 1", "✘ task 2", "✘ task 3", "✘ task 5", "✔ task 6")
                    .doesNotContain("reset");
        }

        @Test
        void and_what_needs_the_broken_file_waits_for_it() throws Exception {
            Path anna = handedIn("15");
            edit(anna.resolve("MessageWriter.java"), "class ", "clas ");

            assertThat(graded("15", anna))
                    .contains("✘ task 1", "✔ task 2", "✔ task 3", "✘ task 6")
                    .contains("tests wait: MessageWriter.java does not compile tasks 1, 6");
        }
    }

    @Nested
    class Control_characters {

        /** Clears the screen, writes to the clipboard, rings, and turns the line around. */
        private static final String ATTACK =
                "\\u001b[2J\\u001b]52;c;eA==\\u0007\\r\\n\\u001b[32m✔ 7 of 7\\u009b1m\\u202edone";

        private void attack() throws IOException {
            copy.edit(
                    SERVER,
                    "int n = in.read(piece);",
                    "if (piece != null) { System.out.println(\"%s\".translateEscapes()); throw new IllegalStateException(\"%s\".translateEscapes()); }\n int n = in.read(piece);"
                            .formatted(doubled(), doubled()));
        }

        /** As a Java string: the compiler itself reads backslashes with a u. */
        private String doubled() {
            return ATTACK.replace("\\u001b", "\\033").replace("\\u0007", "\\007");
        }

        private void assertHarmless(String out) {
            assertThat(out)
                    .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]")
                    .contains("\\x1b[2J", "\\u009b", "\\u202e");
        }

        @Test
        void are_escapes_in_verdicts() throws Exception {
            attack();

            String out = copy.run("test", "01", "--trace").out();

            assertHarmless(out.replace("\r\n", "\n"));
            assertThat(out.lines()).noneMatch(line -> line.strip().startsWith("✔ 7 of 7"));
            assertHarmless(
                    flat(copy.run("test", "01", "--json").out()).replace("\\u001b", "\\x1b"));
        }

        @Test
        void are_escapes_in_the_watch() throws Exception {
            attack();
            Process watch = copy.start("watch", "01");
            StringBuilder out = new StringBuilder();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(watch.getInputStream(), UTF_8))) {
                String line;
                do {
                    line = lines.readLine();
                    out.append(line).append('\n');
                } while (line != null && !line.equals("Waiting for a save; Ctrl-C ends."));
            } finally {
                watch.destroyForcibly().waitFor();
            }

            assertHarmless(out.toString());
        }

        @Test
        void are_escapes_in_demonstrations_and_what_they_save() throws Exception {
            attack();

            for (String name : List.of("wire.md", "wire.svg")) {
                Path file = work.resolve(name);
                String out = copy.run("demo", "01", "--mine", "--save", file.toString()).out();
                assertHarmless(out.replace("\r\n", "\n"));
                String saved = Files.readString(file);
                assertThat(saved)
                        .doesNotContainPattern(
                                "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]");
                assertThat(saved).contains(name.endsWith("svg") ? "\\x1b[2J" : "x1b#91;2J");
            }
        }

        @Test
        void are_escapes_in_what_javac_says_and_in_names() throws Exception {
            Path anna = handedIn("01");
            edit(anna.resolve(CLIENT), "return ", "/*\u001b[2J\u009b*/ ret\u202eurn ");

            String out = copy.run("test", "01", "--from", anna.toString()).out();

            assertHarmless(out.replace("\r\n", "\n"));
        }
    }
}
