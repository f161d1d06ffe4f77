package workbook.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes reports from the graders for the process that they run in. In a worker JVM, the reports
 * reach the tool. Under Maven or an IDE, last words are printed and runaway threads go on running.
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
                    // a test run of its own ends all its threads when it ends
                }
            };

    private static final List<Runnable> FORGETTING = new CopyOnWriteArrayList<>();

    /** Registers an action that runs before other code is graded in the same process. */
    public static void beforeOtherCode(Runnable forget) {
        FORGETTING.add(forget);
    }

    /** Forgets what was noted about the graded code, because other code is graded next. */
    static void forget() {
        FORGETTING.forEach(Runnable::run);
    }

    /** The host of this process. */
    static void become(Host host) {
        current = host;
    }

    /** The learner's code is about to end the process: says where and how. */
    public static void sayLastWords(String text) {
        current.lastWords(text);
    }

    /**
     * Reports that the test that ends now leaves behind a thread of the learner's that keeps
     * running.
     */
    public static void reportRunaway() {
        current.runaway();
    }

    protected abstract void lastWords(String text);

    protected abstract void runaway();
}
