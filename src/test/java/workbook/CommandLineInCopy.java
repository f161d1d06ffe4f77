package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.catalogue.Home;

/** A copy of the workbook with a shell in its folder, where commands are typed as a user does. */
final class CommandLineInCopy {

    private static final long MINUTES = 5; // after which a command hangs
    private static final Set<String> COPIED_BY_THEMSELVES =
            Set.of("pom.xml", "lessons", "solutions", "src", "target", ".git", ".workbook");

    /** A command that has ended. */
    record Ended(String command, int status, String out) {

        Ended expect(int expected) {
            assertThat(status).as(command + "\n" + out).isEqualTo(expected);
            return this;
        }
    }

    private final Path root;

    private CommandLineInCopy(Path root) {
        this.root = root;
    }

    /** Makes a copy: what a clone has, and what a build has made. */
    static CommandLineInCopy copiedTo(Path folder) throws IOException, InterruptedException {
        Path root = CopyOfTheWorkbook.forAuthors(folder).root();
        try (Stream<Path> entries = Files.list(Home.find().root())) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!COPIED_BY_THEMSELVES.contains(name)) {
                    copy(entry, root.resolve(name));
                }
            }
        }
        CommandLineInCopy copy = new CommandLineInCopy(root);
        copy.type("./workbook list").expect(0); // which prepares what all later ones share
        return copy;
    }

    /** The command line of a workbook that is there already. */
    static CommandLineInCopy at(Path root) {
        return new CommandLineInCopy(root);
    }

    static boolean hasShell() {
        return has("sh");
    }

    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    Path root() {
        return root;
    }

    /** Puts the reference solutions into {@code lessons/}. */
    void solve() throws IOException {
        copyTo("solutions", root.resolve("lessons"));
    }

    void copyTo(String from, Path to) throws IOException {
        copy(root.resolve(from), to);
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

    /** Runs a command to its end, with nothing on its standard input. */
    Ended type(String command) throws IOException, InterruptedException {
        return type(command, "");
    }

    /** The same with a text on its standard input. */
    Ended type(String command, String input) throws IOException, InterruptedException {
        try (Running running = start(command)) {
            running.input(input);
            String out = running.rest();
            return new Ended(command, running.process.waitFor(), out);
        }
    }

    /** Starts a command that goes on until it is closed. */
    Running start(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(root.toFile());
        String java = System.getProperty("java.home");
        builder.environment().put("JAVA_HOME", java);
        builder.environment()
                .merge("PATH", "", (path, none) -> java + "/bin" + File.pathSeparator + path);
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        }
        return new Running(command, builder.redirectErrorStream(true).start());
    }

    /** A command that is running; closing ends it, and all that it has started. */
    static final class Running implements AutoCloseable {

        private final String command;
        private final Process process;
        private final BufferedReader out;
        private final StringBuilder seen = new StringBuilder();

        private Running(String command, Process process) {
            this.command = command;
            this.process = process;
            this.out = process.inputReader(UTF_8);
            CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES).execute(this::close);
        }

        private void input(String text) throws IOException {
            try (OutputStream keyboard = process.getOutputStream()) {
                keyboard.write(text.getBytes(UTF_8));
            } catch (IOException e) {
                // it has ended without reading; its status says how
            }
        }

        private String rest() {
            try {
                out.lines().forEach(line -> seen.append(line).append('\n'));
            } catch (UncheckedIOException e) {
                seen.append(e.getMessage());
            }
            return seen.toString();
        }

        /** Reads on until what it has printed holds this. */
        Matcher waitFor(Pattern text) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                seen.append(line).append('\n');
                Matcher found = text.matcher(line);
                if (found.find()) {
                    return found;
                }
            }
            throw new AssertionError(command + " ended without " + text + ":\n" + seen);
        }

        @Override
        public void close() {
            List<ProcessHandle> all = process.descendants().collect(Collectors.toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroy);
            all.forEach(one -> one.onExit().join());
        }
    }
}
