package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.demo.Cast;

/** The demonstrations, as an instructor starts them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoIT {

    private static final String TIME = "\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}";

    private static final Pattern RESET = Pattern.compile("(.+?) → (.+?) +reset");

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy; // nobody changes it
    private static ExecutorService threads;
    private static final Map<String, Future<Result>> WIRES = new HashMap<>();

    @BeforeAll
    static void begin_all_that_take_long() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        threads = Executors.newFixedThreadPool(2);
        for (Lesson lesson : lessons()) {
            String id = lesson.id();
            WIRES.put(id, threads.submit(() -> copy.run("demo", id, "--wire")));
        }
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    static List<Lesson> lessons() {
        return Sample.of("lessons' wires", Catalogue.of(Home.find()).lessons());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_page_shows_what_its_demonstration_sends(Lesson lesson) throws Exception {
        Result result = WIRES.get(lesson.id()).get();

        List<List<String>> scenes = blocks(result.out());
        List<List<String>> shown = lesson.page().wire();
        List<List<String>> played = scenes.stream().map(DemoIT::settled).toList();
        assertThat(shown).isNotEmpty();
        for (List<String> block : shown) {
            assertThat(played).contains(settled(block));
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_demonstration_has_a_scene_that_goes_wrong(Lesson lesson) {
        assertThat(lesson.page().demo()).anyMatch(line -> line.contains("goes wrong"));
    }

    @Test
    void shows_what_the_programs_print() throws Exception {
        assertThat(copy.run("demo", "01").out()).contains("client prints  HELLO, WORLD!");
    }

    @Test
    void of_the_learners_programs() throws Exception {
        CopyOfTheWorkbook mine = new CopyOfTheWorkbook(folder.resolve("mine"));
        mine.solve();
        mine.edit("UppercaseClient.java", "hello, world!", "something of mine");

        assertThat(mine.run("demo", "01", "--mine").out()).contains("SOMETHING OF MINE");
    }

    @Test
    void of_a_stub_says_where_it_is_stuck() throws Exception {
        Result result = copy.run("demo", "01", "--mine");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("TODO 1: bind the listener")
                .contains("at UppercaseServer.java:")
                .contains("UppercaseServer ended before it said which port it listens on.");
    }

    @Test
    void of_a_server_that_failed_says_so_in_place_of_the_comment() throws Exception {
        Result result = copy.run("demo", "03", "--mine");
        if (result.out().contains("in vain")) { // a busy computer
            result = copy.run("demo", "03", "--mine");
        }

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("WhiskyServer failed with exit status 1.")
                .doesNotContain("The server replies to the 6 it has.");
    }

    @Test
    void a_port_that_is_refused_is_seen() throws Exception {
        assertThat(copy.run("demo", "07").out())
                .containsPattern("(?s)client prints  refused: port \\d+ .*The port is refused");
    }

    @Test
    void each_client_prints_under_its_own_name() throws Exception {
        assertThat(copy.run("demo", "02").out())
                .contains("client 2 prints ")
                .doesNotContain("failed");
    }

    @Test
    void comments_on_programs_in_Java_say_so_where_the_clients_are_in_Python() throws Exception {
        assumeTrue(Cast.hasPython(), "this machine has no python3");

        assertThat(copy.run("demo", "02", "--python").out())
                .contains("▌ In Java: 25 pieces, one line");
    }

    @Test
    void of_what_does_not_compile_says_so() throws Exception {
        CopyOfTheWorkbook mine = new CopyOfTheWorkbook(folder.resolve("does not compile"));
        mine.edit("UppercaseServer.java", "public class", "public clas");

        Result result = mine.run("demo", "01", "--mine");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("does not compile").contains("UppercaseServer.java:");
    }

    @Test
    void cuts_what_crosses_when_asked() throws Exception {
        assertThat(copy.run("demo", "01", "--split", "3").out()).contains("\"hel\"  3 bytes");
    }

    @Test
    void keeps_what_was_seen() throws Exception {
        for (String kind : List.of("md", "svg", "pcapng")) {
            Path file = folder.resolve("seen." + kind);

            assertThat(copy.run("demo", "01", "--save", file.toString()).status()).isZero();

            assertThat(file).isNotEmptyFile();
        }
        assertThat(folder.resolve("seen.md")).content().contains("sequenceDiagram");
        assertThat(folder.resolve("seen.svg")).content().startsWith("<svg");
    }

    @Test
    void refuses_what_it_cannot_do() throws Exception {
        assertThat(copy.run("demo", "01", "--split", "-1").status()).isEqualTo(2);
        assertThat(copy.run("demo", "01", "--save", "seen.png").status()).isEqualTo(2);
        assertThat(copy.run("demo", "99").status()).isEqualTo(2);
        assertThat(copy.run("demo", "01", "--step").out()).contains("needs a terminal");
    }

    @Test
    void ended_in_the_middle_leaves_no_process_behind() throws Exception {
        Process demo = copy.start("demo", "01", "--delay", "60000");
        List<ProcessHandle> programs = new ArrayList<>();
        while (programs.isEmpty()) {
            assertThat(demo.isAlive()).isTrue();
            demo.descendants().forEach(programs::add);
            Thread.onSpinWait();
        }

        demo.destroy();

        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.allOf(
                        programs.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void one_program_alone_runs_in_this_terminal() throws Exception {
        assertThat(copy.run("run", "01", "client", "--solution", "127.0.0.1", "1").out())
                .contains("Connection refused");
        assertThat(copy.run("run", "03", "server").out())
                .contains("GreetingClient, GreetingServer, WhiskyClient, WhiskyServer");
    }

    /** What is the same each time. How much passes to a client before it resets is not. */
    private static List<String> settled(List<String> block) {
        List<String> lines =
                withoutTimes(block).stream()
                        .map(line -> line.replaceFirst("^ *\\d+  ", ""))
                        .toList();
        List<String> toReset =
                lines.stream()
                        .map(RESET::matcher)
                        .filter(Matcher::matches)
                        .map(reset -> reset.group(2) + " → " + reset.group(1) + "  ")
                        .toList();
        return lines.stream().filter(line -> toReset.stream().noneMatch(line::startsWith)).toList();
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(TIME, "(a time)")).toList();
    }

    private static List<List<String>> blocks(String text) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.equals("```wire")) {
                blocks.add(new ArrayList<>());
            } else if (!line.equals("```") && !blocks.isEmpty()) {
                blocks.get(blocks.size() - 1).add(line);
            }
        }
        return blocks;
    }
}
