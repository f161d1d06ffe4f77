package workbook.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that the tool starts, and all programs that this one starts. They are ended with it, at
 * the latest when the tool itself ends.
 *
 * <p>If a program ends before another one that it has started, that one can no longer be found
 * through its parents. So all of them have a mark in their environment, which each inherits. On
 * Linux the environments of all processes are searched for it. On other systems such a program
 * keeps running. So does, on every system, such a program that was started with an environment of
 * its own.
 */
public final class ProcessTree {

    private static final String VARIABLE = "WORKBOOK_PROGRAM";
    private static final int ROUNDS = 50; // at most, while programs keep starting others
    private static final int PATIENCE = 5; // seconds
    private static final Path PROCESSES = Path.of("/proc");

    private final String mark = UUID.randomUUID().toString();
    private final ProcessBuilder builder;
    private final Thread hook = new Thread(this::endInPeace, "ends a program");
    private boolean ended; // guarded by this, as is the next one
    private Process process; // null: not started

    /** The first of them, before it is started. */
    public ProcessTree(List<String> command) {
        builder = JavaProcess.builder(command);
        builder.environment().put(VARIABLE, mark);
    }

    /** How the first of them is started, to be set before {@link #start()}. */
    public ProcessBuilder builder() {
        return builder;
    }

    /**
     * Starts the first of them.
     *
     * @throws IOException if it cannot be started, or if the tool is ending: nobody would end it
     */
    public synchronized Process start() throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(hook); // before there is something to end
        } catch (IllegalStateException e) {
            ended = true;
        }
        if (ended) {
            throw new IOException("the workbook is ending");
        }
        process = builder.start();
        return process;
    }

    /** Asks the first of them to end, as Ctrl-C does, and then ends all that are left. */
    private synchronized void endInPeace() {
        if (process != null) {
            process.destroy();
            await();
        }
        end();
    }

    /** Ends all of them at once; returns when the first has ended. None is started any more. */
    public synchronized void end() {
        ended = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the tool is ending
        }
        if (process == null) {
            return;
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await();
        for (int i = 0; i < ROUNDS && endMarked(); i++) {
            Thread.yield(); // those that were killed vanish; others may have been started meanwhile
        }
    }

    private void await() {
        try {
            process.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills all programs that have the mark; returns whether there were any. */
    private boolean endMarked() {
        if (!Files.isDirectory(PROCESSES)) {
            return false;
        }
        try (Stream<Path> all = Files.list(PROCESSES)) {
            List<Path> marked = all.filter(this::isMarked).toList();
            marked.stream()
                    .map(path -> Long.parseLong(path.getFileName().toString()))
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessTree::kill));
            return !marked.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static void kill(ProcessHandle handle) {
        handle.destroyForcibly();
    }

    private boolean isMarked(Path path) {
        if (!path.getFileName().toString().matches("\\d+")) {
            return false;
        }
        try {
            String environment = Files.readString(path.resolve("environ"), ISO_8859_1);
            return environment.contains(VARIABLE + "=" + mark);
        } catch (IOException e) {
            return false; // somebody else's, or it has ended
        }
    }
}
