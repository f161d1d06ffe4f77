package kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Finds what the learner's code leaves behind: listeners, threads, sockets. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Fails if anything is left, and names it.
     *
     * @param listens whether a listener is still bound
     * @param when the moment after which nothing may be left, in words
     */
    static void check(Wire wire, BooleanSupplier listens, String when) {
        awaitThreads(wire);
        wire.quiescence().await(() -> !listens.getAsBoolean());
        wire.quiescence().await(() -> wire.socketsLeft() == 0);
        List<String> left = new ArrayList<>();
        if (listens.getAsBoolean()) {
            left.add("a listener that is still bound");
        }
        count(left, wire.codeUnderTest().places().size(), "thread");
        count(left, wire.socketsLeft(), "open socket");
        checkNothing(wire, left, when);
        checkSettings(wire);
    }

    /**
     * Fails if a thread is left. Sockets do not count.
     *
     * @param when the moment after which no thread may be left, in words
     */
    static void checkThreads(Wire wire, String when) {
        awaitThreads(wire);
        List<String> left = new ArrayList<>();
        count(left, wire.codeUnderTest().places().size(), "thread");
        checkNothing(wire, left, when);
    }

    private static void awaitThreads(Wire wire) {
        wire.quiescence().await(() -> wire.codeUnderTest().places().isEmpty());
    }

    private static void checkNothing(Wire wire, List<String> left, String when) {
        if (!left.isEmpty()) {
            throw unmet(wire, Expectation.Kind.LEFT, "nothing left behind " + when, left);
        }
    }

    /** Fails if the learner's code has changed a setting of the whole program. */
    static void checkSettings(Wire wire) {
        if (!wire.settingsChanged().isEmpty()) {
            throw unmet(
                    wire,
                    Expectation.Kind.SETTINGS,
                    "the settings of the whole program as they were",
                    wire.settingsChanged());
        }
    }

    private static Failure unmet(
            Wire wire, Expectation.Kind kind, String expected, List<String> was) {
        return wire.failure(Expectation.of(kind, expected, String.join(", ", was)));
    }

    private static void count(List<String> left, int n, String what) {
        if (n > 0) {
            left.add(n + " " + what + (n == 1 ? "" : "s"));
        }
    }
}
