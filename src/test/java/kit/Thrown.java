package kit;

import workbook.worker.Leash;

/** Puts an exception of the learner's code into words. */
final class Thrown {

    private Thrown() {}

    /** {@code ended with SocketException: Connection reset at UppercaseServer.java:41}. */
    static String describe(Throwable thrown) {
        String at =
                LearnerCode.in(thrown.getStackTrace())
                        .map(frame -> " at " + LearnerCode.at(frame))
                        .orElse("");
        if (thrown instanceof Leash.Exit) {
            return "is at its end: " + thrown.getMessage() + at;
        }
        if (isToDo(thrown)) {
            return "not written yet: " + thrown.getMessage() + at;
        }
        if (thrown instanceof Capture.Flood) {
            return "was stopped: it printed more than 1 MB" + at;
        }
        if (thrown instanceof OutOfMemoryError) {
            return "used all the memory there is ("
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB)"
                    + at;
        }
        return "ended with " + words(thrown) + at;
    }

    static String words(Throwable thrown) {
        if (thrown instanceof Capture.Flood || thrown instanceof Leash.Exit) {
            return thrown.getMessage();
        }
        String type = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    }

    static boolean isToDo(Throwable thrown) {
        return thrown instanceof UnsupportedOperationException
                && thrown.getMessage() != null
                && thrown.getMessage().startsWith("TODO");
    }
}
