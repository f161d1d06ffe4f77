package workbook.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * The calls that a worker inserts into the learner's code: in loops, in place of {@code
 * System.exit}, and before calls that are {@link Forbidden}. They make it possible to end the
 * runaway thread of one test, so that the next test runs undisturbed.
 */
public final class RunawayGuard {

    /** The name of a thread that calls the handlers of asynchronous channels. */
    public static final String CHANNELS = "asynchronous channels";

    /**
     * The names of the threads that all tests share: this one, and the one that runs the time-outs
     * of {@code orTimeout}, as Java 17 and Java 25 name it.
     */
    private static final Set<String> OF_ALL =
            Set.of(
                    CHANNELS,
                    "CompletableFutureDelayScheduler",
                    "ForkJoinPool.commonPool-delayScheduler");

    private static final Set<Object> DISMISSED = ConcurrentHashMap.newKeySet(); // groups, threads

    /**
     * How many threads may live at once, the grader's own included; a correct solution needs few.
     */
    public static final int THREADS = 200;

    private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();

    private static volatile boolean any;

    private RunawayGuard() {}

    /** From now on the threads of this group end at the next turn of a loop. */
    public static void dismiss(ThreadGroup group) {
        add(group);
    }

    /**
     * From now on this thread ends at the next turn of a loop. It is virtual, or {@link #isOfAll
     * shared by all tests}.
     */
    public static void dismiss(Thread thread) {
        add(thread);
    }

    private static synchronized void add(Object groupOrThread) {
        forgetEnded();
        DISMISSED.add(groupOrThread);
        any = true;
    }

    /** Java keeps no list of virtual threads: nobody else could tell that one has ended. */
    private static void forgetEnded() {
        DISMISSED.removeIf(its -> its instanceof Thread thread && !thread.isAlive());
    }

    /** Whether this thread, not only its group, was dismissed. */
    public static boolean isDismissed(Thread thread) {
        return any && DISMISSED.contains(thread);
    }

    /** From now on this group or thread may run again: what was dismissed has ended. */
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

    /** Called at every turn of a loop of the learner's. */
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
     * Whether all tests share a thread. The threads of the common pool and of asynchronous channels
     * run tasks of every test. A thread of the common pool may be in the group of the test that
     * happened to start it.
     */
    public static boolean isOfAll(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                ? worker.getPool() == ForkJoinPool.commonPool()
                : OF_ALL.contains(thread.getName());
    }

    /** Called before the learner's code starts a thread, or gives work to a pool that may. */
    public static void starting() {
        if (JVM.getThreadCount() > THREADS) {
            throw new Crowd();
        }
    }

    /** Called in place of {@code System.exit}. */
    public static void exit(int status) {
        throw new Exit("System.exit(" + status + ")");
    }

    /** Called in place of {@code Runtime.exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new Exit("Runtime.exit(" + status + ")");
    }

    /** Called in place of {@code Runtime.halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new Exit("Runtime.halt(" + status + ")");
    }

    /** Called before a call that is {@link Forbidden}. */
    public static void refuse(String call) {
        throw new Refused(call);
    }

    /** The learner's code would have ended the program. */
    public static final class Exit extends Error {
        Exit(String call) {
            super("your code called " + call + ", which ends the whole program");
        }
    }

    /** The learner's code would have reached for the grader, or for another program. */
    public static final class Refused extends Error {
        Refused(String call) {
            super(
                    "your code called "
                            + call
                            + ", which no lesson needs and the grader does not allow");
        }
    }

    /** The learner's code starts threads without end. */
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
