package workbook.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * What a worker puts into the learner's loops and in place of their {@code System.exit}, so that
 * one test's runaway thread can be ended and the next test runs undisturbed.
 */
public final class Leash {

    private static final Set<ThreadGroup> DISMISSED = ConcurrentHashMap.newKeySet();

    /** As Java 17, and Java 25, name the thread behind {@code orTimeout} and the like. */
    private static final Set<String> LATE =
            Set.of("CompletableFutureDelayScheduler", "ForkJoinPool.commonPool-delayScheduler");

    private static volatile boolean any;

    private Leash() {}

    /** From now on the threads of this group end at the next turn of a loop. */
    public static void dismiss(ThreadGroup group) {
        DISMISSED.add(group);
        any = true;
    }

    /** From now on threads of this group may run again: those that were dismissed have ended. */
    public static void readmit(ThreadGroup group) {
        DISMISSED.remove(group);
        any = !DISMISSED.isEmpty();
    }

    /** Called at every turn of a loop of the learner's. */
    public static void check() {
        if (any) {
            Thread thread = Thread.currentThread();
            if (DISMISSED.contains(thread.getThreadGroup()) && !isOfAll(thread)) {
                throw new Dismissed();
            }
        }
    }

    /**
     * Whether a thread belongs to no test: the common pool's run tasks of all, and another one
     * starts those that are to be late. In Java 17 they are in the group of the test that happened
     * to start them.
     */
    public static boolean isOfAll(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker
                ? worker.getPool() == ForkJoinPool.commonPool()
                : LATE.contains(thread.getName());
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

    /** The learner's code would have ended the program. */
    public static final class Exit extends Error {
        Exit(String call) {
            super("your code called " + call + ", which ends the whole program");
        }
    }

    /** Ends a thread whose test is over. */
    private static final class Dismissed extends Error {
        Dismissed() {
            super("the test is over", null, false, false);
        }
    }
}
