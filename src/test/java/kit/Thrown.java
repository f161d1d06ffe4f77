package kit;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.Set;
import workbook.wire.Visible;
import workbook.worker.RunawayGuard;
import workbook.worker.Shortened;

/** Puts an exception of the learner's code into words. */
final class Thrown {

    private static final int SHOWN = 1_000; // characters of a message

    private static final Set<Class<?>> MADE_ON_PURPOSE =
            Set.of(
                    IllegalArgumentException.class,
                    IllegalStateException.class,
                    NoSuchElementException.class);

    /**
     * Exceptions that Java throws for an error in the code, and that hardly any program throws on
     * purpose.
     */
    private static final Set<Class<?>> BUGS =
            Set.of(
                    NullPointerException.class,
                    IndexOutOfBoundsException.class,
                    NegativeArraySizeException.class,
                    ArithmeticException.class,
                    ClassCastException.class,
                    ConcurrentModificationException.class,
                    StackOverflowError.class);

    private Thrown() {}

    /**
     * Describes how an exception ended a call: {@code ended with SocketException: Connection reset
     * at UppercaseServer.java:41}.
     */
    static String describe(Throwable thrown) {
        String at =
                LearnerCode.in(thrown.getStackTrace())
                        .map(frame -> " at " + LearnerCode.at(frame))
                        .orElse("");
        if (thrown instanceof RunawayGuard.Exit) {
            return "was stopped: " + thrown.getMessage() + at;
        }
        if (thrown instanceof RunawayGuard.Refused) {
            return "was stopped: " + thrown.getMessage() + at;
        }
        if (isToDo(thrown)) {
            return "not written yet: " + thrown.getMessage() + at;
        }
        if (thrown instanceof Capture.Flood) {
            return "was stopped: it printed more than 1 MB" + at;
        }
        if (thrown instanceof RunawayGuard.Crowd) {
            return "was stopped: " + thrown.getMessage() + at;
        }
        if (thrown instanceof OutOfMemoryError && words(thrown).contains("native thread")) {
            return "was stopped: it started more threads than this computer allows" + at;
        }
        if (thrown instanceof OutOfMemoryError) {
            return "used all the available memory ("
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB)"
                    + at;
        }
        return "ended with " + words(thrown) + at;
    }

    static String words(Throwable thrown) {
        if (isOfTheKit(thrown)) {
            return thrown.getMessage();
        }
        String type = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return message == null ? type : type + ": " + Visible.line(Shortened.of(message, SHOWN));
    }

    /**
     * Returns the exception, or the one that its {@code getMessage()} throws, because its class may
     * be the learner's. Called on the learner's thread, in case {@code getMessage()} never returns.
     */
    static Throwable asked(Throwable thrown) {
        try {
            thrown.getMessage();
            return thrown;
        } catch (Throwable itsOwn) {
            return itsOwn;
        }
    }

    /**
     * Returns whether the learner's code went wrong by itself: with an error, or with an unchecked
     * exception from one of its lines. An {@code IllegalArgumentException} or the like that it
     * creates itself does not count, because the page may ask for it.
     */
    static boolean isOwn(Throwable thrown) {
        if (thrown == null || isToDo(thrown) || isOfTheKit(thrown)) {
            return false;
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown instanceof Error
                || thrown instanceof RuntimeException
                        && LearnerCode.in(stack).isPresent()
                        && !(MADE_ON_PURPOSE.contains(thrown.getClass())
                                && LearnerCode.wrote(stack[0]));
    }

    /**
     * Returns whether the exception shows an error in the learner's code, and was not thrown to end
     * a thread on purpose.
     */
    static boolean isBug(Throwable thrown) {
        return BUGS.stream().anyMatch(type -> type.isInstance(thrown))
                && LearnerCode.in(thrown.getStackTrace()).isPresent();
    }

    /**
     * Words the exception as a likely cause: {@code serve() ended with NullPointerException at
     * X.java:41. Start with that line: …}.
     */
    static String asCause(Throwable thrown, String what) {
        String type = thrown.getClass().getSimpleName();
        String at =
                LearnerCode.in(thrown.getStackTrace())
                        .map(frame -> " at " + LearnerCode.at(frame))
                        .orElse("");
        String start = at.isEmpty() ? "Start with it" : "Start with that line";
        return what + " ended with " + type + at + ". " + start + ": it may have caused the rest.";
    }

    private static boolean isOfTheKit(Throwable thrown) {
        return thrown instanceof Capture.Flood
                || thrown instanceof RunawayGuard.Exit
                || thrown instanceof RunawayGuard.Refused
                || thrown instanceof RunawayGuard.Crowd;
    }

    static boolean isToDo(Throwable thrown) {
        return thrown instanceof UnsupportedOperationException
                && thrown.getMessage() != null
                && thrown.getMessage().startsWith("TODO");
    }
}
