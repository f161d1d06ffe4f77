package kit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import workbook.worker.RunawayGuard;

/** The learner's code in one test: the threads that run it, and what they print. */
final class CodeUnderTest {

    /** The name of the group of all threads that run a learner's code. */
    static final String GROUP = "learner";

    /** How a failure calls a thread that the learner's code has started. */
    static final String ANOTHER = "another thread of yours";

    private static final int MOST_NESTED = 5; // calls of one method within each other

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final List<Call<?>> calls = new CopyOnWriteArrayList<>();
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Set<Thread> virtual = ConcurrentHashMap.newKeySet(); // Java does not list these
    private final Map<Thread, Seen> seen = new ConcurrentHashMap<>(); // at the last look
    private final long cpuOfCarriersBefore = cpuOfCarriers();
    private final Runnable changed;
    private final Capture capture;
    private final Group group;

    /**
     * @param changed run whenever a call ends or something is printed
     */
    CodeUnderTest(Runnable changed) {
        this.changed = changed;
        this.group = Group.vacant();
        group.heardBy(this::noteUncaught);
        this.capture = new Capture(group, changed);
        UncaughtExceptions.tell(this);
    }

    private void noteUncaught(Throwable thrown) {
        uncaught.add(thrown);
        changed.run();
    }

    /** Notes the exception that ended a virtual thread, if the thread is one of the learner's. */
    void noteUncaught(Thread thread, Throwable thrown) {
        boolean known = virtual.contains(thread);
        boolean theirs = known || LearnerCode.in(thrown.getStackTrace()).isPresent();
        if (isVirtual(thread) && theirs) {
            noteUncaught(Thrown.asked(thrown));
        }
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

    /**
     * Returns the number of this thread's call among the calls of the same name: 1 for the call
     * that the test began first. Returns 0 for a thread that the learner's code has started.
     */
    int callNumber(Thread thread) {
        return callers.stream()
                .filter(caller -> caller.is(thread))
                .map(Caller::call)
                .mapToInt(this::number)
                .findFirst()
                .orElse(0);
    }

    private int number(Call<?> call) {
        List<Call<?>> alike =
                calls.stream().filter(other -> other.name().equals(call.name())).toList();
        return alike.indexOf(call) + 1;
    }

    /** Returns whether this is a thread of the test that waits for its next call. */
    private boolean idle(Thread thread) {
        return callers.stream().anyMatch(caller -> caller.is(thread) && !caller.busy());
    }

    /**
     * Returns where each living thread is: first the threads that the grader started, then the
     * others.
     */
    List<Place> places() {
        List<Place> started = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        long ofVirtual = cpuOfVirtual();
        for (Thread thread : threads()) {
            String who = who(thread);
            boolean ours = !who.equals(ANOTHER);
            Place place;
            if (isVirtual(thread)) {
                place = Place.of(who, thread.getState(), thread.getStackTrace(), ofVirtual);
                ofVirtual = 0; // all of it is counted for the first one
            } else {
                place = place(thread, who);
            }
            boolean idle = RunawayGuard.isOfAll(thread) && place.at().isEmpty();
            if (thread.isAlive() && !idle) {
                (ours ? started : others).add(place);
            }
        }
        others.sort(java.util.Comparator.comparing(Place::describe));
        started.addAll(others);
        return started;
    }

    /**
     * Returns where a thread is. If the thread has not run since the last look, it is still where
     * it was, and its stack is not read again: the kit looks often.
     */
    private Place place(Thread thread, String who) {
        long cpu = CPU.getThreadCpuTime(thread.getId()); // first: it may run while it is looked at
        Thread.State state = thread.getState();
        Seen last = seen.get(thread);
        if (Runnables.LISTED && last != null && last.isStill(who, state, cpu)) {
            return last.place;
        }
        Place place = Place.of(who, state, thread.getStackTrace(), cpu);
        seen.put(thread, new Seen(state, place));
        return place;
    }

    /** Returns the processor time, in nanoseconds, that the living threads have used so far. */
    long cpu() {
        return cpuOfVirtual()
                + threads().stream()
                        .filter(thread -> !isVirtual(thread))
                        .mapToLong(thread -> CPU.getThreadCpuTime(thread.getId()))
                        .filter(time -> time > 0) // -1: the thread has ended meanwhile
                        .sum();
    }

    /**
     * Returns the processor time of the known virtual threads: if any of them is alive, the time
     * that all virtual threads have used since the test began, otherwise 0.
     */
    private long cpuOfVirtual() {
        boolean any = virtual.stream().anyMatch(Thread::isAlive);
        return any ? Math.max(0, cpuOfCarriers() - cpuOfCarriersBefore) : 0;
    }

    private static long cpuOfCarriers() {
        return Threads.all().stream()
                .filter(CodeUnderTest::isCarrier)
                .mapToLong(thread -> CPU.getThreadCpuTime(thread.getId()))
                .filter(time -> time > 0)
                .sum();
    }

    private static boolean isCarrier(Thread thread) {
        ThreadGroup its = thread.getThreadGroup();
        return its != null && its.getName().equals("CarrierThreads");
    }

    /**
     * Remembers a virtual thread that runs the learner's code, because Java does not list the
     * living ones. Ignores threads of an earlier test. Other threads need not be noted.
     */
    void note(Thread thread) {
        if (isVirtual(thread) && !RunawayGuard.isDismissed(thread)) {
            virtual.add(thread);
        }
    }

    /** Returns whether a thread that runs the learner's code runs it in this test. */
    boolean runs(Thread thread) {
        return isVirtual(thread)
                ? virtual.contains(thread)
                : RunawayGuard.isOfAll(thread) || isIn(group, thread);
    }

    static boolean isVirtual(Thread thread) {
        ThreadGroup its = thread.getThreadGroup(); // null once the thread has ended
        return its != null && its.getName().equals("VirtualThreads");
    }

    /**
     * Returns the name of the call that this thread makes for the grader, or {@code another thread
     * of yours}.
     */
    String who(Thread thread) {
        boolean ours = callers.stream().anyMatch(caller -> caller.is(thread));
        return ours ? thread.getName() : ANOTHER;
    }

    /**
     * Returns the living threads that run, or wait in, the learner's code. Of the virtual threads,
     * it returns only those that are known.
     */
    List<Thread> threads() {
        virtual.removeIf(thread -> !thread.isAlive());
        return Stream.concat(listed(), virtual.stream()).toList();
    }

    private Stream<Thread> listed() {
        return Threads.all().stream()
                .filter(
                        thread ->
                                RunawayGuard.isOfAll(thread)
                                        ? works(thread)
                                        : isIn(group, thread) && !idle(thread));
    }

    /**
     * Returns whether a thread that all tests share runs a task of the learner's code. If it runs
     * none, it is no longer dismissed, so that it may run the next task.
     */
    private static boolean works(Thread ofAll) {
        boolean works = LearnerCode.in(ofAll.getStackTrace()).isPresent();
        if (!works) {
            RunawayGuard.readmit(ofAll);
        }
        return works;
    }

    private static boolean isIn(ThreadGroup group, Thread thread) {
        for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
            if (g == group) {
                return true;
            }
        }
        return false;
    }

    /** Names a method that one thread has called more than five times within each other. */
    Optional<String> nestedCalls() {
        return threads().stream()
                .map(Thread::getStackTrace)
                .flatMap(stack -> nestedCalls(stack).stream())
                .findFirst();
    }

    private static Optional<String> nestedCalls(StackTraceElement[] stack) {
        Map<String, Integer> times = new TreeMap<>();
        for (StackTraceElement frame : stack) {
            if (LearnerCode.wrote(frame)) {
                times.merge(frame.getMethodName() + "()", 1, Integer::sum);
            }
        }
        return times.entrySet().stream()
                .filter(method -> method.getValue() > MOST_NESTED)
                .map(
                        method ->
                                method.getValue()
                                        + " calls of "
                                        + method.getKey()
                                        + " in each other")
                .findFirst();
    }

    List<Call<?>> calls() {
        return calls;
    }

    /**
     * Returns the exceptions that ended calls of the learner's code, and threads that it started.
     */
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

    /**
     * Describes, as a likely cause, the first exception of the learner's own code that the test did
     * not expect: its type, its line, and what it ended. An exception of the network does not
     * count, because the peer may have caused it.
     */
    Optional<String> ownFailure() {
        return Stream.concat(
                        calls.stream()
                                .filter(call -> Thrown.isOwn(call.thrown()) && !call.accepted())
                                .map(call -> Thrown.asCause(call.thrown(), call.name())),
                        uncaught.stream()
                                .filter(Thrown::isOwn)
                                .map(thrown -> Thrown.asCause(thrown, "a thread of yours")))
                .findFirst();
    }

    List<Throwable> uncaught() {
        return uncaught;
    }

    /**
     * Returns the number of calls that have ended plus the number of threads that have died so far.
     */
    int endings() {
        return (int) calls.stream().filter(Call::done).count() + uncaught.size();
    }

    /** From now on each print is a step: a test may hold the thread before it. */
    void pausePrints() {
        capture.pause();
    }

    String printed() {
        return capture.text();
    }

    /** Asks all threads to end, and stops listening to what they print. */
    void dismiss() {
        threads().stream()
                .filter(thread -> RunawayGuard.isOfAll(thread) || isVirtual(thread))
                .forEach(CodeUnderTest::dismiss);
        UncaughtExceptions.tell(null);
        group.dismiss();
        callers.forEach(Caller::dismiss);
        capture.end();
    }

    private static void dismiss(Thread thread) {
        RunawayGuard.dismiss(thread);
        thread.interrupt();
    }

    /** What a thread was doing at the last look. */
    private record Seen(Thread.State state, Place place) {

        boolean isStill(String who, Thread.State state, long cpu) {
            return place.blocked()
                    && place.who().equals(who)
                    && this.state == state
                    && place.cpu() == cpu;
        }
    }

    /**
     * All threads that run a learner's code in one test. Java 17 keeps every group until the
     * process ends, and walks through all of them, so the kit uses a group again when its threads
     * have ended.
     */
    private static final class Group extends ThreadGroup {
        private static final List<Group> DISMISSED = new ArrayList<>();
        private static final Consumer<Throwable> NOBODY = thrown -> {};

        private volatile Consumer<Throwable> uncaught = NOBODY;

        private Group() {
            super(Threads.root(), GROUP);
        }

        static synchronized Group vacant() {
            for (Group group : DISMISSED) {
                if (group.isVacant()) {
                    DISMISSED.remove(group);
                    RunawayGuard.readmit(group);
                    return group;
                }
            }
            return new Group();
        }

        /** Returns whether it contains no threads, except those that all tests share. */
        private boolean isVacant() {
            Thread[] threads = new Thread[activeCount() + 8];
            int n = enumerate(threads);
            return Arrays.stream(threads, 0, n).allMatch(RunawayGuard::isOfAll);
        }

        void heardBy(Consumer<Throwable> uncaught) {
            this.uncaught = uncaught;
        }

        /**
         * Asks all its threads to end. Drops the reference to the test, so that the test, with
         * every byte that was sent in it, can be garbage-collected.
         */
        void dismiss() {
            uncaught = NOBODY;
            interrupt();
            RunawayGuard.dismiss(this);
            synchronized (Group.class) {
                DISMISSED.add(this);
            }
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            uncaught.accept(Thrown.asked(thrown));
        }
    }
}
