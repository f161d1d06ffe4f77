package workbook.worker;

/**
 * The call that a worker inserts before each step of the learner's code that another thread may
 * notice. A test that controls threads registers a listener, which gets each step and may block the
 * thread there. In other tests, a step costs one read of a field.
 */
public final class PausePoints {

    private static volatile Listener listener; // null if no test controls threads

    private PausePoints() {}

    /** Receives each step. The thread that is about to do the step calls it. */
    public interface Listener {

        /**
         * @param step the next step, and its place: {@code ServerSocket.accept() at
         *     UppercaseServer.java:34}
         */
        void reached(String step);
    }

    /** Sets the listener for all further steps; null removes it. */
    public static void tell(Listener listener) {
        PausePoints.listener = listener;
    }

    /** Passes a step to the listener. The learner's code calls this before each step. */
    public static void reached(String step) {
        Listener told = listener;
        if (told != null) {
            told.reached(step);
        }
    }
}
