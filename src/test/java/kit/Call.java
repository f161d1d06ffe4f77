package kit;

import java.util.concurrent.Callable;

/**
 * One call of the learner's code, on a thread of its own: a client's method, a server's {@code
 * serve()}.
 */
public final class Call<T> {

    private final Wire wire;
    private final String name;
    private final Runnable ended;
    private volatile boolean done;
    private volatile T result;
    private volatile Throwable thrown;
    private volatile long nanosTaken;

    Call(Wire wire, String name, Runnable ended) {
        this.wire = wire;
        this.name = name;
        this.ended = ended;
    }

    void run(Callable<T> work) {
        long start = System.nanoTime();
        try {
            result = work.call();
        } catch (Throwable t) { // whatever it is, it is the learner's, and it is reported
            thrown = t;
        } finally {
            nanosTaken = System.nanoTime() - start;
            done = true;
            ended.run();
        }
    }

    Wire wire() {
        return wire;
    }

    String name() {
        return name;
    }

    boolean done() {
        return done;
    }

    Throwable thrown() {
        return thrown;
    }

    /** What it has returned; null until it is done, and if it has thrown. */
    public T result() {
        return result;
    }

    /** How long it has taken; 0 until it is done. */
    long nanosTaken() {
        return nanosTaken;
    }

    /** {@code serve() has returned}, {@code serve() ended with …}. */
    String describe() {
        if (Thrown.isToDo(thrown)) {
            return Thrown.describe(thrown);
        }
        return thrown == null ? name + " has returned" : name + " " + Thrown.describe(thrown);
    }
}
