package kit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One call of the learner's code, on a thread of its own: a client's method, a server's {@code
 * serve()}.
 */
public final class Call<T> {

    private static final int LONGEST = 60; // characters of a name

    /**
     * How the name of a finding begins: a fact that the test finds out, not a method that it calls.
     */
    private static final List<String> FINDINGS =
            List.of("the ", "what ", "who ", "whether ", "how many ");

    private final Wire wire;
    private final String name;
    private final Runnable ended;
    private volatile boolean done;
    private volatile T result;
    private volatile Throwable thrown;
    private volatile long nanosTaken;
    private volatile boolean accepted;

    Call(Wire wire, String name, Runnable ended) {
        this.wire = wire;
        this.name = shortened(name);
        this.ended = ended;
    }

    /**
     * Shortens a name that contains a long argument: keeps the beginning and the last two
     * characters.
     */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST))
                        + "…"
                        + name.substring(name.length() - 2);
    }

    void run(Callable<T> work) {
        long start = System.nanoTime();
        try {
            result = work.call();
        } catch (Throwable t) { // whatever it is, it is the learner's, and it is reported
            thrown = Thrown.asked(t);
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

    /** Returns the value of the call; null while the call runs, and null if it has thrown. */
    public T result() {
        return result;
    }

    /** Notes that the test expected the exception that this call threw. */
    void accept() {
        accepted = true;
    }

    /** Returns whether the test expected the exception that this call threw. */
    boolean accepted() {
        return accepted;
    }

    /** Returns how long the call took, in nanoseconds; 0 until it has ended. */
    long nanosTaken() {
        return nanosTaken;
    }

    /**
     * Describes how the call ended: {@code serve() has returned}, {@code next() has returned
     * "hello"}, {@code serve() ended …}, {@code the clients accepted: 3}.
     */
    String describe() {
        if (Thrown.isToDo(thrown)) {
            return Thrown.describe(thrown);
        }
        if (thrown != null) {
            return name + " " + Thrown.describe(thrown);
        }
        String value = returned();
        return name + (isFinding() && !value.isEmpty() ? ":" : " has returned") + value;
    }

    /** Returns whether this is a finding about the learner's code, and not a call of a method. */
    boolean isFinding() {
        return FINDINGS.stream().anyMatch(name::startsWith);
    }

    /**
     * Returns the value as text if its type is a plain one. Otherwise returns an empty text,
     * because only the learner's own code, such as a {@code toString()}, could describe the value.
     */
    private String returned() {
        if (result instanceof Enum<?> constant) {
            return " " + constant.name();
        }
        if (result instanceof List<?> list && list.getClass().getClassLoader() == null) {
            List<Object> copy = Arrays.asList(list.toArray()); // safe: the list is one of Java's
            return copy.stream().allMatch(Call::isPlain) ? " " + Expectation.quote(copy) : "";
        }
        return isPlain(result) ? " " + Expectation.quote(result) : "";
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean;
    }
}
