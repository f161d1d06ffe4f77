package workbook.worker;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The time-out that the learner's code has set for a socket, by {@link LedTime}. Only closing the
 * socket could wake a thread that waits for the network, so the thread waits for a few milliseconds
 * at a time. Meanwhile the time-out of the socket itself is as short as that.
 */
final class SoTimeout {

    private static final int SLICE = 5; // ms

    private static final Map<Object, SoTimeout> OF_SOCKETS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private volatile int millis; // 0: none
    private volatile int threads; // that wait now

    private SoTimeout() {}

    interface Getter {
        int get() throws IOException;
    }

    interface Setter {
        void set(int millis) throws IOException;
    }

    interface Call<T> {
        T run() throws IOException;
    }

    static SoTimeout of(Object socket) {
        return OF_SOCKETS.computeIfAbsent(socket, key -> new SoTimeout());
    }

    /** Sets the time-out. A call that goes on keeps the one with which it began. */
    void set(int millis, Setter setter) throws IOException {
        if (millis < 0 || threads == 0) {
            setter.set(millis); // may throw
        }
        this.millis = millis;
    }

    int get(Getter getter) throws IOException {
        return threads > 0 ? millis : getter.get();
    }

    /** Whether calls need {@link #run}. */
    boolean isSet() {
        return millis > 0 || threads > 0;
    }

    /** Calls a socket until the call has ended by itself, or the time-out is over. */
    <T> T run(Setter setter, Call<T> call) throws IOException {
        if (!begin()) {
            return call.run();
        }
        long time = millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis);
        LedWait wait = LedTime.begin(time, () -> {}); // it looks at the time by itself
        try {
            while (true) {
                try {
                    trySet(setter, (int) Math.max(1, Math.min(SLICE, wait.leftMillis())));
                    return call.run();
                } catch (SocketTimeoutException e) {
                    if (wait.left() <= 0) {
                        throw e;
                    }
                }
            }
        } finally {
            wait.end();
            if (end()) {
                trySet(setter, millis);
            }
        }
    }

    private static void trySet(Setter setter, int millis) {
        try {
            setter.set(millis);
        } catch (IOException e) {
            // closed, as the call itself says
        }
    }

    /**
     * Returns whether the current thread has to wait by this clock. A virtual one need not: its
     * looks at the time would show as processor time of all virtual threads.
     */
    private synchronized boolean begin() {
        boolean own = millis > 0 && !RunawayGuard.isVirtual(Thread.currentThread());
        boolean begins = threads > 0 || own;
        threads += begins ? 1 : 0;
        return begins;
    }

    /** Returns whether no other thread waits. */
    private synchronized boolean end() {
        threads--;
        return threads == 0;
    }
}
