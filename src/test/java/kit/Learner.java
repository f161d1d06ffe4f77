package kit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import workbook.worker.Leash;

/** The learner's side of one test: the threads that run their code, and what those print. */
final class Learner {

    /** The name of the group of all threads that run a learner's code. */
    static final String GROUP = "learner";

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final List<Call<?>> calls = new CopyOnWriteArrayList<>();
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Runnable changed;
    private final Capture capture;
    private final Group group;

    /**
     * @param changed run whenever a call ends or something is printed
     */
    Learner(Runnable changed) {
        this.changed = changed;
        this.group = new Group(this::noteUncaught);
        this.capture = new Capture(group, changed);
    }

    private void noteUncaught(Throwable thrown) {
        uncaught.add(thrown);
        changed.run();
    }

    <T> Call<T> start(Wire wire, String name, Callable<T> work) {
        Call<T> call = new Call<>(wire, name, changed);
        calls.add(call);
        caller().make(call, () -> call.run(work));
        return call;
    }

    private Caller caller() {
        for (Caller caller : callers) {
            if (!caller.busy() && caller.alive()) {
                return caller;
            }
        }
        Caller caller = new Caller(group);
        callers.add(caller);
        return caller;
    }

    /** Whether this thread does nothing but wait for a call to make. */
    private boolean idle(Thread thread) {
        return callers.stream().anyMatch(caller -> caller.is(thread) && !caller.busy());
    }

    /** Where each living thread is, those that the grader started first. */
    List<Place> places() {
        List<Place> started = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        for (Thread thread : Threads.all()) {
            boolean pooled = thread.getName().startsWith("ForkJoinPool.commonPool");
            if (!pooled && (!isIn(group, thread) || idle(thread))) {
                continue; // the others are not looked at: a look is taken often
            }
            Thread.State state = thread.getState();
            StackTraceElement[] stack = thread.getStackTrace();
            if (!thread.isAlive() || pooled && LearnerCode.in(stack).isEmpty()) {
                continue;
            }
            boolean ours = callers.stream().anyMatch(caller -> caller.is(thread));
            Place place =
                    Place.of(
                            ours ? thread.getName() : "another thread of yours",
                            state,
                            stack,
                            CPU.getThreadCpuTime(thread.getId()));
            (ours ? started : others).add(place);
        }
        others.sort(java.util.Comparator.comparing(Place::describe));
        started.addAll(others);
        return started;
    }

    /** Processor time, in nanoseconds, that the living threads have used so far. */
    long cpu() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        long sum = 0;
        for (int i = 0, n = group.enumerate(threads); i < n; i++) {
            if (idle(threads[i])) {
                continue;
            }
            sum += CPU.getThreadCpuTime(threads[i].getId());
        }
        return sum;
    }

    private static boolean isIn(ThreadGroup group, Thread thread) {
        for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
            if (g == group) {
                return true;
            }
        }
        return false;
    }

    List<Call<?>> calls() {
        return calls;
    }

    /** What ended threads of theirs with an exception, their own threads' included. */
    List<Throwable> thrown() {
        List<Throwable> all = new ArrayList<>();
        for (Call<?> call : calls) {
            if (call.thrown() != null) {
                all.add(call.thrown());
            }
        }
        all.addAll(uncaught);
        return all;
    }

    List<Throwable> uncaught() {
        return uncaught;
    }

    /** How many calls have ended and threads have died so far. */
    int endings() {
        return (int) calls.stream().filter(Call::done).count() + uncaught.size();
    }

    String printed() {
        return capture.text();
    }

    /** Asks all threads to end, and stops listening to what they print. */
    void dismiss() {
        callers.forEach(Caller::dismiss);
        group.forget();
        group.interrupt();
        Leash.dismiss(group);
        capture.end();
    }

    /**
     * All threads that run a learner's code in one test. The leash, and Java 17, keep a group as
     * long as the process lives, so it must not keep the test, and every byte that was sent in it.
     */
    private static final class Group extends ThreadGroup {
        private volatile Consumer<Throwable> uncaught;

        Group(Consumer<Throwable> uncaught) {
            super(Threads.root(), GROUP);
            this.uncaught = uncaught;
        }

        void forget() {
            uncaught = thrown -> {};
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            uncaught.accept(thrown);
        }
    }
}
