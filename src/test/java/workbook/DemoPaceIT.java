package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.demo.Cast;

/**
 * The demonstrations at the speed of speech: a user who holds the wire for longer than any time-out
 * of a story sees the same as a user who does not. These tests only wait, so they run at the same
 * time.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoPaceIT {

    private static final int AT_ONCE = 8;
    private static final int LONGEST = 300; // s, of one demonstration

    /** Every fourth piece is held for longer than every time-out of a story. */
    private static final List<String> SLOWLY =
            List.of(
                    "see=held",
                    "loop",
                    "sleep=0.3",
                    "key=\\r",
                    "sleep=0.3",
                    "key=\\r",
                    "sleep=0.3",
                    "key=\\r",
                    "sleep=6",
                    "key=\\r");

    private static final List<String> QUICKLY = List.of("see=held", "loop", "sleep=0.3", "key=\\r");

    private static final Pattern NOTE = Pattern.compile("Note over \\S+: (.*)");
    private static final Pattern PRINT = Pattern.compile("Note \\w+ of (p\\d): (.*)");
    private static final Pattern ARROW = Pattern.compile("(p\\d+\\S+p\\d+): (.*)");
    private static final Pattern RESET = Pattern.compile("(p\\d+)\\D+(p\\d+) reset");
    private static final Pattern SIZE = Pattern.compile("(\\d+) bytes?( lost)?$");

    /** How a demonstration ended, what it printed and what it kept. */
    private record Seen(int status, String out, String kept) {}

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy;
    private static ExecutorService threads;
    private static final Map<String, Callable<Seen>> DEMOS = new TreeMap<>();
    private static final Map<String, Future<Seen>> RUNS = new TreeMap<>();

    @BeforeAll
    static void begin_all_that_take_long() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        threads = Executors.newFixedThreadPool(AT_ONCE);
        for (Lesson lesson : lessons()) {
            String id = lesson.id();
            if (hasTerminals()) {
                run(id + " slowly", () -> typed(SLOWLY, id));
            }
            run(id, () -> plain(id));
        }
        for (String id : List.of("08", "09", "10")) {
            run(id, () -> plain(id));
            run(id + " delayed", () -> plain(id, "--delay", "1500"));
        }
        if (Cast.hasPython()) {
            run("10 in Python", () -> plain("10", "--python"));
            run("10 in Python, delayed", () -> plain("10", "--python", "--delay", "5500"));
        }
        for (Lesson lesson : lessons()) {
            if (hasTerminals()) {
                run(lesson.id() + " quickly", () -> typed(QUICKLY, lesson.id()));
            }
        }
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    static List<Lesson> lessons() {
        return Sample.of("lessons' demonstrations", Catalogue.of(Home.find()).lessons());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void a_demonstration_comes_to_its_end(Lesson lesson) throws Exception {
        Seen seen = RUNS.get(lesson.id()).get();
        if (seen.status() != 0) { // a busy computer, as below
            seen = DEMOS.get(lesson.id()).call();
        }

        assertThat(seen.status()).as(seen.out()).isZero();
        assertThat(seen.out())
                .contains(" bytes ")
                .doesNotContain("in vain")
                .doesNotContain("\u001b")
                .doesNotContain("\tat ");
        assertThat(seen.out().lines().filter(line -> !line.startsWith("Saved in ")))
                .allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void held_for_longer_than_its_time_outs_a_story_reaches_its_true_end(Lesson lesson)
            throws Exception {
        assumeTerminals();

        assertSameStory(lesson, lesson.id() + " slowly", lesson.id());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void stepped_through_quickly_a_story_reaches_its_true_end(Lesson lesson) throws Exception {
        assumeTerminals();

        assertSameStory(lesson, lesson.id() + " quickly", lesson.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "09", "10"})
    void delayed_for_longer_than_its_time_outs_a_story_reaches_its_true_end(String id)
            throws Exception {
        Lesson lesson = Catalogue.of(Home.find()).find(id);

        assertSameStory(lesson, id + " delayed", id);
    }

    @Test
    void clocks_of_Python_programs_stand_still_as_well() throws Exception {
        assumeTrue(Cast.hasPython(), "this machine has no python3");
        Lesson lesson = Catalogue.of(Home.find()).find("10");

        assertSameStory(lesson, "10 in Python, delayed", "10 in Python");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "\\x03"})
    void ended_by_a_key_it_keeps_what_was_seen_and_says_nothing_about_the_rest(String key)
            throws Exception {
        assumeTerminals();
        Path temporary = Files.createDirectory(folder.resolve("temporary " + key.length()));

        Seen seen =
                typed(
                        List.of("see=held", "enter=still", "key=" + key),
                        "-Djava.io.tmpdir=" + temporary,
                        "09");

        assertThat(seen.status()).as(seen.out()).isZero();
        assertThat(seen.kept()).contains("still there").doesNotContain("No read waited");
        assertThat(seen.out()).doesNotContain("No read waited");
        assertThat(temporary).isDirectoryNotContaining("glob:**workbook-*");
    }

    @Test
    void an_Enter_that_comes_too_early_lets_nothing_pass_later() throws Exception {
        assumeTerminals();

        Seen seen =
                typed(
                        List.of("see=held", "key=\\r\\r\\r\\r", "see=connects", "sleep=1", "key=q"),
                        "01");

        assertThat(seen.out()).containsOnlyOnce("Nothing is held at the moment.");
        assertThat(seen.kept()).contains("connects").doesNotContain("hello");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program tidy up")
    void ended_by_a_signal_it_keeps_what_was_seen_and_leaves_nothing_behind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path kept = folder.resolve("signal.md");
        List<String> command = command("-Djava.io.tmpdir=" + temporary, "09", kept);
        command.addAll(List.of("--delay", "60000"));
        Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
        String line = "";
        try (var lines = demo.inputReader(UTF_8)) {
            while (line != null && !line.contains("connects")) {
                line = lines.readLine();
            }
            demo.destroy();
            assertThat(demo.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(kept).content().contains("connects");
        assertThat(temporary).isDirectoryNotContaining("glob:**workbook-*");
    }

    private static boolean hasTerminals() {
        return Cast.hasPython() && !System.getProperty("os.name").startsWith("Windows");
    }

    private static void assumeTerminals() {
        assumeTrue(hasTerminals(), "a terminal to type into needs python3 and its pty");
    }

    private static void run(String name, Callable<Seen> demo) {
        DEMOS.put(name, demo);
        RUNS.computeIfAbsent(name, any -> threads.submit(demo));
    }

    private static Seen plain(String id, String... options) throws Exception {
        Path kept = Files.createTempFile(folder, "seen", ".md");
        List<String> command = command(null, id, kept);
        command.addAll(List.of(options));
        return seen(command, kept);
    }

    private static Seen typed(List<String> steps, String id) throws Exception {
        return typed(steps, null, id);
    }

    private static Seen typed(List<String> steps, String option, String id) throws Exception {
        Path kept = Files.createTempFile(folder, "seen", ".md");
        Path script = Home.find().root().resolve("src/test/terminal/type_keys.py");
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(steps);
        command.add("--");
        command.addAll(command(option, id, kept));
        command.add("--step");
        return seen(command, kept);
    }

    private static List<String> command(String option, String id, Path kept) {
        return copy.command(
                option == null ? List.of() : List.of(option),
                "demo",
                id,
                "--save",
                kept.toString());
    }

    private static Seen seen(List<String> command, Path kept) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(copy.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        process.getOutputStream().close();
        boolean ended = false;
        try {
            ended = process.waitFor(LONGEST, TimeUnit.SECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Seen(
                ended ? process.waitFor() : -1, Files.readString(out), Files.readString(kept));
    }

    /**
     * Compares what two runs showed. Where a computer is so busy that a program misses its own
     * deadline, both are played once more, by themselves.
     */
    private static void assertSameStory(Lesson lesson, String run, String plain) throws Exception {
        Seen seen = RUNS.get(run).get();
        Seen expected = RUNS.get(plain).get();
        if (seen.status() != 0
                || expected.status() != 0
                || !story(lesson, seen).equals(story(lesson, expected))) {
            seen = DEMOS.get(run).call();
            expected = DEMOS.get(plain).call();
        }
        assertThat(story(lesson, seen)).as(seen.out()).isEqualTo(story(lesson, expected));
        assertThat(seen.status()).isZero();
        assertThat(expected.status()).isZero();
    }

    /**
     * What one could see, scene by scene: what was said, in order; what the programs printed; and
     * what crossed in each direction. How it was cut, and what crossed first, may differ.
     */
    private static List<String> story(Lesson lesson, Seen seen) {
        List<String> titles =
                lesson.page().demo().stream()
                        .filter(line -> line.startsWith("scene "))
                        .map(line -> line.substring("scene ".length()))
                        .toList();
        List<String> story = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : seen.kept().lines().map(DemoPaceIT::plainText).toList()) {
            Matcher note = NOTE.matcher(line);
            Matcher print = PRINT.matcher(line);
            Matcher arrow = ARROW.matcher(line);
            if (note.find()) {
                if (titles.contains(note.group(1))) {
                    story.add(crossed(counts));
                    counts.clear();
                }
                if (!note.group(1).startsWith("Waiting for")) { // a busy machine
                    story.add(note.group(1));
                }
            } else if (print.find()) {
                counts.merge(
                        print.group(1) + print.group(2).replaceAll("\\d+", "#"), 1, Integer::sum);
            } else if (arrow.find()) {
                Matcher size = SIZE.matcher(arrow.group(2));
                boolean carries = size.find();
                String what = carries ? "bytes" + size.group(2) : arrow.group(2);
                int count = carries ? Integer.parseInt(size.group(1)) : 1;
                counts.merge(arrow.group(1) + " " + what, count, Integer::sum);
            }
        }
        story.add(crossed(counts));
        return story;
    }

    /**
     * How much of a reply passes before the client's reset is for the two to settle, so nothing of
     * what goes to one that resets counts.
     */
    private static String crossed(Map<String, Integer> counts) {
        List<MatchResult> resets =
                counts.keySet().stream().flatMap(what -> RESET.matcher(what).results()).toList();
        for (MatchResult reset : resets) {
            Pattern toIt = Pattern.compile(reset.group(2) + "\\D+" + reset.group(1) + " .*");
            counts.keySet().removeIf(what -> toIt.matcher(what).matches());
            counts.keySet().removeIf(what -> what.contains("client lost")); // printed by a server
        }
        return counts.toString();
    }

    private static String plainText(String mermaid) {
        return Pattern.compile("#(\\d+);")
                .matcher(mermaid.replace("<br/>", " "))
                .replaceAll(
                        code ->
                                Matcher.quoteReplacement(
                                        Character.toString(Integer.parseInt(code.group(1)))))
                .replace('\u00a0', ' ')
                .replaceAll(" +", " ");
    }
}
