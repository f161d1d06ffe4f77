package workbook.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Receives reports of the graders. In a worker JVM, the reports reach the tool. Under Maven or an
 * IDE, last words are printed, and runaway threads keep running.
 */
public abstract class Host {

    private static volatile Host current =
            new Host() {
                @Override
                protected void lastWords(String text) {
                    System.err.println(text);
                }

                @Override
                protected void runaway() {
                    // here, the process ends all its threads when the test run ends
                }
            };

    private static final List<Runnable> FORGETTING = new CopyOnWriteArrayList<>();

    /**
     * Registers an action that runs before code of another submission is graded in this process.
     */
    public static void beforeOtherCode(Runnable forget) {
        FORGETTING.add(forget);
    }

    /** Runs the registered actions, because code of another submission is graded next. */
    static void forget() {
        FORGETTING.forEach(Runnable::run);
    }

    /** Sets the host of this process. */
    static void become(Host host) {
        current = host;
    }

    /**
     * Reports that the learner's code is about to end the process.
     *
     * @param text where and how
     */
    public static void sayLastWords(String text) {
        current.lastWords(text);
    }

    /** Reports that a thread of the learner's code keeps running after its test. */
    public static void reportRunaway() {
        current.runaway();
    }

    protected abstract void lastWords(String text);

    protected abstract void runaway();
}
