package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watch mode without a terminal, as its users see it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchIT {

    private static final String WAITS = "Waiting for a save; Ctrl-C ends.";

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;
    private Process watch;
    private BufferedReader out;
    private final StringBuffer said = new StringBuffer(); // by the watch, so far

    @BeforeEach
    void copy() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (watch != null) {
            watch.destroyForcibly().waitFor();
        }
    }

    @Test
    void begins_with_the_first_lesson_that_is_not_solved() throws Exception {
        start();

        assertThat(verdict())
                .contains("01 · Uppercase echo")
                .contains("smallest pair that can do it")
                .contains("1. Bind the listener.")
                .contains("Edit:     lessons/lesson01_uppercase_echo/ UppercaseClient.java,")
                .contains("not written yet: TODO 1")
                .doesNotContain("\u001b");
    }

    @Test
    void begins_with_the_next_once_one_is_solved() throws Exception {
        copy.solve();
        copy.run("test", "01");
        start();

        assertThat(verdict()).contains("02 · Time server");
    }

    @Test
    void begins_with_the_lesson_that_is_named() throws Exception {
        start("watch", "03");

        assertThat(verdict()).contains("03 · Greeting exchange");
    }

    @Test
    void grades_anew_when_a_file_is_saved_in_place() throws Exception {
        start();
        verdict();

        copy.edit("UppercaseServer.java", "public class", "public clas");

        assertThat(verdict()).contains("does not compile").contains("UppercaseServer.java:");
    }

    @Test
    void grades_anew_when_a_file_is_written_beside_and_renamed() throws Exception {
        start();
        verdict();

        Path draft = copy.lesson(".UppercaseServer.java.swp");
        Files.writeString(draft, "package lesson01_uppercase_echo; no Java at all");
        Files.move(draft, copy.lesson("UppercaseServer.java"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(verdict()).contains("does not compile");
    }

    @Test
    void says_what_to_try_next_when_the_lesson_is_solved() throws Exception {
        start();
        verdict();

        copy.solve();

        assertThat(verdictWith("7 of 7 tasks done")).contains("Go further: Start your server");
        assertThat(copy.run("list").out()).contains("✔ 01");
    }

    @Test
    void goes_to_another_lesson_when_that_is_saved() throws Exception {
        start();
        verdict();

        Path other = copy.root().resolve("lessons/lesson02_time_server/TimeServer.java");
        Files.writeString(other, Files.readString(other) + "\n");

        assertThat(verdict()).contains("02 · Time server");
    }

    @Test
    void loses_no_save_that_comes_while_a_verdict_is_on_its_way() throws Exception {
        start();
        verdict();
        String solution =
                Files.readString(
                        copy.root()
                                .resolve("solutions/lesson01_uppercase_echo/UppercaseServer.java"));
        copy.solve();
        verdictWith("7 of 7 tasks done");

        for (int i = 0; i < 10; i++) {
            Files.writeString(copy.lesson("UppercaseServer.java"), solution + "// " + i);
        }
        Files.writeString(copy.lesson("UppercaseServer.java"), solution + "the last one");

        assertThat(verdictWith("does not compile")).contains("the last one");
    }

    @Test
    void survives_whatever_lies_in_the_folder() throws Exception {
        start();
        verdict();

        link(".#UppercaseClient.java", "anna@laptop.4711"); // Emacs, at the first key
        copy.edit("UppercaseClient.java", "public class", "public clas");
        assertThat(verdictWith("does not compile")).doesNotContain("is a link");

        Files.createDirectory(copy.lesson("Odd.java"));
        assertThat(verdictWith("Odd.java")).contains("Odd.java is a folder, not a file.");
        Files.delete(copy.lesson("Odd.java"));

        link("Loop.java", "Loop.java");
        assertThat(verdictWith("Loop.java")).contains("Loop.java is a link");
        Files.delete(copy.lesson("Loop.java"));

        copy.solve();
        assertThat(verdictWith("7 of 7 tasks done")).contains("Go further");
    }

    @Test
    void survives_a_file_in_another_charset_whose_class_was_renamed() throws Exception {
        copy.solve();
        start();
        verdict();

        Path client = copy.lesson("UppercaseClient.java");
        String source = Files.readString(client).replace("class UppercaseClient", "class Other");
        Files.write(client, (source + "// Привет").getBytes(Charset.forName("windows-1251")));
        verdictWith("✘");

        copy.solve();
        verdictWith("7 of 7 tasks done");
    }

    @Test
    void survives_that_all_lessons_go_and_come_back() throws Exception {
        copy.solve();
        start();
        verdictWith("7 of 7 tasks done");
        Path lessons = copy.root().resolve("lessons");
        Path aside = copy.root().resolve("aside");

        Files.move(lessons, aside);
        verdictWith("holds none of the files of lesson 01");
        Files.move(aside, lessons);

        verdictWith("7 of 7 tasks done");
    }

    @Test
    void does_without_a_page() throws Exception {
        Files.delete(copy.lesson("README.md"));
        start();
        assertThat(verdict()).contains("git checkout -- lessons/lesson01_uppercase_echo/README.md");

        Files.write(copy.lesson("README.md"), new byte[] {(byte) 0xff, (byte) 0xfe});
        copy.edit("UppercaseServer.java", "public class", "public clas");
        assertThat(verdict()).contains("does not compile");
        assertThat(copy.run("list").status()).isZero();
    }

    @Test
    void names_only_the_files_with_something_to_write() throws Exception {
        start("watch", "04");

        assertThat(verdict())
                .contains("Edit:     lessons/lesson04_text_and_bytes/ ")
                .doesNotContain("RecodingClient.java");
    }

    @Test
    void begins_where_it_was_left_and_hints_there_too() throws Exception {
        start("watch", "03");
        verdict();
        end();
        start();

        assertThat(verdict()).contains("03 · Greeting exchange");
        assertThat(copy.run("hint").out()).contains("03 · task 1");
        copy.run("test", "05");
        assertThat(copy.run("hint").out()).contains("05 · task 1");
    }

    private void link(String name, String target) {
        try {
            Files.createSymbolicLink(copy.lesson(name), Path.of(target));
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("links cannot be created on this machine: " + e);
        }
    }

    @Test
    void leaves_no_process_behind() throws Exception {
        start();
        verdict();
        List<ProcessHandle> workers =
                CompletableFuture.supplyAsync(this::workers).get(60, TimeUnit.SECONDS);

        watch.destroy();

        assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.allOf(
                        workers.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
    }

    /** The spare workers; they start anew a moment after each verdict. */
    private List<ProcessHandle> workers() {
        List<ProcessHandle> workers = List.of();
        while (workers.isEmpty()) {
            workers = watch.descendants().toList();
        }
        return workers;
    }

    private void start(String... arguments) throws IOException {
        watch = copy.start(arguments);
        out = new BufferedReader(new InputStreamReader(watch.getInputStream(), UTF_8));
    }

    /** All that is printed until the next verdict is complete. */
    private String verdict() throws Exception {
        try {
            return CompletableFuture.supplyAsync(this::read).get(120, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no further verdict; it had said:\n" + said, e);
        }
    }

    /** The next verdict that contains a text; those between are of saves before the last one. */
    private String verdictWith(String text) throws Exception {
        String verdict = verdict();
        while (!verdict.contains(text)) {
            verdict = verdict();
        }
        return verdict;
    }

    private String read() {
        int from = said.length();
        try {
            String line = "";
            while (!line.equals(WAITS)) {
                line = out.readLine();
                if (line == null) {
                    throw new IllegalStateException("it ended; it had said:\n" + said);
                }
                said.append(line).append('\n');
            }
            return said.substring(from);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
