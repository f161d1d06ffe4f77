package kit;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import workbook.worker.Host;

/**
 * Waits for the learner's code, and gives up when it can tell that nothing more will come: all of
 * its threads are blocked, unchanged over many looks, while the {@link Canary} has made as many
 * trips. Time is counted in the canary's trips, two or three in a millisecond on an idle machine,
 * so that the wait stretches by itself on a busy one. A plain time-out stands behind it all.
 *
 * <p>Where the system tells ({@link Runnables}), no thread is given up that only waits for a
 * processor. While a right echo server answers, a canary of this pace makes at most one trip on an
 * idle machine and at most four under eight busy loops on two processors.
 */
final class Quiescence {

    /**
     * Linux wakes a sleeper to the twentieth of a millisecond and acknowledges at once when asked
     * to; other systems take a millisecond for the one and up to 200 for the other.
     */
    static final boolean FINE = ScriptedPeer.QUICK_ACK;

    /** Pause between two trips, in nanoseconds. */
    private static final long PACE = TimeUnit.MICROSECONDS.toNanos(FINE ? 200 : 1_000);

    /** Pause while the learner's threads have been running for long, in nanoseconds. */
    private static final long LONGEST_PAUSE = 16 * PACE;

    /** Trips without any change after which blocked threads are held to be stuck. */
    private static final int STUCK = FINE ? 60 : 300;

    /** The same where the code has been found stuck at the very same places before. */
    private static final int STUCK_AGAIN = STUCK / 3;

    /** Trips after which all that ended threads have sent has been received. */
    private static final int ENDED = 15;

    /** Trips after which threads have had time to consume what was sent and to block again. */
    private static final int QUIET = 4;

    /** The same where the system tells that none of them wants to run. */
    private static final int QUIET_KNOWN = 2;

    /** The same where no thread was seen to stir at all. */
    private static final int UNSTIRRED = FINE ? 15 : 25;

    /** Trips after which bytes that TCP has paused with would have gone on. */
    private static final int ON_ITS_WAY = FINE ? 6_000 : 2_500;

    /**
     * What ends by itself ends when the clock says so, however fast this machine makes its trips:
     * after this time without any change nobody is expected to wait for a while only.
     */
    private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(1_500);

    /** After this time a sleeper is no longer expected to do anything soon. */
    private static final long ASLEEP = TimeUnit.MILLISECONDS.toNanos(2_500);

    /** A wait that would end by itself is given up after this time without any progress. */
    private static final long DRAWN_OUT = TimeUnit.SECONDS.toNanos(7);

    /** The same where the code has been found looking again and again in vain before. */
    private static final long DRAWN_OUT_AGAIN = TimeUnit.SECONDS.toNanos(2);

    /** The same where a test only waits for it to settle. */
    private static final long UNSETTLED_AGAIN = TimeUnit.MILLISECONDS.toNanos(400);

    /** The same where a test wants to see the end of a time-out: people write ten seconds. */
    private static final long OUTLASTED = TimeUnit.SECONDS.toNanos(12);

    /** Processor time without any progress after which a running thread is held to be spinning. */
    private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long SPINNING_AGAIN = SPINNING / 12;

    /** A wait ends so long after the last progress, whatever else is seen. */
    private static final long CAP = TimeUnit.SECONDS.toNanos(60);

    /** And so long after it began: a right reader of single bytes is slow on a busy machine. */
    private static final long CAP_OF_ALL = TimeUnit.SECONDS.toNanos(150);

    /** How long a time-out is at least and at most, in nanoseconds. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private static final int TRIPS_TO_TIME = 10; // to find out how busy the machine is

    private static final int TRIPS_TO_ANSWER = 100; // in a time-out, the slowest trip's pace

    private static final int FOREVER = 1_000_000_000; // milliseconds; a dozen days

    /** Time-outs without any change after which blocked threads are held to be stuck. */
    private static final int TIMEOUTS = 3;

    /** Places, in words, where the code that is being graded was found stuck in an earlier test. */
    private static final Set<String> FOUND_STUCK = ConcurrentHashMap.newKeySet();

    /** Places where it slept on and on while a test waited for it to settle. */
    private static final Set<String> FOUND_QUIET = ConcurrentHashMap.newKeySet();

    /** Places where it slept, looked around and slept again until a wait was given up. */
    private static final Set<String> FOUND_POLLING = ConcurrentHashMap.newKeySet();

    /** Places of waits whose time-out is longer than any test waits for. */
    private static final Set<String> FOUND_TIMED = ConcurrentHashMap.newKeySet();

    static {
        Host.beforeOtherCode(FOUND_STUCK::clear);
        Host.beforeOtherCode(FOUND_QUIET::clear);
        Host.beforeOtherCode(FOUND_POLLING::clear);
        Host.beforeOtherCode(FOUND_TIMED::clear);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final LongSupplier progress;
    private long wakeUps;
    private long cpuAtMark;
    private boolean gaveUp;
    private boolean spinning;
    private CodeUnderTest codeUnderTest;
    private long timeout; // nanoseconds that the learner's code may wait by itself; 0 if it may not
    private boolean longTimeouts; // whether all other waits are as good as for ever
    private volatile EchoingPeer echoing; // null in most tests
    private final List<ScriptedPeer> late = new CopyOnWriteArrayList<>(); // began to read late

    /**
     * @param progress a number that changes whenever something happens on the wire
     */
    Quiescence(LongSupplier progress) {
        this.progress = progress;
    }

    /**
     * A time-out for the learner's code, in milliseconds: as short as a test needs it, yet long
     * enough for a peer of the test to answer in at this moment. From now on nobody is held to be
     * stuck before several such times are over: that a thread waits for a while only cannot be seen
     * in a {@code receive} or a {@code select}.
     */
    int shortTimeout() {
        long slowest = 0;
        for (int i = 0; i < TRIPS_TO_TIME; i++) {
            wokenWithin(PACE); // whoever has slept must wait for a processor
            long start = System.nanoTime();
            Canary.shared().trip();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double crowd = system.getSystemLoadAverage() / system.getAvailableProcessors();
        long forTheCrowd = (long) (SHORTEST * (2 * crowd - 1)); // negative where nobody tells
        long needed = Math.max(TRIPS_TO_ANSWER * slowest, forTheCrowd);
        timeout = Math.min(LONGEST, Math.max(SHORTEST, needed));
        return (int) TimeUnit.NANOSECONDS.toMillis(timeout);
    }

    /**
     * The same where nobody answers, so that the time-out need not be longer on a busy machine.
     *
     * @return {@code millis}
     */
    int silentTimeout(int millis) {
        timeout = Math.max(SHORTEST, TimeUnit.MILLISECONDS.toNanos(millis));
        return millis;
    }

    /**
     * A time-out for the learner's code, in milliseconds, that no test waits for. From now on
     * whoever waits for the network with a time-out, and longer than a short one takes, is held to
     * be stuck.
     */
    int longTimeout() {
        longTimeouts = true;
        return FOREVER;
    }

    void watch(CodeUnderTest codeUnderTest) {
        this.codeUnderTest = codeUnderTest;
    }

    /** Does not give up in the midst of what this peer and the learner's code tell each other. */
    void watch(EchoingPeer echoing) {
        this.echoing = echoing;
    }

    /** Does not give up while bytes are on their way to this peer, for which they had to wait. */
    void watch(ScriptedPeer late) {
        this.late.add(late);
    }

    /** Something has happened that somebody may be waiting for. */
    void wake() {
        lock.lock();
        try {
            wakeUps++;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the learner's threads come to rest, if the last wait has not seen to that. */
    void rest() {
        if (!gaveUp) {
            settle();
        }
    }

    /**
     * Where the learner's threads are, if possible when all wait: one that looks around every now
     * and then may be found doing that. Who runs and runs is not waited for.
     */
    List<Place> placesAtRest() {
        List<Place> places = codeUnderTest.places();
        for (int trips = 0; trips < UNSTIRRED && !spinning && !atRest(places); trips++) {
            wokenWithin(PACE);
            Canary.shared().trip();
            places = codeUnderTest.places();
        }
        return places;
    }

    private static boolean atRest(List<Place> places) {
        return places.stream().allMatch(Place::blocked);
    }

    /** Whether the last wait ended because a thread ran and ran. */
    boolean sawSpinning() {
        return spinning;
    }

    /** Waits until {@code done}; false if the learner's code will not get there. */
    boolean await(BooleanSupplier done) {
        Watch watch = new Watch();
        boolean came = watch.until(done, false);
        if (!came) {
            watch.seen.forEach(place -> FOUND_STUCK.add(place.describe()));
        }
        return came;
    }

    /**
     * Whether the learner's threads wait for something to happen, as far as they are alive: false
     * where one runs and runs, or sleeps to look again later.
     */
    boolean comesToRest() {
        Watch watch = new Watch();
        boolean asleep = watch.until(this::anySleeps, false);
        gaveUp = true; // one who sleeps again and again does not settle
        if (asleep) {
            codeUnderTest.places().forEach(place -> FOUND_QUIET.add(place.describe()));
        }
        if (spinning) {
            watch.seen.forEach(place -> FOUND_STUCK.add(place.describe()));
        }
        return !asleep && !spinning;
    }

    private boolean anySleeps() {
        return codeUnderTest.places().stream()
                .anyMatch(place -> place.doing() == Place.Doing.SLEEP);
    }

    /**
     * Where a thread waits for bytes or a client with a time-out: waits until that is over, so that
     * code which gives up then is seen to do so.
     */
    void outlastTimeout() {
        List<Place> places = codeUnderTest.places();
        if (places.stream().anyMatch(this::mayBeOutlasted)) {
            long cpu = codeUnderTest.cpu();
            Watch watch = new Watch();
            watch.outlasts = true;
            watch.until(() -> codeUnderTest.cpu() != cpu, false);
            if (gaveUp) {
                places.forEach(place -> FOUND_TIMED.add(place.describe()));
            }
            settle();
        }
    }

    private boolean mayBeOutlasted(Place place) {
        return place.waitsWithTimeout() && !FOUND_TIMED.contains(place.describe());
    }

    /** Waits until a call has ended, or waits for something else than time to pass. */
    void outlastTime(Call<?> call) {
        settle();
        new Watch().until(() -> call.done() || waitsForOthers(call.name()), false);
    }

    private boolean waitsForOthers(String who) {
        return codeUnderTest.places().stream()
                .anyMatch(place -> place.who().equals(who) && place.blocked() && !place.timed());
    }

    /** Gives threads whose peers are gone a moment to end. */
    void windDown() {
        for (int trips = 0; trips < UNSTIRRED && !codeUnderTest.places().isEmpty(); trips++) {
            wokenWithin(PACE);
            Canary.shared().trip();
        }
    }

    /** Whether a thread of theirs goes on running although the test is over. */
    boolean isRunaway() {
        for (int trips = 0; trips < UNSTIRRED; trips++) {
            if (atRest(codeUnderTest.places())) {
                return false;
            }
            wokenWithin(PACE);
            Canary.shared().trip();
        }
        return true;
    }

    /** Notes how far the learner's threads are, right before the test does something to them. */
    void mark() {
        cpuAtMark = codeUnderTest.cpu();
    }

    /**
     * Waits until the learner's threads have taken in what the test did at the last {@link #mark()}
     * and are blocked again.
     */
    void settle() {
        new Watch().until(() -> false, true);
    }

    /** One wait: what was seen at the last look, and since when nothing has changed. */
    private final class Watch {
        private final long begun = System.nanoTime();
        private long progressAt = begun;
        private long seenProgress = progress.getAsLong();
        private int seenEndings = codeUnderTest.endings();
        private List<Place> seen = List.of();
        private long lookedAt = begun;
        private long busySince; // since when their threads have been running; 0 if they have not
        private long cpuAtProgress = -1;
        private long calm; // trips since anything changed at all
        private long calmSince = System.nanoTime();
        private long barren; // trips since the wire or a thread's end showed progress
        private long barrenSince = begun;
        private boolean outlasts; // a test wants to see the end of a time-out
        private long spentAtLook; // processor time since then, when unread was looked up; else 0
        private long unread; // bytes that had come by then

        boolean until(BooleanSupplier done, boolean settle) {
            gaveUp = false;
            spinning = false;
            for (long heard = wakeUps(); !done.getAsBoolean(); heard = wakeUps()) {
                if (settle && quiet()) {
                    seen.forEach(place -> FOUND_QUIET.add(place.describe()));
                    return false;
                }
                if (givenUp(settle) || tooLong()) {
                    gaveUp = true;
                    return done.getAsBoolean();
                }
                boolean woken = wokenWithin(pause(settle), heard);
                if (woken) {
                    calm = 0;
                    calmSince = System.nanoTime();
                    progressAt = calmSince;
                }
                if (!woken || System.nanoTime() - lookedAt > LONGEST_PAUSE) {
                    Canary.shared().trip();
                    look();
                }
            }
            return true;
        }

        /** While they work, each look holds them up: the longer they do, the fewer are taken. */
        private long pause(boolean settle) {
            long least = settle && soon() ? 0 : PACE;
            return busySince == 0
                    ? least
                    : Math.max(least, Math.min(LONGEST_PAUSE, (lookedAt - busySince) / 4));
        }

        private boolean drawnOut(boolean settle) {
            boolean again = seen.stream().anyMatch(p -> FOUND_POLLING.contains(p.describe()));
            long limit = DRAWN_OUT;
            if (outlasts) {
                limit = OUTLASTED;
            } else if (again) {
                limit = settle ? UNSETTLED_AGAIN : DRAWN_OUT_AGAIN;
            }
            if (barren < STUCK || System.nanoTime() - barrenSince < limit) {
                return false;
            }
            seen.stream()
                    .filter(place -> place.doing() == Place.Doing.SLEEP)
                    .forEach(place -> FOUND_POLLING.add(place.describe()));
            return true;
        }

        private boolean tooLong() {
            long now = System.nanoTime();
            return now - progressAt > CAP || now - begun > CAP_OF_ALL;
        }

        private void look() {
            List<Place> now = codeUnderTest.places();
            long progressNow = progress.getAsLong();
            int endingsNow = codeUnderTest.endings();
            boolean progressed = progressNow != seenProgress || endingsNow != seenEndings;
            if (progressed || cpuAtProgress == -1 || cpu(now) < cpuAtProgress) {
                noteProgress();
                progressAt = System.nanoTime();
                cpuAtProgress = cpu(now);
            } else {
                barren++;
            }
            if (progressed || !now.equals(seen)) {
                calm = 0;
            } else {
                calm = atRest(now) ? calm + 1 : 0;
            }
            if (calm == 0) {
                calmSince = System.nanoTime();
            }
            boolean busy = cpu(now) - cpu(seen) > (System.nanoTime() - lookedAt) / 4;
            lookedAt = System.nanoTime();
            busySince = !busy ? 0 : busySince == 0 ? lookedAt : busySince;
            seen = now;
            seenProgress = progressNow;
            seenEndings = endingsNow;
        }

        private void noteProgress() {
            barren = 0;
            barrenSince = System.nanoTime();
        }

        private boolean calmFor(long nanos) {
            return calm > 0 && System.nanoTime() - calmSince >= nanos;
        }

        /** Blocked until something comes; a sleeper will go on by itself. */
        private boolean quiet() {
            boolean asleep =
                    seen.stream()
                            .filter(place -> place.doing() == Place.Doing.SLEEP)
                            .anyMatch(place -> !FOUND_QUIET.contains(place.describe()));
            int known = Runnables.known() ? QUIET_KNOWN : QUIET;
            int trips = stirred() ? known : UNSTIRRED;
            return calm >= trips && (!asleep || calmFor(ASLEEP)) && !Runnables.any();
        }

        private boolean givenUp(boolean settle) {
            boolean again =
                    !outlasts
                            && !seen.isEmpty()
                            && seen.stream().allMatch(p -> FOUND_STUCK.contains(p.describe()));
            spinning = spins(again ? SPINNING_AGAIN : SPINNING);
            boolean timed = !again && seen.stream().anyMatch(this::mayEnd);
            int enough = seen.isEmpty() ? ENDED : again ? STUCK_AGAIN : STUCK;
            boolean mayWait = !seen.isEmpty() && !calmFor(TIMEOUTS * timeout);
            boolean onItsWay = echoing != null && echoing.isBeingServed(seen) && calm < ON_ITS_WAY;
            return (calm >= enough
                            && !timed
                            && !mayWait
                            && !onItsWay
                            && !Runnables.any()
                            && !isPaused())
                    || drawnOut(settle)
                    || spinning;
        }

        /** Where a peer did not read for a while, TCP may make a pause before it sends more. */
        private boolean isPaused() {
            return calm < ON_ITS_WAY && late.stream().anyMatch(ScriptedPeer::isOwedBytes);
        }

        /**
         * Whether a thread runs and runs and nothing comes of it: it does not even read, byte by
         * byte, what came long ago. For that two looks are compared, half of the time apart.
         */
        private boolean spins(long enough) {
            long spent = cpu(seen) - cpuAtProgress;
            if (barren <= QUIET || spent < enough / 2) {
                spentAtLook = 0;
                return false;
            }
            if (spentAtLook == 0) {
                spentAtLook = spent;
                unread = OpenSockets.unread();
            }
            if (spent < spentAtLook + enough / 2) {
                return false;
            }
            if (OpenSockets.unread() == unread) {
                return true;
            }
            spentAtLook = 0;
            noteProgress();
            cpuAtProgress = cpu(seen);
            return false;
        }

        /** Whether a few trips more will show that threads which have run are at rest again. */
        private boolean soon() {
            return calm < QUIET_KNOWN && stirred() && Runnables.known();
        }

        /**
         * Whether a thread has run since the mark: it has heard of what the test did. Where none is
         * left, there is nobody to hear of it, and the system tells who still has to take in what
         * they sent: a peer of the test.
         */
        private boolean stirred() {
            return cpu(seen) != cpuAtMark || seen.isEmpty() && Runnables.known();
        }

        /** Whether a wait has a time-out that may be over soon. */
        private boolean mayEnd(Place place) {
            boolean isLong = longTimeouts && calmFor(LONG_WAIT) && place.waitsWithTimeout();
            return place.timed() && !isLong;
        }

        private long cpu(List<Place> places) {
            return places.stream().mapToLong(Place::cpu).sum();
        }
    }

    private long wakeUps() {
        lock.lock();
        try {
            return wakeUps;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while to be woken; true if that happened. */
    private boolean wokenWithin(long nanos) {
        return wokenWithin(nanos, wakeUps());
    }

    /**
     * @param heard how many wake-ups have been noticed already
     */
    private boolean wokenWithin(long nanos, long heard) {
        lock.lock();
        try {
            long left = nanos;
            while (wakeUps == heard && left > 0) {
                left = woken.awaitNanos(left);
            }
            return wakeUps != heard;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the grader was interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
