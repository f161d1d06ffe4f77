package kit;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A thread that makes calls of the learner's code, one after another. A new thread for each call
 * would take a large part of a test's time.
 */
final class Caller {

    private static final long A_SECOND = 1000; // ms

    private final BlockingQueue<Runnable> next = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Call<?> call; // the last one
    private volatile boolean dismissed;

    Caller(ThreadGroup group) {
        thread = new Thread(group, this::callAll);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the call that it makes now, or has made last; null before the first one. */
    Call<?> call() {
        return call;
    }

    /** Returns whether its call is still running. */
    boolean busy() {
        return call != null && !call.done();
    }

    boolean alive() {
        return thread.isAlive();
    }

    boolean is(Thread other) {
        return thread == other;
    }

    /** Makes this call. The previous call must have ended. */
    void make(Call<?> call, Runnable work) {
        this.call = call;
        thread.setName(call.name());
        next.add(work);
    }

    /**
     * Ends the thread: immediately if it is idle, otherwise when its call ends. {@code
     * CodeUnderTest} interrupts that call.
     */
    void dismiss() {
        dismissed = true;
        if (busy()) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(A_SECOND); // so that its group is empty when the next test looks for one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void callAll() {
        try {
            while (!dismissed) {
                next.take().run();
                Thread.interrupted(); // an interruption belongs to one call, not to the next
            }
        } catch (InterruptedException e) {
            // dismissed
        }
    }
}
