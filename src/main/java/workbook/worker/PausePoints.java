package workbook.worker;

/**
 * The calls that a worker inserts before each step of the learner's code that another thread may
 * notice. A test that steers threads learns of each step and may hold the thread there. In other
 * tests, a step costs one read of a field.
 */
public final class PausePoints {

    private static volatile Listener listener; // null: nobody steers

    private PausePoints() {}

    /** Told of each step, by the thread that is about to do it, before it does. */
    public interface Listener {

        /**
         * @param step what is done next, and where: {@code ServerSocket.accept() at
         *     UppercaseServer.java:34}
         */
        void reached(String step);
    }

    /** From now on this one is told; null for nobody. */
    public static void tell(Listener listener) {
        PausePoints.listener = listener;
    }

    /** Called in front of each step. */
    public static void reached(String step) {
        Listener told = listener;
        if (told != null) {
            told.reached(step);
        }
    }
}
