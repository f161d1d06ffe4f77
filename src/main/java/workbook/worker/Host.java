package workbook.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the graders tell the process that they run in. In a worker JVM it reaches the tool; under
 * Maven or an IDE last words are printed and runaways are let run.
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

    /** Has this run before other code is graded in the same process. */
    public static void beforeOtherCode(Runnable forget) {
        FORGETTING.add(forget);
    }

    /** Other code is graded next: whatever was noted of the code before is forgotten. */
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

    /** The test that ends now leaves a thread of the learner's behind that runs without end. */
    public static void reportRunaway() {
        current.runaway();
    }

    protected abstract void lastWords(String text);

    protected abstract void runaway();
}
