package kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import workbook.worker.PausePoints;

/**
 * Steers the learner's threads in one round of a test: records their steps, and holds the thread
 * that reaches one chosen step until {@link #letGo()} is called.
 */
final class Steering implements PausePoints.Listener {

    private final CodeUnderTest codeUnderTest;
    private final Step pause; // null: no thread is held
    private final Runnable changed;
    private final Set<Thread> stopped = new HashSet<>();
    private final Map<Thread, Track> tracks = new HashMap<>();
    private final Map<String, Integer> threads = new HashMap<>(); // by name: those without a call
    private final List<Step> steps = new ArrayList<>();
    private String before = ""; // the last step of the held thread; empty if none
    private Thread held;
    private boolean letGo;
    private boolean ignoring; // whether steps are ignored

    /**
     * @param pause the step before which its thread is held; null for none
     * @param changed run when a thread is held
     */
    Steering(CodeUnderTest codeUnderTest, Step pause, Runnable changed) {
        this.codeUnderTest = codeUnderTest;
        this.pause = pause;
        this.changed = changed;
    }

    @Override
    public void reached(String text) {
        codeUnderTest.note(Thread.currentThread());
        if (!codeUnderTest.runs(Thread.currentThread())) {
            return;
        }
        if (isPause(text)) {
            changed.run();
            sleepUntil(() -> letGo);
        }
        sleepUntil(() -> !stopped.contains(Thread.currentThread()));
    }

    private synchronized boolean isPause(String text) {
        Thread thread = Thread.currentThread();
        String who = codeUnderTest.who(thread);
        if (letGo || ignoring || isWaitedFor(who)) {
            return false;
        }
        int call = codeUnderTest.callNumber(thread);
        Track track = tracks.get(thread);
        if (track == null || !track.who.equals(who) || call != 0 && track.number != call) {
            // a thread may make several calls
            track = new Track(who, call != 0 ? call : threads.merge(who, 1, Integer::sum));
            tracks.put(thread, track);
        }
        Step step = track.step(text);
        steps.add(step);
        boolean isPause = held == null && step.equals(pause);
        if (isPause) {
            held = thread;
            before = track.last;
        }
        track.last = text;
        return isPause;
    }

    /** Returns whether this is a call that a test waits for before it does anything else. */
    private static boolean isWaitedFor(String call) {
        return call.startsWith("new ") || call.equals("port()");
    }

    /**
     * Waits until {@code awake} returns true. The learner's code may interrupt the thread; that
     * does not end the wait.
     */
    private synchronized void sleepUntil(BooleanSupplier awake) {
        boolean interrupted = false;
        while (!awake.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops these threads at their next step, so that others run alone. */
    synchronized void stop(Collection<Thread> threads) {
        stopped.addAll(threads);
    }

    /** Sets whether steps are ignored: then no step is noted and no thread is held. */
    synchronized void ignoreSteps(boolean ignoring) {
        this.ignoring = ignoring;
    }

    /** Lets the stopped threads continue. */
    synchronized void goOn() {
        stopped.clear();
        notifyAll();
    }

    /** Lets the held thread continue. From now on no step is noted and no thread is held. */
    synchronized void letGo() {
        letGo = true;
        notifyAll();
    }

    /** Returns all steps that were noted, in order. */
    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Returns the thread that was held; null if none was. */
    synchronized Thread held() {
        return held;
    }

    /** Returns the step before which a thread was held; null if none was. */
    synchronized Step pause() {
        return held == null ? null : pause;
    }

    /** Returns the last step that the held thread had taken; empty if it had taken none. */
    synchronized String before() {
        return before;
    }

    /** Counts how often one thread has reached each step. */
    private static final class Track {
        private final String who;
        private final int number;
        private final Map<String, Integer> times = new HashMap<>();
        private String last = "";

        Track(String who, int number) {
            this.who = who;
            this.number = number;
        }

        Step step(String text) {
            return new Step(who, number, text, times.merge(text, 1, Integer::sum));
        }
    }
}
