package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.catalogue.Home;

/** A built copy of the workbook in a folder of its own, used through its command line. */
final class CopyOfTheWorkbook {

    /** How a command ended. */
    record Result(int status, String out) {}

    /** All but the archive of classes, which each folder needs one of its own of. */
    private static final List<String> LIKE_THE_LAUNCHER =
            List.of(
                    "-Xshare:auto",
                    "-Xlog:disable",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism");

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> options = new ArrayList<>();

    /** All that a learner's commands need. */
    CopyOfTheWorkbook(Path root) throws IOException {
        this.root = root;
        Path home = Home.find().root();
        for (String part :
                List.of(
                        "pom.xml",
                        "solutions",
                        "src/main",
                        "src/test/java",
                        "src/test/python",
                        "target/classes",
                        "target/lib",
                        "target/workbook.jar",
                        "target/workbook-tests.jar")) {
            copy(home.resolve(part), root.resolve(part));
        }
        copy(home.resolve("solutions"), root.resolve("lessons")); // for the given files
        copy(home.resolve("src/main/stubs"), root.resolve("lessons"));
        try (Stream<Path> pages = Files.walk(home.resolve("lessons"))) {
            for (Path page : pages.filter(file -> file.endsWith("README.md")).toList()) {
                copy(page, root.resolve(home.relativize(page)));
            }
        }
        Files.writeString(root.resolve("target/built"), "newer than its sources");
    }

    /** The same, and what an author's commands need. */
    static CopyOfTheWorkbook forAuthors(Path root) throws IOException {
        CopyOfTheWorkbook copy = new CopyOfTheWorkbook(root);
        for (String part : List.of("src/test/mistakes", "src/test/alternatives")) {
            copy(Home.find().root().resolve(part), root.resolve(part));
        }
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(
                            file,
                            target,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    Path root() {
        return root;
    }

    Path lesson(String file) {
        return root.resolve("lessons/lesson01_uppercase_echo").resolve(file);
    }

    /** Replaces a text in one of the learner's files of lesson 01. */
    void edit(String file, String old, String replacement) throws IOException {
        String text = Files.readString(lesson(file));
        if (!text.contains(old)) {
            throw new IllegalArgumentException(file + " does not contain " + old);
        }
        Files.writeString(lesson(file), text.replace(old, replacement));
    }

    /** Copies the reference solution of lesson 01 over the learner's files. */
    void solve() throws IOException {
        copy(root.resolve("solutions/lesson01_uppercase_echo"), lesson(""));
    }

    /** Sets a variable in the environment of all commands to come. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Gives the JVM of the tool an option in all commands to come. */
    void option(String option) {
        options.add(option);
    }

    /** Starts the tool as the launcher does; nothing comes on its standard input. */
    Process start(String... arguments) throws IOException {
        Process process = open(arguments);
        process.getOutputStream().close();
        return process;
    }

    /** Starts the tool in a terminal of its own, whose keyboard is the standard input. */
    Process startInTerminal(int columns, int rows, String... arguments) throws IOException {
        String words =
                command(List.of("-Dworkbook.terminal=true", "-Dworkbook.keyboard=true"), arguments)
                        .stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        String sized = "stty rows %d cols %d && exec %s".formatted(rows, columns, words);
        return start(List.of("script", "-qec", sized, "/dev/null"));
    }

    private Process open(String... arguments) throws IOException {
        return start(command(List.of(), arguments));
    }

    /** The words that start the tool as the launcher does, with these options for its JVM. */
    List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIKE_THE_LAUNCHER);
        command.add("-Dworkbook.launcher=test");
        command.addAll(this.options);
        command.addAll(options);
        command.add("-jar");
        command.add(root.resolve("target/workbook.jar").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    /** Runs the tool as the launcher does, to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        return typed("", arguments);
    }

    /** The same with a text on its standard input. */
    Result typed(String input, String... arguments) throws IOException, InterruptedException {
        Process process = open(arguments);
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write(input.getBytes(UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end: " + List.of(arguments));
        }
        return new Result(process.exitValue(), out);
    }
}
