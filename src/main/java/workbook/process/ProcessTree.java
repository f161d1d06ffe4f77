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
 * A program that the tool starts, and all programs that this program starts. {@link #end()} ends
 * all of them. Otherwise, they are ended when the tool ends.
 *
 * <p>A program whose parent has ended can no longer be found through its parents. So all programs
 * inherit a mark in their environment. On Linux, {@link #end()} searches the environments of all
 * processes for this mark. On other systems, such a program keeps running. On every system, it
 * keeps running if it was started with a different environment.
 */
public final class ProcessTree {

    private static final String VARIABLE = "WORKBOOK_PROGRAM";
    private static final int ROUNDS = 50; // at most this many, if programs keep starting others
    private static final int PATIENCE = 5; // seconds
    private static final Path PROCESSES = Path.of("/proc");

    private final String mark = UUID.randomUUID().toString();
    private final ProcessBuilder builder;
    private final Thread hook = new Thread(this::endInPeace, "ends a program");
    private boolean ended; // guarded by this, like the next one
    private Process process; // null before start()

    /** Prepares the first program without starting it. */
    public ProcessTree(List<String> command) {
        builder = JavaProcess.builder(command);
        builder.environment().put(VARIABLE, mark);
    }

    /** Returns the builder of the first program. Change it only before {@link #start()}. */
    public ProcessBuilder builder() {
        return builder;
    }

    /**
     * Starts the first program.
     *
     * @throws IOException if it cannot be started, or if the tool is ending, so that nothing would
     *     end the program
     */
    public synchronized Process start() throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(hook); // before the program is started
        } catch (IllegalStateException e) {
            ended = true;
        }
        if (ended) {
            throw new IOException("the workbook is ending");
        }
        process = builder.start();
        return process;
    }

    /**
     * Asks the first program to end, like Ctrl-C does, and then ends all programs that are left.
     */
    private synchronized void endInPeace() {
        if (process != null) {
            process.destroy();
            await();
        }
        end();
    }

    /**
     * Ends all programs at once. Waits until the first program has ended, at most {@value
     * #PATIENCE} seconds. After this call, {@link #start()} fails.
     */
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
            Thread.yield(); // killed ones vanish; others may have been started meanwhile
        }
    }

    private void await() {
        try {
            process.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills all programs that have the mark. Returns whether there were any. */
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
            return false; // it belongs to another user, or has ended
        }
    }
}
