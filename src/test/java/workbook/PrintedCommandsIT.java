package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import workbook.CommandLineInCopy.Ended;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.jim.ReferenceServer;

/**
 * Every command that README, docs and lessons print does what they say. Each is typed as it stands
 * there, in a copy of the workbook as a clone would give it (with the tool already built), but
 * servers take any free port. Two at a time, because most of them wait.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintedCommandsIT {

    /** Tries a command and checks its outcome. */
    private interface Trial {
        void run(String command) throws Exception;
    }

    /** A test that runs the same command. That it exists is checked by the compiler. */
    private interface Elsewhere<T> {
        void run(T test) throws Exception;
    }

    /**
     * What is done about commands of one form.
     *
     * @param trial null if this test does not run them
     */
    private record Rule(Pattern form, Trial trial) {}

    private static final Pattern PORT = Pattern.compile("listening on port (\\d+)");

    private static final Pattern TIME = Pattern.compile("prints +[^:]*: (.*?) {3,}");
    private static final int WHOLE_TIME = "Sat Nov 28 22:19:18 2026".length();

    private final Home home = Home.find();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, FutureTask<Void>> trials = new LinkedHashMap<>();
    private ExecutorService twoAtATime;

    @TempDir static Path folder;
    private CommandLineInCopy fresh; // as it is cloned
    private CommandLineInCopy solved; // by a learner who has done all lessons

    @BeforeAll
    void begin() throws Exception {
        leaveOut();
        tool();
        demonstrations();
        programs();
        jim();
        maven();
        if (CommandLineInCopy.hasShell()) {
            fresh = CommandLineInCopy.copiedTo(folder.resolve("a fresh workbook"));
            solved = CommandLineInCopy.copiedTo(folder.resolve("a solved workbook"));
            solved.solve();
        }
        twoAtATime = Executors.newFixedThreadPool(2);
        List<String> commands =
                PrintedCommands.in(home.root()).keySet().stream()
                        .filter(command -> rule(command).map(Rule::trial).isPresent())
                        .toList();
        for (String command : Sample.of("printed commands", commands)) {
            rule(command)
                    .map(Rule::trial)
                    .ifPresent(trial -> trials.put(command, task(trial, command)));
        }
        if (fresh != null) {
            trials.values().forEach(twoAtATime::execute);
        }
    }

    @AfterAll
    void end() {
        twoAtATime.shutdownNow();
    }

    @Test
    void each_is_run_or_on_the_list_of_those_that_a_test_cannot_run() throws Exception {
        Map<String, Set<String>> unknown = PrintedCommands.in(home.root());
        unknown.keySet().removeIf(command -> rule(command).isPresent());

        assertThat(unknown).as("give these commands a rule in this test").isEmpty();
    }

    @Test
    void no_rule_is_left_over() throws Exception {
        Set<String> commands = PrintedCommands.in(home.root()).keySet();

        assertThat(rules)
                .allSatisfy(
                        rule ->
                                assertThat(commands)
                                        .anyMatch(command -> rule(command).orElse(null) == rule));
    }

    @TestFactory
    Stream<DynamicTest> does_what_the_page_says() {
        return trials.entrySet().stream()
                .map(trial -> dynamicTest(trial.getKey(), () -> outcome(trial.getValue())));
    }

    private static void outcome(FutureTask<Void> trial) throws Throwable {
        assumeTrue(CommandLineInCopy.hasShell(), "this machine has no sh to type commands into");
        try {
            trial.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private FutureTask<Void> task(Trial trial, String command) {
        return new FutureTask<>(
                () -> {
                    leftOut(command);
                    trial.run(command);
                    return null;
                });
    }

    /** Leaves out a command for a lesson that needs a newer JDK than this. */
    private void leftOut(String command) {
        for (Lesson lesson : Catalogue.of(home).leftOut()) {
            assumeTrue(
                    !command.matches(".*\\b(workbook \\w+ |lesson=?)" + lesson.id() + "\\b.*"),
                    () -> "lesson " + lesson.id() + " " + lesson.need() + ": not tried " + command);
        }
    }

    /** The first rule for a command. */
    private Optional<Rule> rule(String command) {
        return rules.stream().filter(rule -> rule.form().matcher(command).matches()).findFirst();
    }

    private void run(String form, Trial trial) {
        rules.add(new Rule(Pattern.compile(form, Pattern.DOTALL), trial));
    }

    /** The short list: what a test cannot run, and why. */
    private void leaveOut() {
        notRun("mvn verify", "it runs this test");
        notRun("mvn( -q)? -DskipTests package", "the launcher builds a fresh copy so, in .ci/run");
        notRun("mvn test -Ppit", "it takes hours");
        notRun("\\./workbook bench .*", "it measures, for minutes");
        notRun("\\./workbook check .*--soak .*", "it takes minutes; .ci/run does it for lesson 01");
        notRun(
                "\\./workbook jim load .*--seconds \\d+( .*)?",
                "it measures, and may lose messages");
        notRun("\\./workbook demo \\d\\d --web --step", "it needs somebody at the page");
        notRun("nc .*", "it needs a keyboard, and not every system has it");
        notRun("(sudo apt|brew|winget) install .*", "it changes the computer");
        notRun(
                "(ss|lsof|netstat|git) .*",
                "it belongs to the system, and the copy is not from git");
        notRun("workbook\\.cmd", "Windows only");

        elsewhere(
                "\\./workbook demo \\d\\d",
                DemoPaceIT.class,
                t -> t.a_demonstration_comes_to_its_end(null));
        elsewhere(
                "\\./workbook demo \\d\\d --step",
                DemoPaceIT.class,
                t -> t.held_for_longer_than_its_time_outs_a_story_reaches_its_true_end(null));
        elsewhere(
                "\\./workbook --version",
                LauncherIT.class,
                LauncherIT::says_which_versions_there_are);
        elsewhere(
                "\\./workbook check \\[NN] --fresh",
                ProofIT.class,
                ProofIT::a_sample_is_judged_alike_in_workers_of_their_own);
        elsewhere(
                "\\./workbook check (\\[NN]|NN)",
                ProofIT.class,
                ProofIT::every_verdict_is_the_right_one);
        elsewhere(
                "\\./workbook test --json",
                CommandsIT.Test_.class,
                CommandsIT.Test_::grades_all_lessons_without_a_number);
        elsewhere(
                "\\./workbook jim load( --threads platform)?",
                CommandsIT.Jim.class,
                CommandsIT.Jim::loads_the_solution);
        elsewhere(
                "\\./workbook jim load --json",
                CommandsIT.Jim.class,
                CommandsIT.Jim::writes_a_load_as_json);
    }

    private void notRun(String form, String reason) {
        assertThat(reason).isNotBlank();
        run(form, null);
    }

    private <T> void elsewhere(String form, Class<T> tests, Elsewhere<T> test) {
        run(form, null);
    }

    private void tool() {
        run("\\./workbook", this::watches);
        run(
                "\\./workbook --help",
                command ->
                        assertThat(fresh.type(command).expect(0).out())
                                .contains("list", "hint", "reset", "solution"));
        run(
                "\\./workbook read \\d\\d( --open)?",
                command ->
                        assertThat(fresh.type(command).expect(0).out())
                                .contains("The idea", "Tasks"));
        run(
                "\\./workbook test \\d\\d",
                command -> assertThat(fresh.type(command).expect(1).out()).contains("0 of "));
        run(
                "\\./workbook test \\d\\d --json",
                command ->
                        assertThat(json(fresh.type(command).expect(1)).get("lessons")).hasSize(1));
        run(
                "\\./workbook test NN --trace",
                command ->
                        assertThat(fresh.type(command.replace("NN", "01")).expect(1).out())
                                .contains("TODO 1", "at lesson01_uppercase_echo.Uppercase"));
        run("\\./workbook test 01 --from \\S+ --json", this::gradesOneSubmission);
        run("for folder in .*", this::gradesAClassAnyNumberOfTimes);
        run(
                "\\./workbook reset (NN|01)( UppercaseServer\\.java)?",
                command -> // of a lesson that no other trial changes
                fresh.type(
                                        command.replaceFirst("NN|01", "05")
                                                .replace("UppercaseServer", "EchoServer"))
                                .expect(0));
        run(
                "\\./workbook hint",
                command -> assertThat(fresh.type(command).expect(0).out()).contains("task 1"));
        run(
                "\\./workbook solution NN",
                command -> fresh.type(command.replace("NN", "02")).expect(1));
        run(
                "\\./workbook shell \\d\\d",
                command ->
                        assertThat(fresh.type(command, "40 + 2\n/exit\n").expect(0).out())
                                .contains("is imported", "==> 42"));
        run(
                "\\./workbook mistake NN MistakeName",
                command -> {
                    fresh.type(command.replace("NN", "03")).expect(0);
                    Path mistakes = fresh.root().resolve("src/test/mistakes");
                    assertThat(
                                    mistakes.resolve(
                                            "lesson03_greeting_exchange/MistakeName/mistake.txt"))
                            .exists();
                });
        run(
                "\\./workbook mistake NN --refresh",
                command -> fresh.type(command.replace("NN", "01")).expect(0));
        run(
                "diff -r lessons solutions",
                command ->
                        assertThat(fresh.type(command).expect(1).out()).contains("< ", "TODO 1"));
    }

    private void watches(String command) throws Exception {
        try (CommandLineInCopy.Running watch = fresh.start(command)) {
            watch.waitFor(Pattern.compile("Uppercase echo"));
        }
    }

    /** Anna and Boris hand in; only Anna has solved the lesson. */
    private void handIn() throws IOException {
        for (String name : List.of("anna", "boris the 2nd")) {
            CommandLineInCopy from = name.equals("anna") ? solved : fresh;
            from.copyTo(
                    "lessons/lesson01_uppercase_echo",
                    fresh.root().resolve("collected/" + name + "/lesson01_uppercase_echo"));
        }
    }

    private void gradesOneSubmission(String command) throws Exception {
        handIn();

        assertThat(json(fresh.type(command).expect(0)).get("passed").asBoolean()).isTrue();
    }

    private void gradesAClassAnyNumberOfTimes(String command) throws Exception {
        handIn();
        for (int round = 1; round <= 2; round++) {
            assertThat(fresh.type(command).out()).isEmpty();

            for (String name : List.of("anna", "boris the 2nd")) {
                Path verdict =
                        fresh.root().resolve("collected/" + name + "/lesson01_uppercase_echo.json");
                JsonNode json = new ObjectMapper().readTree(verdict.toFile());
                assertThat(json.get("passed").asBoolean()).isEqualTo(name.equals("anna"));
                Files.delete(verdict.resolveSibling(verdict.getFileName())); // made anew next time
                Files.writeString(verdict, "of the first round");
            }
            try (Stream<Path> files = Files.walk(fresh.root().resolve("collected"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(2);
            }
        }
    }

    private static JsonNode json(Ended ended) throws IOException {
        return new ObjectMapper().readTree(ended.out().substring(ended.out().indexOf('{')));
    }

    private void demonstrations() {
        run(
                "\\./workbook demo \\d\\d --web.*",
                command -> {
                    try (CommandLineInCopy.Running demo = fresh.start(command)) {
                        demo.waitFor(Pattern.compile("http://(127\\.0\\.0\\.1|localhost):\\d+"));
                    }
                });
        run(
                "\\./workbook demo 02 --python --split 1 --delay 100",
                command -> {
                    Matcher printed = TIME.matcher(scenes(python(command)).get(1));
                    assertThat(printed.find()).isTrue();
                    assertThat(printed.group(1)).hasSizeBetween(1, WHOLE_TIME - 1);
                });
        run("\\./workbook demo .*--python.*", this::python);
        run(
                "\\./workbook demo \\d\\d --save \\S+",
                command -> {
                    fresh.type(command).expect(0);
                    String file = command.substring(command.lastIndexOf(' ') + 1);
                    assertThat(fresh.root().resolve(file)).isNotEmptyFile();
                });
        run(
                "\\./workbook demo \\d\\d .*--hex.*",
                command ->
                        assertThat(fresh.type(command).expect(0).out()).containsPattern("d0 9f"));
        run(
                "\\./workbook demo (\\d\\d|NN) .*",
                command ->
                        assertThat(solved.type(command.replace("NN", "01")).expect(0).out())
                                .contains(" byte"));
    }

    private String python(String command) throws Exception {
        assumeTrue(
                CommandLineInCopy.has("python3"),
                "this machine has no python3: not tried " + command);
        return fresh.type(command).expect(0).out();
    }

    private static List<String> scenes(String demo) {
        return Stream.of(demo.split("▌ ")).skip(1).toList();
    }

    /** The lessons' own programs: each client with its server. */
    private void programs() {
        run("\\./workbook tap .*--step.*", this::holdsOnlyInATerminal);
        run("\\./workbook tap .*", this::taps);
        run("\\./workbook replay .*--step.*", this::holdsOnlyInATerminal);
        run("\\./workbook replay .*", this::replays);
        run(".* lessons/lesson\\w+/\\w+Server\\.java", this::serves);
        run("\\./workbook run \\d\\d (\\w*[Ss]erver|NaiveReader|EchoHandler)( .*)?", this::serves);
        run(
                "\\./workbook run 12 ThreeMistakes",
                command ->
                        assertThat(solved.type(command).expect(0).out())
                                .containsPattern("no mistake .*ms")
                                .containsPattern("keys not removed .* never served"));
        run(
                "\\./workbook run 13 Pinning",
                command ->
                        assertThat(solved.type(command).expect(0).out())
                                .containsPattern("inside synchronized +\\d+ ms"));
        run(
                "\\./workbook run \\d\\d \\w*[Cc]lient( .*)?|java lessons/lesson\\w+/\\w+Client\\.java",
                this::converses);
    }

    private void taps(String command) throws Exception {
        try (CommandLineInCopy.Running tap = solved.start(command.replaceFirst(" 9090 ", " 0 "))) {
            tap.waitFor(Pattern.compile("Tap on port \\d+ → "));
        }
    }

    /** In another copy than the taps, which begin no session that exists. */
    private void replays(String command) throws Exception {
        save(command);
        if (command.contains("--web")) {
            try (CommandLineInCopy.Running replay = fresh.start(command)) {
                replay.waitFor(Pattern.compile("http://(127\\.0\\.0\\.1|localhost):\\d+"));
            }
        } else {
            String typed = command.contains("--speed") ? command : command + " --speed 0";
            assertThat(fresh.type(typed).expect(0).out()).contains("HELLO, ");
        }
    }

    /** Saves the session that a command plays, if no other command has. */
    private synchronized void save(String replay) throws Exception {
        String file = replay.split(" ")[2];
        if (!Files.exists(fresh.root().resolve(file))) {
            fresh.type("./workbook demo 01 --save " + file).expect(0);
        }
    }

    private void holdsOnlyInATerminal(String command) throws Exception {
        if (command.contains(" replay ")) {
            save(command);
        }
        String said = fresh.type(command.replaceFirst(" 9090 ", " 0 ")).expect(2).out();
        assertThat(said).contains("--step needs a terminal");
    }

    private void serves(String command) throws Exception {
        try (CommandLineInCopy.Running server = solved.start(anyPort(command))) {
            server.waitFor(PORT);
        }
    }

    private void converses(String command) throws Exception {
        String server =
                command.replaceFirst("(Busy|Line)Client", "SlowServer")
                        .replaceFirst("TalkClient", "PoolServer")
                        .replaceFirst("HelloClient", "SelectServer")
                        .replaceFirst("CrowdClient", "VirtualServer")
                        .replaceFirst("client .*", "client")
                        .replace("client", "server")
                        .replace("Client", "Server");
        String option = server.contains("run 24 ") ? " -p" : "";
        try (CommandLineInCopy.Running running = solved.start(anyPort(server + option))) {
            String port = running.waitFor(PORT).group(1);
            String typed =
                    command.matches(".* \\d{4,5}( .*)?")
                            ? command.replaceFirst(" 192\\.168\\.\\S+", " localhost")
                                    .replaceFirst(" \\d{4,5}", " " + port)
                            : command + " localhost " + port;
            if (typed.contains("run 23 ")) { // stays until the server closes
                try (CommandLineInCopy.Running client = solved.start(typed)) {
                    client.waitFor(Pattern.compile("Response\\[.*20[0-2]"));
                }
                return;
            }
            String printed = solved.type(typed, "anna\n").expect(0).out();
            assertThat(printed.isBlank()).as(printed).isEqualTo(typed.contains("run 19 "));
        }
    }

    private static String anyPort(String server) {
        Matcher port = Pattern.compile(" \\d{4,5}$").matcher(server);
        return port.find() ? port.replaceFirst(" 0") : server + " 0";
    }

    private void jim() {
        run(
                "\\./workbook jim conform( (127\\.0\\.0\\.1:7777|HOST:PORT))?( --json)?",
                command -> {
                    try (ReferenceServer server = new ReferenceServer()) {
                        String address = "127.0.0.1:" + server.address().getPort();
                        String typed = command.replaceFirst("127.0.0.1:7777|HOST:PORT", address);
                        Ended conform =
                                fresh.type(typed.contains(address) ? typed : typed + " " + address)
                                        .expect(0);
                        if (!command.endsWith("--json")) {
                            assertThat(conform.out()).containsPattern(countsOnThePage());
                        }
                    }
                });
        run(
                "java -Xmx\\d+m -cp .* workbook\\.jim\\.\\w+Fuzz \\d+ \\d\\d",
                command -> {
                    // From the folder of this build, for a copy has no test classes; and fewer.
                    String fewer = command.replaceFirst("Fuzz \\d+", "Fuzz 200");
                    CommandLineInCopy.at(home.root()).type(fewer).expect(0);
                });
    }

    /** How many cases there are, as the page says, in the words of the last line. */
    private String countsOnThePage() throws IOException {
        Matcher counts =
                Pattern.compile(
                                "(\\d+) cases test the\\s+\\*protocol\\*.*?(\\d+) cases test what is \\*ours",
                                Pattern.DOTALL)
                        .matcher(Files.readString(home.root().resolve("docs/jim.md")));
        assertThat(counts.find()).isTrue();
        return "%1$s of %1$s of the protocol passed, %2$s of %2$s of ours"
                .formatted(counts.group(1), counts.group(2));
    }

    private void maven() {
        run("mvn compile exec:java", this::watches);
        for (Lesson lesson : alikeForMaven()) {
            run(
                    "mvn test -Dlesson=" + lesson.id(),
                    command ->
                            assertThat(maven(command).expect(1).out())
                                    .contains("TODO 1", "Tests run: "));
            run(
                    "mvn exec:exec@jshell -Dlesson=" + lesson.id(),
                    command ->
                            assertThat(maven(command).expect(0).out())
                                    .contains(lesson.name() + " is imported", "==> 42"));
        }
        // For Maven a lesson is a number and the libraries that it needs.
        run("mvn (test|exec:exec@jshell) -Dlesson=\\d\\d", null);
    }

    private Ended maven(String command) throws Exception {
        assumeTrue(CommandLineInCopy.has("mvn"), "this machine has no mvn: not tried " + command);
        return fresh.type(command, "40 + 2\n/exit\n");
    }

    /** One lesson for each set of libraries that lessons use, and for each release of Java. */
    private List<Lesson> alikeForMaven() {
        return List.copyOf(
                Catalogue.of(home).lessons().stream()
                        .collect(
                                Collectors.toMap(
                                        lesson ->
                                                List.of(
                                                        home.lessonLibraries(text(lesson)),
                                                        lesson.page().release()),
                                        lesson -> lesson,
                                        (first, second) -> first,
                                        LinkedHashMap::new))
                        .values());
    }

    private static String text(Lesson lesson) {
        StringBuilder text = new StringBuilder();
        try {
            for (Path file : lesson.solution()) {
                text.append(Files.readString(file, UTF_8));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString();
    }
}
