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
import workbook.worker.FastTime;
import workbook.worker.Host;

/**
 * Waits for the learner's code, and gives up when nothing more will happen: when all its threads
 * are blocked, and nothing has changed during many round trips of the {@link Canary}. Time is
 * counted in the canary's trips, two or three per millisecond on an idle machine, so the wait
 * becomes longer by itself on a busy one. A plain time-out is the last resort.
 *
 * <p>If the system lists the threads that want to run ({@link Runnables}), the kit does not give up
 * on a thread that only waits for a processor. While a correct echo server answers, a canary at
 * this pace makes at most one trip on an idle machine, and at most four with eight busy loops on
 * two processors.
 */
final class Quiescence {

    /**
     * Whether times are precise. Linux wakes a sleeping thread with a precision of 0.05 ms, and
     * acknowledges bytes immediately if it is asked to. Other systems take 1 ms to wake a thread,
     * and up to 200 ms to acknowledge.
     */
    static final boolean FINE = ScriptedPeer.QUICK_ACK;

    /** Pause between two trips, in nanoseconds. */
    private static final long PACE = TimeUnit.MICROSECONDS.toNanos(FINE ? 200 : 1_000);

    /** The longest pause between two trips, in nanoseconds: after the threads have run for long. */
    private static final long LONGEST_PAUSE = 16 * PACE;

    /** Trips without any change after which blocked threads count as stuck. */
    private static final int STUCK = FINE ? 60 : 300;

    /** The same if the kit has found the code stuck at exactly these places before. */
    private static final int STUCK_AGAIN = STUCK / 3;

    /** Trips after which everything that threads sent before they ended has been received. */
    private static final int ENDED = 15;

    /** Trips after which threads have had time to consume what was sent and to block again. */
    private static final int QUIET = 4;

    /** The same if the system shows that none of them wants to run. */
    private static final int QUIET_KNOWN = 2;

    /** The same if no thread has run at all since the test acted. */
    private static final int UNSTIRRED = FINE ? 15 : 25;

    /** Trips after which TCP would have continued to send bytes if it had only paused. */
    private static final int ON_ITS_WAY = FINE ? 6_000 : 2_500;

    /**
     * In a test that uses {@link #longTimeout()}: time without any change, in nanoseconds, after
     * which a wait for the network is not expected to end by itself. It is not counted in trips,
     * because a time-out ends by the clock, however fast this machine makes its trips.
     */
    private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(1_500);

    /**
     * Time without any change, in nanoseconds, after which the kit stops waiting for a thread that
     * sleeps.
     */
    private static final long ASLEEP = TimeUnit.MILLISECONDS.toNanos(2_500);

    /**
     * Time without any progress, in nanoseconds, after which the kit gives up, even on a wait that
     * would end by itself.
     */
    private static final long DRAWN_OUT = TimeUnit.SECONDS.toNanos(7);

    /** The same if the kit has found the code polling in vain before (sleep, look, sleep again). */
    private static final long DRAWN_OUT_AGAIN = TimeUnit.SECONDS.toNanos(2);

    /** The same if, in addition, the test only waits for the code to settle. */
    private static final long UNSETTLED_AGAIN = TimeUnit.MILLISECONDS.toNanos(400);

    /**
     * The same, in time-outs of the test, if the test has given the code a short time-out, and the
     * code keeps waking up and waiting again although its time is over.
     */
    private static final int TIMEOUTS_IN_VAIN = 8;

    /** The shortest such time, the first time and later. */
    private static final long IN_VAIN = TimeUnit.MILLISECONDS.toNanos(1_500);

    private static final long IN_VAIN_AGAIN = IN_VAIN / 3;

    /** How many times such code has been seen to wake up and wait again, at least. */
    private static final int WAKINGS = 5;

    /** The same if a test waits for a time-out to end. Many people choose ten seconds for one. */
    private static final long OUTLASTED = TimeUnit.SECONDS.toNanos(12);

    /** The shortest and the longest time that a test waits if time passes fast, in nanoseconds. */
    private static final long FAST_SHORTEST = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long FAST_LONGEST = TimeUnit.SECONDS.toNanos(4);

    private static final int FAST_TIMEOUTS = 3; // the kit does not notice code that gives up later

    /** Processor time without any progress after which a running thread counts as spinning. */
    private static final long SPINNING = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long SPINNING_AGAIN = SPINNING / 12;

    /** In any case, a wait ends this long after the last progress. */
    private static final long CAP = TimeUnit.SECONDS.toNanos(60);

    /**
     * In any case, a wait ends this long after it began. That is long, because a correct program
     * that reads single bytes is slow on a busy machine.
     */
    private static final long CAP_OF_ALL = TimeUnit.SECONDS.toNanos(150);

    /** The shortest and the longest time-out that a test gives to the code, in nanoseconds. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private static final int TRIPS_TO_TIME = 10; // to find out how busy the machine is

    private static final int TRIPS_TO_ANSWER = 100; // in a time-out, at the pace of the slowest

    private static final int FOREVER = 1_000_000_000; // milliseconds; a dozen days

    /** Time-outs without any change after which blocked threads count as stuck. */
    private static final int TIMEOUTS = 3;

    /** Places, in words, where the code that is being graded was found stuck in an earlier test. */
    private static final Set<String> FOUND_STUCK = ConcurrentHashMap.newKeySet();

    /** Places where the code kept sleeping while a test waited for it to settle. */
    private static final Set<String> FOUND_QUIET = ConcurrentHashMap.newKeySet();

    /** Places where the code slept, looked and slept again until the kit gave up. */
    private static final Set<String> FOUND_POLLING = ConcurrentHashMap.newKeySet();

    /** Places where the code waits with a time-out that is longer than any test waits for. */
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
    private boolean stoppedWaiting;
    private CodeUnderTest codeUnderTest;
    private long timeout; // that the test has given to the code, in nanoseconds; 0 if it gave none
    private boolean longTimeouts; // whether a longer wait counts as a wait without a time-out
    private volatile EchoingPeer echoing; // null in most tests
    private final List<ScriptedPeer> late = new CopyOnWriteArrayList<>(); // began to read late

    /**
     * @param progress a number that changes whenever something happens on the wire
     */
    Quiescence(LongSupplier progress) {
        this.progress = progress;
    }

    /**
     * Returns a time-out for the learner's code, in milliseconds. It is short, but long enough for
     * a peer of the test to answer at the machine's present speed. From now on no thread counts as
     * stuck before several such times have passed, because the stack of a {@code receive} or a
     * {@code select} does not show whether it has a time-out.
     */
    int shortTimeout() {
        long slowest = 0;
        for (int i = 0; i < TRIPS_TO_TIME; i++) {
            wokenWithin(PACE); // a thread that has slept must wait for a processor
            long start = System.nanoTime();
            Canary.shared().trip();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double crowd = system.getSystemLoadAverage() / system.getAvailableProcessors();
        long forTheCrowd = (long) (SHORTEST * (2 * crowd - 1)); // negative if the load is unknown
        long needed = Math.max(TRIPS_TO_ANSWER * slowest, forTheCrowd);
        timeout = Math.min(LONGEST, Math.max(SHORTEST, needed));
        return (int) TimeUnit.NANOSECONDS.toMillis(timeout);
    }

    /**
     * Prepares for a time-out of this length in a test in which nobody answers. Such a time-out
     * need not be longer on a busy machine.
     *
     * @return {@code millis}
     */
    int silentTimeout(int millis) {
        timeout = Math.max(SHORTEST, TimeUnit.MILLISECONDS.toNanos(millis));
        return millis;
    }

    /**
     * Returns a time-out for the learner's code, in milliseconds. It is so long that no test waits
     * for its end. From now on a thread that waits for the network with a time-out counts as stuck
     * when nothing has changed for longer than a short time-out takes.
     */
    int longTimeout() {
        longTimeouts = true;
        return FOREVER;
    }

    void watch(CodeUnderTest codeUnderTest) {
        this.codeUnderTest = codeUnderTest;
    }

    /**
     * From now on the kit does not give up while bytes are on their way between this peer and the
     * learner's code.
     */
    void watch(EchoingPeer echoing) {
        this.echoing = echoing;
    }

    /**
     * From now on the kit does not give up while bytes are on their way to this peer, which started
     * to read late.
     */
    void watch(ScriptedPeer late) {
        this.late.add(late);
    }

    /** Wakes a waiting test, because something has happened that it may be waiting for. */
    void wake() {
        lock.lock();
        try {
            wakeUps++;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the learner's threads are at rest; does nothing if the last wait gave up. */
    void rest() {
        if (!gaveUp) {
            settle();
        }
    }

    /**
     * Returns where the learner's threads are, if possible at a moment when all of them wait. A
     * thread that polls gets a little time to wait again; a thread that spins does not.
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

    /** Returns whether the last wait ended because a thread was spinning. */
    boolean sawSpinning() {
        return spinning;
    }

    /** Returns whether the learner's code acted although nothing but time had passed. */
    boolean sawStoppedWaiting() {
        return stoppedWaiting;
    }

    /** Waits until {@code done}; returns false if it gives up before that. */
    boolean await(BooleanSupplier done) {
        Watch watch = new Watch();
        boolean came = watch.until(done, false) || cameLate(done);
        if (!came) {
            watch.seen.forEach(place -> FOUND_STUCK.add(place.describe()));
        }
        return came;
    }

    /**
     * Checks once more when all threads are at rest. On a very busy machine, the awaited event may
     * happen at the moment when the kit gives up. The failure would then show the event that it
     * says is missing.
     */
    private boolean cameLate(BooleanSupplier done) {
        if (!spinning && !anySleeps()) {
            settle();
            gaveUp = !done.getAsBoolean();
        }
        return !gaveUp || done.getAsBoolean();
    }

    /**
     * Returns whether all living threads of the learner's code wait for something to happen; false
     * if one of them spins, or sleeps in order to look again later.
     */
    boolean comesToRest() {
        Watch watch = new Watch();
        boolean asleep = watch.until(this::anySleeps, false);
        gaveUp = true; // code that sleeps again and again never settles, so rest() must not wait
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
     * If a thread waits for the network with a time-out, waits until the time-out is over, so that
     * the test sees whether the code gives up then. Where the kit can make time pass fast, it waits
     * only in tests that have called {@link Wire#letTimePassFast()}.
     */
    void outlastTimeout() {
        if (FastTime.isAvailable()) {
            outlastFastTime();
            return;
        }
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

    /**
     * Waits until the longest wait of the code is over. Does nothing if time does not pass fast, or
     * if the code does not measure time.
     */
    private void outlastFastTime() {
        if (!FastTime.isFast() || !FastTime.isUsed()) {
            return;
        }
        long begun = System.nanoTime();
        long before = progress.getAsLong();
        int endings = codeUnderTest.endings();
        while (System.nanoTime() - begun < fastTimeToOutlast() && !stoppedWaiting) {
            wokenWithin(PACE);
            Canary.shared().trip();
            stoppedWaiting = progress.getAsLong() != before || codeUnderTest.endings() != endings;
        }
        settle();
    }

    /**
     * Returns for how long, in nanoseconds, a blocked thread does not count as stuck, because it
     * may have a time-out that its stack does not show.
     */
    private long timeToWait() {
        boolean fast = FastTime.isFast() && FastTime.isUsed();
        return Math.max(TIMEOUTS * timeout, fast ? fastTimeToOutlast() : 0);
    }

    private static long fastTimeToOutlast() {
        long needed = FAST_TIMEOUTS * FastTime.longestWait();
        return Math.min(FAST_LONGEST, Math.max(FAST_SHORTEST, needed));
    }

    private boolean mayBeOutlasted(Place place) {
        return place.waitsWithTimeout() && !FOUND_TIMED.contains(place.describe());
    }

    /** Waits until a call has ended, or is blocked in a wait that has no time-out. */
    void outlastTime(Call<?> call) {
        settle();
        new Watch().until(() -> call.done() || waitsForOthers(call.name()), false);
    }

    private boolean waitsForOthers(String who) {
        return codeUnderTest.places().stream()
                .anyMatch(place -> place.who().equals(who) && place.blocked() && !place.timed());
    }

    /** Waits until this time has passed, in milliseconds. */
    void letPass(int millis) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(millis)) {
            wokenWithin(PACE);
        }
    }

    /** Waits a moment for the learner's threads to end. The test has closed their peers before. */
    void windDown() {
        for (int trips = 0; trips < UNSTIRRED && !codeUnderTest.places().isEmpty(); trips++) {
            wokenWithin(PACE);
            Canary.shared().trip();
        }
    }

    /** Returns whether a thread of the learner's code keeps running although the test is over. */
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

    /**
     * Notes how much processor time the learner's threads have used, right before the test acts.
     */
    void mark() {
        cpuAtMark = codeUnderTest.cpu();
    }

    /**
     * Waits until the learner's threads have reacted to what the test did after the last {@link
     * #mark()} and are blocked again.
     */
    void settle() {
        new Watch().until(() -> false, true);
    }

    /** One wait. Remembers what it saw at the last look, and since when nothing has changed. */
    private final class Watch {
        private final long begun = System.nanoTime();
        private long progressAt = begun;
        private long seenProgress = progress.getAsLong();
        private int seenEndings = codeUnderTest.endings();
        private List<Place> seen = List.of();
        private long lookedAt = begun;
        private long busySince; // since when the threads have been running; 0 if they wait
        private long cpuAtProgress = -1;
        private long calm; // trips since the last change of any kind
        private long calmSince = System.nanoTime();
        private long barren; // trips since the last event on the wire or end of a thread
        private long barrenSince = begun;
        private int wakings; // looks since then that found a thread that had run and was at rest
        private boolean outlasts; // a test wants to see the end of a time-out
        private long spentAtLook; // processor time when unread was counted; 0 if it was not
        private long unread; // received bytes that nobody had read at that moment

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

        /**
         * Returns the pause before the next look. Each look slows down threads that work, so the
         * longer they work, the longer the pause.
         */
        private long pause(boolean settle) {
            long least = settle && soon() ? 0 : PACE;
            return busySince == 0
                    ? least
                    : Math.max(least, Math.min(LONGEST_PAUSE, (lookedAt - busySince) / 4));
        }

        private boolean drawnOut(boolean settle) {
            if (barren < STUCK || System.nanoTime() - barrenSince < patience(settle)) {
                return false;
            }
            seen.stream()
                    .filter(place -> place.doing() == Place.Doing.SLEEP || waitsInVain())
                    .forEach(place -> FOUND_POLLING.add(place.describe()));
            return true;
        }

        /** How long the kit waits for code that would go on by itself. */
        private long patience(boolean settle) {
            if (outlasts) {
                return OUTLASTED;
            }
            boolean again = seen.stream().anyMatch(p -> FOUND_POLLING.contains(p.describe()));
            long limit = !again ? DRAWN_OUT : settle ? UNSETTLED_AGAIN : DRAWN_OUT_AGAIN;
            return waitsInVain()
                    ? Math.min(
                            limit,
                            Math.max(TIMEOUTS_IN_VAIN * timeout, again ? IN_VAIN_AGAIN : IN_VAIN))
                    : limit;
        }

        /** Whether it wakes up and waits again in a test whose time-outs are short. */
        private boolean waitsInVain() {
            return timeout > 0 && wakings >= WAKINGS;
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
            if (atRest(now) && cpu(now) > cpu(seen)) {
                wakings++;
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
            wakings = 0;
            barrenSince = System.nanoTime();
        }

        private boolean calmFor(long nanos) {
            return calm > 0 && System.nanoTime() - calmSince >= nanos;
        }

        /**
         * Returns whether all threads are blocked until something happens. If a thread sleeps, this
         * is false for a while, because the thread will continue by itself.
         */
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
            boolean mayWait = !seen.isEmpty() && !calmFor(timeToWait());
            return (calm >= enough
                            && !timed
                            && !mayWait
                            && !Runnables.any()
                            && !isOnItsWay()
                            && !isPaused())
                    || drawnOut(settle)
                    || spinning;
        }

        private boolean isOnItsWay() {
            return calm < ON_ITS_WAY && echoing != null && echoing.isBeingServed(seen);
        }

        /**
         * Returns whether TCP may be making a pause: it may do so before it sends more bytes to a
         * peer that did not read for a while.
         */
        private boolean isPaused() {
            return calm < ON_ITS_WAY && late.stream().anyMatch(ScriptedPeer::isOwedBytes);
        }

        /**
         * Returns whether a thread runs without any progress. Code that reads single bytes, which
         * arrived long ago, makes progress. So this counts the unread bytes twice, half of the
         * processor time {@code enough} apart, and compares the numbers.
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

        /**
         * Returns whether a few more trips will show that the threads which have run are at rest
         * again.
         */
        private boolean soon() {
            return calm < QUIET_KNOWN && stirred() && Runnables.known();
        }

        /**
         * Returns whether a thread has run since the mark, and so has noticed what the test did. If
         * no thread is left, none has to notice it. Then {@link Runnables} shows whether a peer of
         * the test still has to receive what the threads sent.
         */
        private boolean stirred() {
            return cpu(seen) != cpuAtMark || seen.isEmpty() && Runnables.known();
        }

        /** Returns whether this wait has a time-out that may be over soon. */
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

    /** Waits for {@link #wake()}, at most for this time; returns whether it was called. */
    private boolean wokenWithin(long nanos) {
        return wokenWithin(nanos, wakeUps());
    }

    /**
     * @param heard the number of wake-ups that the caller has already noticed
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
