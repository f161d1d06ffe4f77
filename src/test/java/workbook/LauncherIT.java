package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Home;

/** {@code ./workbook} itself, on computers that are set up in unusual ways. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the launcher is workbook.cmd")
class LauncherIT {

    private static final String NOBODY = "65534"; // a user who owns nothing

    @TempDir static Path shared;
    @TempDir Path folder;
    private static Path root;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void copy() throws IOException {
        root = copyTo("a workbook");
    }

    @BeforeEach
    void java() {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What one test did to the copy is undone. */
    @AfterEach
    void restore() throws IOException {
        Path jar = root.resolve("target/workbook.jar");
        if (Files.notExists(jar)) {
            Files.move(root.resolve("target/hidden.jar"), jar);
        }
        Path state = root.resolve(".workbook");
        if (Files.exists(state)) {
            try (Stream<Path> files = Files.walk(state)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path copyTo(String name) throws IOException {
        Path copy = new CopyOfTheWorkbook(shared.resolve(name)).root();
        Path home = Home.find().root();
        for (String file : List.of("workbook", "mvnw", ".mvn/wrapper/maven-wrapper.properties")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(home.resolve(file), copy.resolve(file));
        }
        Files.setPosixFilePermissions(
                copy.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return copy;
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return start(
                folder, Stream.concat(Stream.of("sh", root + "/workbook"), Stream.of(arguments)));
    }

    private Result start(Path here, Stream<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.toList()).directory(here.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end");
        }
        return new Result(process.exitValue(), out);
    }

    private void forgetTheBuild() throws IOException {
        Files.move(root.resolve("target/workbook.jar"), root.resolve("target/hidden.jar"));
    }

    /** Has a command of this name found before the system's. */
    private void command(String name, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path command = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    /** Has a Maven found that ends with this output and status 1. */
    private void maven(String version, String output) throws IOException {
        Path said = Files.writeString(folder.resolve("said"), output);
        command(
                "mvn",
                "case \"$*\" in *-v*) echo 'Apache Maven "
                        + version
                        + "' ;; *) cat '"
                        + said
                        + "'; exit 1 ;; esac");
    }

    @Test
    void is_found_through_links_and_leaves_relative_paths_to_the_caller() throws Exception {
        Path here = Files.createDirectories(folder.resolve("elsewhere/bin"));
        Files.createSymbolicLink(
                here.resolve("first"),
                here.toRealPath().relativize(root.toRealPath().resolve("workbook")));
        Files.createSymbolicLink(here.resolve("second"), Path.of("first"));
        Path work = Files.createSymbolicLink(here.resolve("work"), root.resolve("solutions"));

        Result result =
                start(
                        here,
                        Stream.of(
                                "sh",
                                "./second",
                                "test",
                                "01",
                                "--from",
                                work.getFileName() + "/lesson01_uppercase_echo"));

        assertThat(result.out()).contains("✔ 7 of 7 tasks done");
        assertThat(result.status()).isZero();
        try (Stream<Path> files = Files.list(here)) {
            assertThat(files).hasSize(3); // nothing is built beside the links
        }
    }

    @Test
    void does_not_depend_on_options_that_are_set_for_every_java() throws Exception {
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-XX:+UseParallelGC -Djava.net.preferIPv6Addresses=true -javaagent:none.jar");
        environment.put("_JAVA_OPTIONS", "-Xmx8m -Dfile.encoding=UTF-16");
        environment.put("JDK_JAVA_OPTIONS", "-Duser.language=ar --no-such-option");

        Result result = run("test", "03", "--solution");

        assertThat(result.out()).contains("tests passed").doesNotContain("Picked up");
        assertThat(result.status()).isZero();
    }

    @Test
    void names_files_in_any_script_under_a_locale_that_has_no_charset() throws Exception {
        if (!Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('к')) {
            abort("this machine cannot name a file in Russian");
        }
        Path named = Files.createDirectories(folder.resolve("книга по сокетам"));
        Path collected = Files.createDirectories(folder.resolve("решения/Анна"));
        for (String file : List.of("UppercaseServer.java", "UppercaseClient.java")) {
            Files.copy(
                    root.resolve("solutions/lesson01_uppercase_echo").resolve(file),
                    collected.resolve(file));
        }
        Path there = named.resolve("workbook");
        Files.move(root, there);
        environment.put("LC_ALL", "C");

        Result result;
        try {
            Stream<String> test = Stream.of("test", "01", "--from", collected.toString());
            result = start(folder, Stream.concat(Stream.of("sh", there + "/workbook"), test));
        } finally {
            Files.move(there, root);
        }

        assertThat(result.out()).contains("Анна", "✔ 7 of 7 tasks done");
        assertThat(result.status()).isZero();
    }

    @Test
    void does_not_need_a_home_or_a_terminal_type() throws Exception {
        environment.put("TERM", "no-such-terminal");

        Result result =
                start(folder, Stream.of("env", "-u", "HOME", "sh", root + "/workbook", "list"));

        assertThat(result.out()).startsWith("○ 01  Uppercase echo");
        assertThat(result.status()).isZero();
    }

    @Test
    void says_which_versions_there_are() throws Exception {
        assertThat(run("--version").out())
                .matches(
                        "workbook \\d\\S*, Java "
                                + Runtime.version().feature()
                                + "\\S* \\(.*\\), .+\\R");
    }

    @Nested
    class The_tool {

        private final List<ProcessHandle> started = new ArrayList<>();

        @AfterEach
        void end() {
            started.forEach(ProcessHandle::destroyForcibly);
            started.forEach(one -> one.onExit().join());
        }

        @Test
        void that_is_killed_gives_no_verdict_and_says_so() throws Exception {
            Path errors = folder.resolve("errors");
            Process launcher = watch(ProcessBuilder.Redirect.to(errors.toFile()));
            ProcessHandle tool = launcher.children().findAny().orElseThrow();
            started.addAll(tool.descendants().toList());

            tool.destroyForcibly();

            assertThat(launcher.waitFor()).isEqualTo(2);
            assertThat(Files.readString(errors)) // some shells say "Killed" before that
                    .endsWith(words("was killed (signal 9)"));
        }

        @ParameterizedTest
        @CsvSource({
            "137, was killed (signal 9)", // as for one that ran out of memory in a container
            "134, was killed (signal 6)",
            "1, ended with status 1" // Java cannot start
        })
        void whose_java_ends_by_itself_gives_none_either(int status, String how) throws Exception {
            Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
            String real = System.getProperty("java.home") + "/bin/java";
            Files.writeString(
                    java,
                    "#!/bin/sh\ncase $* in *-jar*) exit %d ;; *) exec '%s' \"$@\" ;; esac\n"
                            .formatted(status, real));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
            environment.put("JAVA_HOME", folder.resolve("java").toString());

            assertThat(run("list")).isEqualTo(new Result(2, words(how)));
        }

        private String words(String how) {
            return """
                   The workbook %s before it was done.
                   If you did not end it, the computer may have run out of
                   memory, or the code that it ran may have ended it.
                   """
                    .formatted(how);
        }

        @Test
        void passes_a_failure_and_wrong_use_on() throws Exception {
            assertThat(run("test", "01").status()).isEqualTo(1);
            assertThat(run("test", "no-lesson").status()).isEqualTo(2);
        }

        /** An agent could change the verdict, or the grader. */
        @Test
        void and_its_workers_let_no_agent_attach() throws Exception {
            Process launcher = watch(ProcessBuilder.Redirect.DISCARD);
            ProcessHandle tool = launcher.children().findAny().orElseThrow();
            List<ProcessHandle> workers = tool.children().toList();
            List<ProcessHandle> javas = launcher.descendants().toList();
            started.addAll(javas);

            assertThat(workers).isNotEmpty();
            for (ProcessHandle target : javas) {
                Result attached = attach(target.pid());
                assertThat(attached.status()).as(attached.out()).isNotZero();
                assertThat(attached.out()).contains("AttachNotSupportedException");
            }
            Result attached = attach(ProcessHandle.current().pid()); // which has no such option
            assertThat(attached.status()).as(attached.out()).isZero();
        }

        private Result attach(long pid) throws Exception {
            String jcmd = System.getProperty("java.home") + "/bin/jcmd";
            return start(folder, Stream.of(jcmd, String.valueOf(pid), "VM.version"));
        }

        /** Starts watch mode, and waits until it has graded and started spare workers. */
        private Process watch(ProcessBuilder.Redirect errors) throws Exception {
            ProcessBuilder builder = new ProcessBuilder("sh", root + "/workbook", "watch", "01");
            builder.environment().putAll(environment);
            Process launcher = builder.redirectError(errors).start();
            started.add(launcher.toHandle());
            BufferedReader out = launcher.inputReader(UTF_8);
            String line = out.readLine();
            while (line != null && !line.contains("Waiting for a save")) {
                line = out.readLine();
            }
            assertThat(line).as("before it ended").isNotNull();
            while (launcher.descendants().count() < 2) {
                Thread.onSpinWait();
            }
            return launcher;
        }
    }

    @Nested
    class A_folder_that_cannot_be_written {

        @Test
        void is_graded_and_the_verdict_shown() throws Exception {
            Files.writeString(root.resolve(".workbook"), "a file in place of a folder");

            Result failed = run("test", "01");
            Result json = run("test", "01", "--solution", "--json");

            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.out())
                    .contains("✘ 0 of 7 tasks done")
                    .contains("is not remembered, because " + root.resolve(".workbook"))
                    .doesNotContain("Exception");
            assertThat(json.status()).isZero();
        }

        @Test
        void is_graded_even_if_all_of_it_is_somebody_elses() throws Exception {
            Result result = asNobody("test", "01");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out().lines().filter(line -> line.contains("is not remembered")))
                    .hasSize(1);
            assertThat(result.out()).contains("0 of 7 tasks done").doesNotContain("cannot create");
        }

        @Test
        void is_not_built() throws Exception {
            forgetTheBuild();

            Result result = asNobody("list");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out())
                    .isEqualTo(
                            """
                            The workbook must be built first, and this cannot be written:
                            %s
                            Copy the workbook to a folder of your own, or ask its owner
                            to run ./workbook once.
                            """
                                    .formatted(root.resolve("target")));
        }

        private Result asNobody(String... arguments) throws Exception {
            boolean all = Files.isWritable(Path.of("/etc/shadow")); // rights do not stop us
            List<String> command = new ArrayList<>();
            if (all) {
                assumeTrue(
                        Files.isExecutable(Path.of("/usr/bin/setpriv")),
                        "rights do not stop this user, and there is no setpriv to be another");
                command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY));
                command.add("--clear-groups");
            }
            command.addAll(List.of("sh", root + "/workbook"));
            command.addAll(List.of(arguments));
            environment.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
            everybody(shared, "rwxr-xr-x");
            everybody(folder, "rwxr-xr-x");
            everybody(folder.resolve("tmp"), "rwxrwxrwx");
            readOnly(root.resolve("target"), true);
            readOnly(root, true);
            try {
                return start(folder, command.stream());
            } finally {
                readOnly(root, false);
                readOnly(root.resolve("target"), false);
            }
        }

        private void readOnly(Path path, boolean wanted) throws IOException {
            everybody(path, wanted ? "r-xr-xr-x" : "rwxr-xr-x");
        }

        private void everybody(Path path, String rights) throws IOException {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    @Nested
    class A_temporary_folder {

        @Test
        void that_does_not_exist_is_named() throws Exception {
            environment.put("TMPDIR", "/no/such/folder");

            Result result = run("test", "01");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out()) // Java 25 itself warns in front of that
                    .endsWith(
                            """
                            Nothing can be written into the temporary folder /no/such/folder: it does not exist.
                            Make room in it, or set TMPDIR (on Windows: TEMP) to another folder.
                            """);
        }

        @Test
        void that_is_full_is_no_fault_of_the_sources() throws Exception {
            Path full = Files.createDirectory(folder.resolve("full"));
            String mount = "mount -t tmpfs -o size=16k none '" + full + "'";
            String fill = "head -c 12000 /dev/zero >'" + full + "/filler'";
            Result tried = start(folder, Stream.of("unshare", "-m", "sh", "-c", mount));
            assumeTrue(tried.status() == 0, "this user may not mount a small file system");
            environment.put("TMPDIR", full.toString());

            Result result =
                    start(
                            folder,
                            Stream.of(
                                    "unshare",
                                    "-m",
                                    "sh",
                                    "-c",
                                    mount
                                            + " && "
                                            + fill
                                            + " && sh '"
                                            + root
                                            + "/workbook' test 01 --solution"));

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out())
                    .contains("temporary folder " + full + ": No space left on device.")
                    .doesNotContain("does not compile");
        }
    }

    @Nested
    class A_build {

        @Test
        void that_reaches_no_network_says_so() throws Exception {
            forgetTheBuild();
            environment.put(
                    "MAVEN_OPTS",
                    "-XX:+UseNoSuchCollector -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9"
                            + " -Dmaven.repo.local="
                            + folder.resolve("empty"));
            environment.put("JAVA_TOOL_OPTIONS", "-Xmx8m");

            Result result = run("list");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out())
                    .startsWith("This is the first build: Maven fetches libraries")
                    .contains("[ERROR] ", "Could not transfer artifact")
                    .endsWith(
                            """
                            Is there a network? The first build needs the internet:
                            https://repo.maven.apache.org must be reachable. A proxy is
                            named in ~/.m2/settings.xml.
                            """);
        }

        @Test
        void that_fails_shows_the_cause_even_in_colour() throws Exception {
            forgetTheBuild();
            maven(
                    "3.9.11",
                    """
                    [\033[1;34mINFO\033[m] Scanning
                    [\033[1;31mERROR\033[m] COMPILATION ERROR :\s
                    \033[0m[\033[1;31mERROR\033[m] /X.java:[1,2] ';' expected
                    [\033[1;31mERROR\033[m]\s
                    [\033[1;31mERROR\033[m] Re-run Maven using the -X switch
                    \033[0m\033[0m""");

            Result result = run("list");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out())
                    .contains("[ERROR] /X.java:[1,2] ';' expected", "git checkout -- ")
                    .doesNotContain("\033", "Re-run");
        }

        @Test
        void that_finds_a_full_disk_says_so() throws Exception {
            forgetTheBuild();
            maven("3.8.7", "[ERROR] Error creating archive: No space left on device\n");

            assertThat(run("list").out()).contains("[ERROR] Error creating", "The disk is full.");
        }

        @Test
        void by_a_maven_that_does_not_even_start_shows_what_it_said() throws Exception {
            forgetTheBuild();
            maven("4.0.0", "Error: could not find libjvm.so\n");

            assertThat(run("list").out()).contains("Error: could not find libjvm.so");
        }

        @Test
        void gets_of_all_options_those_that_lead_to_the_internet() throws Exception {
            forgetTheBuild();
            command("mvn", "case $* in *-v*) echo Apache Maven 3.9.9 ;; *) env; exit 1 ;; esac");
            environment.put("JAVA_TOOL_OPTIONS", "-Xmx8m -Dhttps.proxyHost=proxy");
            environment.put("MAVEN_OPTS", "-XX:+UseZGC -Djavax.net.ssl.trustStore=store");

            run("list");

            List<String> log = Files.readAllLines(root.resolve("target/build.log"));
            assertThat(log)
                    .contains(
                            "MAVEN_OPTS=-Dhttps.proxyHost=proxy"
                                    + " -Djavax.net.ssl.trustStore=store ")
                    .noneMatch(line -> line.startsWith("JAVA_TOOL_OPTIONS="));
        }

        @Test
        void without_a_recent_maven_is_the_wrappers() throws Exception {
            forgetTheBuild();
            maven("3.6.2", "the system's Maven was used\n");
            environment.put("MAVEN_USER_HOME", folder.resolve("m2").toString());
            environment.put("MVNW_REPOURL", "http://127.0.0.1:9");

            Result result = run("list");

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.out())
                    .contains("Failed to fetch http://127.0.0.1:9/org/apache/maven/")
                    .contains("Is there a network?")
                    .doesNotContain("the system's Maven was used");
        }
    }
}
