package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import workbook.worker.PausePoints;
import workbook.worker.RunawayGuard;

/**
 * Keeps what is printed during one test. If the learner's code prints more than 1 MB, or still
 * prints when the test is over, the kit throws a {@link Flood} in the printing thread, which ends
 * the thread.
 */
final class Capture {

    /** How the text of a step that prints begins. */
    static final String PRINT = "the print";

    private static final int LIMIT = 1 << 20;
    private static final PrintStream OUT = System.out;

    private static volatile Capture current;
    private static boolean installed;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ThreadGroup group;
    private final Runnable heard;
    private boolean flooded;
    private volatile boolean pausing;

    /**
     * Starts to capture what is printed, until {@link #end()}.
     *
     * @param group the threads that may print, besides those that all tests share
     * @param heard run after each print
     */
    Capture(ThreadGroup group, Runnable heard) {
        this.group = group;
        this.heard = heard;
        install();
        current = this;
    }

    /**
     * Replaces the standard streams once for all tests: the learner's code may keep System.out in a
     * constant.
     */
    private static synchronized void install() {
        if (!installed) {
            installed = true;
            PrintStream stream = new PrintStream(new Switch(), true, UTF_8);
            System.setOut(stream);
            System.setErr(stream);
        }
    }

    /** From now on each print is a step: a test may hold the thread before it. */
    void pause() {
        pausing = true;
    }

    private synchronized void keep(byte[] bytes, int offset, int length) {
        flooded |= printed.size() + length > LIMIT;
        if (flooded) {
            throw new Flood();
        }
        printed.write(bytes, offset, length);
    }

    synchronized String text() {
        return printed.toString(UTF_8);
    }

    void end() {
        current = null;
        if (flooded) {
            installed = false; // the error cut a print short: the next test gets a new stream
        }
    }

    /** Passes what is printed to the test that is running. */
    private static final class Switch extends OutputStream {

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Capture capture = current;
            Thread thread = Thread.currentThread();
            ThreadGroup group = thread.getThreadGroup();
            boolean ofAll = RunawayGuard.isOfAll(thread);
            boolean theirs = ofAll || group != null && group.getName().equals(CodeUnderTest.GROUP);
            boolean dismissed = !ofAll && RunawayGuard.isDismissed(thread); // a virtual one
            if (dismissed || theirs && (capture == null || !ofAll && capture.group != group)) {
                throw new Flood(); // its own test is over
            }
            if (capture == null) {
                OUT.write(bytes, offset, length);
                return;
            }
            if (capture.pausing) {
                PausePoints.reached(
                        LearnerCode.in(thread.getStackTrace())
                                .map(frame -> PRINT + " at " + LearnerCode.at(frame))
                                .orElse(PRINT));
            }
            capture.keep(bytes, offset, length);
            capture.heard.run();
        }
    }

    /** Ends a thread that prints too much, or prints after its test is over. */
    static final class Flood extends Error {
        Flood() {
            super("it printed more than 1 MB");
        }
    }
}
