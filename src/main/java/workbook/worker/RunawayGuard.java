package workbook.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The methods to which a worker inserts calls in the learner's code: in loops, in place of {@code
 * System.exit}, before the start of threads, and before calls that are {@link Forbidden}. With
 * them, a thread that is still running after its test can be ended, so that it does not disturb the
 * next test.
 */
public final class RunawayGuard {

    /** The name of the threads that call the handlers of asynchronous channels. */
    public static final String CHANNELS = "asynchronous channels";

    /**
     * The names of the threads that all tests share: those of asynchronous channels, and the one
     * that runs the time-outs of {@code orTimeout}, under its names in Java 17 and Java 25.
     */
    private static final Set<String> OF_ALL =
            Set.of(
                    CHANNELS,
                    "CompletableFutureDelayScheduler",
                    "ForkJoinPool.commonPool-delayScheduler");

    private static final Set<Object> DISMISSED = ConcurrentHashMap.newKeySet(); // groups, threads

    /**
     * How many threads may live at once, including the grader's own. A correct solution needs only
     * a few.
     */
    public static final int THREADS = 200;

    private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();

    private static volatile boolean any;

    private RunawayGuard() {}

    /** Dismisses a group: each of its threads ends in the next iteration of a loop. */
    public static void dismiss(ThreadGroup group) {
        add(group);
    }

    /**
     * Dismisses a thread: it ends in the next iteration of a loop. Use this for a thread that is
     * virtual, or {@link #isOfAll shared by all tests}.
     */
    public static void dismiss(Thread thread) {
        add(thread);
    }

    private static synchronized void add(Object groupOrThread) {
        forgetEnded();
        DISMISSED.add(groupOrThread);
        any = true;
    }

    /**
     * Removes threads that have ended. Only this class can know that, because Java does not list
     * virtual threads.
     */
    private static void forgetEnded() {
        DISMISSED.removeIf(its -> its instanceof Thread thread && !thread.isAlive());
    }

    /** Returns whether this thread itself, not only its group, was dismissed. */
    public static boolean isDismissed(Thread thread) {
        return any && DISMISSED.contains(thread);
    }

    /** Allows a group or thread to run again. Call it when the dismissed code has ended. */
    public static void readmit(Object groupOrThread) {
        if (any) {
            remove(groupOrThread);
        }
    }

    private static synchronized void remove(Object groupOrThread) {
        DISMISSED.remove(groupOrThread);
        forgetEnded();
        any = !DISMISSED.isEmpty();
    }

    /**
     * Ends the current thread if it was dismissed. The learner's code calls this in each iteration
     * of a loop.
     */
    public static void check() {
        if (any) {
            Thread thread = Thread.currentThread();
            boolean its = !isOfAll(thread) && DISMISSED.contains(thread.getThreadGroup());
            if (its || DISMISSED.contains(thread)) {
                throw new Dismissed();
            }
        }
    }

    /**
     * Returns whether all tests share a thread. The threads of the common pool and of asynchronous
     * channels run tasks of every test. A thread of the common pool may be in the group of the test
     * during which it was started.
     */
    public static boolean isOfAll(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                ? worker.getPool() == ForkJoinPool.commonPool()
                : OF_ALL.contains(thread.getName());
    }

    /**
     * Throws an error if there are too many threads. The learner's code calls this before it starts
     * a thread, or gives work to a pool that may start one.
     */
    public static void starting() {
        if (JVM.getThreadCount() > THREADS) {
            throw new Crowd();
        }
    }

    /** Throws an error. The learner's code calls this in place of {@code System.exit}. */
    public static void exit(int status) {
        throw new Exit("System.exit(" + status + ")");
    }

    /** Throws an error. The learner's code calls this in place of {@code Runtime.exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new Exit("Runtime.exit(" + status + ")");
    }

    /** Throws an error. The learner's code calls this in place of {@code Runtime.halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new Exit("Runtime.halt(" + status + ")");
    }

    /** Throws an error. The learner's code calls this before a call that is {@link Forbidden}. */
    public static void refuse(String call) {
        throw new Refused(call);
    }

    /** The learner's code tried to end the program. */
    public static final class Exit extends Error {
        Exit(String call) {
            super("your code called " + call + ", which ends the whole program");
        }
    }

    /** The learner's code tried to make a forbidden call. */
    public static final class Refused extends Error {
        Refused(String call) {
            super(
                    "your code called "
                            + call
                            + ", which no lesson needs and the grader does not allow");
        }
    }

    /** The learner's code has started too many threads. */
    public static final class Crowd extends Error {
        Crowd() {
            super("it started more than " + THREADS + " threads");
        }
    }

    /** Ends a thread whose test is over. */
    private static final class Dismissed extends Error {
        Dismissed() {
            super("the test is over", null, false, false);
        }
    }
}
