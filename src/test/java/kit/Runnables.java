package kit;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Distinguishes threads that are blocked from threads that only wait for a processor. Java shows
 * both in the same way: if bytes have arrived for a thread but the system has not let it run since,
 * its stack still shows the read.
 */
final class Runnables {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Path SELF = Path.of("/proc/thread-self");

    /** Whether the system lists the states of threads. Only Linux does. */
    static final boolean LISTED = Files.exists(SELF);

    private static volatile boolean disturbed;

    private Runnables() {}

    /**
     * Notes that a thread of an earlier test keeps running, so that {@link #any()} can no longer
     * prove anything.
     */
    static void disturb() {
        disturbed = true;
    }

    /**
     * Returns whether {@link #any()} can answer: only on Linux, and only until {@link #disturb()}
     * is called.
     */
    static boolean known() {
        return LISTED && !disturbed;
    }

    /**
     * Returns whether any thread of this process, except the calling one, runs or wants to run;
     * false if that is not {@link #known()}. It looks twice, because it reads the threads one after
     * another: a thread that it has read already may be woken by one that it reads later, and that
     * one may sleep again by then.
     */
    static boolean any() {
        return known() && (anyNow() || anyNow());
    }

    private static boolean anyNow() {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            String self = Files.readSymbolicLink(SELF).getFileName().toString();
            for (Path task : tasks) {
                if (!task.getFileName().toString().equals(self) && state(task) != 'S') {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("the threads of this process cannot be listed", e);
        }
    }

    /** Returns the letter of its state: S asleep, R running or ready, D waiting for the disk. */
    private static char state(Path task) {
        byte[] text = new byte[256]; // "4711 (its name, 15 bytes at most) S 1 …"
        try (FileInputStream file = new FileInputStream(task.resolve("stat").toFile())) {
            int n = file.read(text);
            for (int i = n - 3; i > 0; i--) {
                if (text[i] == ')') {
                    return (char) text[i + 2];
                }
            }
        } catch (IOException e) {
            // it has ended meanwhile
        }
        return 'S';
    }
}
