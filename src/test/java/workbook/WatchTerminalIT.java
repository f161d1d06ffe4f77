package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watch mode in a real terminal, which {@code script} of util-linux makes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchTerminalIT {

    private static final String CLEARED = "\u001b[3J"; // begins a screen
    private static final String PAGE_UP = "\u001b[5~";
    private static final String PAGE_DOWN = "\u001b[6~";
    private static final String HOME = "\u001b[H";
    private static final String END = "\u001b[F";
    private static final String ESCAPE = "\u001b";
    private static final String CONTROL_C = "\u0003";
    private static final String ENTER = "\r";

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;
    private Process watch;
    private Reader out;
    private final StringBuilder printed = new StringBuilder();

    @BeforeEach
    void copy() throws Exception {
        Assumptions.assumeTrue(hasScript(), "this machine has no script of util-linux");
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        copy.environment("TERM", "xterm-256color");
        copy.environment("LC_ALL", "C.UTF-8");
    }

    private static boolean hasScript() throws Exception {
        try {
            Process version = new ProcessBuilder("script", "--version").start();
            return new String(version.getInputStream().readAllBytes(), UTF_8)
                    .contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (watch != null) {
            watch.descendants().forEach(ProcessHandle::destroyForcibly);
            watch.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 2", "60, 20", "80, 24"})
    void no_size_of_the_terminal_ends_it(int columns, int rows) throws Exception {
        start(columns, rows);
        await("quit");

        type("t" + PAGE_DOWN + END + HOME + " ?q"); // the page
        type("l" + PAGE_UP + END + "jim" + ENTER); // the first lesson with JIM
        await("22 · JIM messages");
        type("lx" + CONTROL_C + "tpq" + CONTROL_C); // the page does not know p
        type("q");

        assertThat(status()).as(printed.toString()).isZero();
        assertThat(printed).doesNotContain("OutOfMemory", "did not work", "\tat java.");
    }

    @ParameterizedTest
    @CsvSource({"60, 20", "80, 24"})
    void the_page_stays_above_the_first_verdict_and_all_of_it_fits(int columns, int rows)
            throws Exception {
        start(columns, rows);

        List<String> screen = await("0 of 7 tasks done", "tests passed");

        assertThat(screen).hasSizeLessThanOrEqualTo(rows);
        assertThat(screen).allMatch(line -> line.length() <= columns);
        assertThat(screen).anyMatch(line -> line.contains("Task 1. Bind the listener."));
        assertThat(screen).anyMatch(line -> line.contains("not written yet: TODO 1"));
        if (columns == 80) {
            assertThat(screen).anyMatch(line -> line.startsWith("A browser asks a web site"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void the_keys_of_a_solved_lesson_are_never_torn(int columns) throws Exception {
        copy.solve();
        start(columns, 24);

        List<String> screen = await("quit");

        assertThat(String.join("\n", screen)).contains("7 of 7 tasks done").contains("s solution");
        assertThat(screen).anyMatch(line -> line.endsWith("x reset · q quit"));
        assertThat(screen).allMatch(line -> line.length() <= columns);
    }

    @Test
    void keys_without_letters_write_nothing_into_the_filter() throws Exception {
        start(80, 24);
        await("quit");

        type("l" + PAGE_UP + HOME + END + "\u001bOP\u001b[15~\u001b[1;5C" + "xor");

        assertThat(await("Which lesson?   xor").get(0)).isEqualTo("Which lesson?   xor");
    }

    @Test
    void letters_mean_the_same_on_a_Russian_keyboard() throws Exception {
        start(80, 24);
        await("quit");

        type("т"); // n
        await("02 · Time server");
        type("й"); // q

        assertThat(status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {ESCAPE, "q", CONTROL_C})
    void a_question_mark_on_the_page_does_not_lock_the_reader_in(String key) throws Exception {
        start(80, 24);
        await("quit");

        type("t?");
        await("q back");
        type(key);

        await("q quit");
    }

    @Test
    void a_key_that_means_nothing_shows_the_keys() throws Exception {
        start(80, 24);
        await("q quit");

        type("w");

        await("q quit\nh hint");
    }

    @Test
    void a_reset_says_below_the_new_verdict_where_the_copy_is() throws Exception {
        copy.edit("UppercaseServer.java", "public class", "public clas");
        start(80, 24);
        await("does not compile");

        type("xy");

        await("not written yet: TODO 1", ".workbook/copies/lesson01");
    }

    @Test
    void the_demonstration_of_a_solved_lesson_is_the_learners() throws Exception {
        copy.solve();
        start(80, 24);
        await("7 of 7 tasks done");

        type("d");

        await("your code");
    }

    @Test
    void a_failure_is_shown_before_the_verdict_is_complete() throws Exception {
        copy.solve();
        start(80, 24);
        await("7 of 7 tasks done");
        int before = printed.length();

        copy.edit("UppercaseClient.java", "server.shutdownOutput();", "");
        await("✘ task 7", "q quit");

        String[] screens = printed.substring(before).split(Pattern.quote(CLEARED));
        assertThat(screens).hasSize(3); // the rest of the old one, the early one, the last one
        assertThat(screens[1]).contains("README 6.").contains("✔ task 1").doesNotContain("quit");
        assertThat(screens[1].indexOf("README 6.")).isLessThan(screens[1].lastIndexOf("✔"));
    }

    @Test
    void a_long_line_that_does_not_compile_keeps_its_caret() throws Exception {
        String line = "\t\tint n = " + "1 + ".repeat(40) + "Nowhere.n;";
        Path server = copy.lesson("UppercaseServer.java");
        String source = Files.readString(server);
        int body = source.indexOf('{', source.indexOf("class UppercaseServer")) + 1;
        Files.writeString(
                server, source.substring(0, body) + "\n" + line + "\n" + source.substring(body));
        start(60, 24);

        List<String> screen = await("quit");

        String caret = screen.stream().filter(l -> l.strip().equals("^")).findFirst().orElseThrow();
        String above = screen.get(screen.indexOf(caret) - 1);
        assertThat(above.substring(caret.indexOf('^'))).startsWith("Nowhere");
        assertThat(screen).allMatch(one -> one.length() <= 60);
    }

    private void start(int columns, int rows) throws IOException {
        watch = copy.startInTerminal(columns, rows, "watch");
        out = new InputStreamReader(watch.getInputStream(), UTF_8);
    }

    private void type(String keys) throws IOException {
        watch.getOutputStream().write(keys.getBytes(UTF_8));
        watch.getOutputStream().flush();
    }

    private int status() throws Exception {
        CompletableFuture.runAsync(() -> read()).get(120, TimeUnit.SECONDS);
        return watch.waitFor();
    }

    /** The lines of the screen, without colours, as soon as a text is on it. */
    private List<String> await(String... texts) throws Exception {
        CompletableFuture<Void> there = CompletableFuture.runAsync(() -> read(texts));
        try {
            there.get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no " + List.of(texts) + " in:\n" + printed, e);
        }
        return screen().lines().toList();
    }

    /** Reads until a screen shows all texts; without any, to the end. */
    private void read(String... texts) {
        try {
            for (int c = out.read(); c >= 0; c = out.read()) {
                printed.append((char) c);
                boolean pause = !out.ready(); // a screen is whole then
                if (texts.length > 0 && pause && Stream.of(texts).allMatch(screen()::contains)) {
                    return;
                }
            }
            if (texts.length > 0) {
                throw new IllegalStateException("the watch ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String screen() {
        String last = printed.substring(Math.max(0, printed.lastIndexOf(CLEARED)));
        return last.replaceFirst("\u001b\\[3J", "")
                .replaceAll("\u001b\\[[?\\d;]*[a-zA-Z]", "")
                .replace("\r", "");
    }
}
