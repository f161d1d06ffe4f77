package workbook.worker;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

/**
 * Finds what graded code has left behind in this process, because it could disturb the next
 * grading. If there is anything, or the system does not show it, this worker grades nothing else.
 */
final class Traces {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long MORE = 24 << 20; // bytes of heap that a clean case may add
    private static final long A_MOMENT = 200; // ms that a thread may take to end

    /**
     * Thread groups that may get new threads: the kit's, and those that Java uses for all virtual
     * threads.
     */
    private static final Set<String> KEPT = Set.of("kit", "CarrierThreads", "InnocuousThreadGroup");

    private final long heap;
    private Set<Thread> threads;
    private List<Object> settings;
    private Set<String> sockets;

    /** Notes the state of this process before the first case. */
    Traces() {
        heap = usedHeap();
        note();
    }

    /** Notes the current state of this process. */
    void note() {
        threads = Thread.getAllStackTraces().keySet();
        settings = settings();
        sockets = sockets();
    }

    /**
     * Describes what was left behind since the last {@link #note()}; empty if there is nothing. It
     * collects garbage now, so that no collection happens during the next case, where it would
     * close leaked sockets.
     *
     * @param lesson the package of the graded code
     */
    String left(String lesson) {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return "this system does not tell";
        }
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            if (runs(lesson, entry.getValue()) || isNew(thread)) {
                return "a thread: " + thread.getName();
            }
        }
        if (!settings.equals(settings())) {
            return "a setting";
        }
        if (!sockets.containsAll(sockets())) {
            return "a socket";
        }
        return usedHeap() > heap + MORE ? "memory" : "";
    }

    private static boolean runs(String lesson, StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(at -> at.getClassName().startsWith(lesson + "."));
    }

    private boolean isNew(Thread thread) {
        if (threads.contains(thread)) {
            return false;
        }
        try {
            ThreadGroup group = thread.getThreadGroup();
            if (group != null && !KEPT.contains(group.getName())) {
                thread.join(A_MOMENT);
                return thread.isAlive();
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static List<Object> settings() {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        properties.remove("workbook.order"); // set by the worker itself
        return Arrays.asList(
                properties,
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Locale.getDefault(Locale.Category.FORMAT),
                TimeZone.getDefault(),
                System.identityHashCode(System.in),
                System.identityHashCode(System.out),
                System.identityHashCode(System.err),
                System.identityHashCode(Thread.getDefaultUncaughtExceptionHandler()),
                System.identityHashCode(ProxySelector.getDefault()),
                System.identityHashCode(Authenticator.getDefault()),
                System.identityHashCode(CookieHandler.getDefault()),
                Objects.toString(ObjectInputFilter.Config.getSerialFilter()),
                Arrays.asList(Security.getProviders()));
    }

    private static Set<String> sockets() {
        Set<String> sockets = new HashSet<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return sockets;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                } catch (IOException e) {
                    // it was closed meanwhile
                }
            }
        } catch (IOException e) {
            sockets.add("unknown: " + e);
        }
        return sockets;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
