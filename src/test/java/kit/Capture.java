package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import workbook.worker.PausePoints;
import workbook.worker.RunawayGuard;

/**
 * Keeps what is printed during one test. A learner who prints more than 1 MB, or goes on printing
 * when the test is over, has the printing thread ended.
 */
final class Capture {

    /** What a step that prints begins with. */
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
     * Takes in what is printed until {@link #end()}.
     *
     * @param group the threads that may print, beside those of all tests
     * @param heard run after each piece that was printed
     */
    Capture(ThreadGroup group, Runnable heard) {
        this.group = group;
        this.heard = heard;
        install();
        current = this;
    }

    /** Once for all tests: a learner may keep System.out in a constant. */
    private static synchronized void install() {
        if (!installed) {
            installed = true;
            PrintStream stream = new PrintStream(new Switch(), true, UTF_8);
            System.setOut(stream);
            System.setErr(stream);
        }
    }

    /** From now on each print is a step before which its thread may be held. */
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
            installed = false; // the stream was left in the middle of a print: the next is new
        }
    }

    /** Leads what is printed to the test that is going on. */
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

    /** Ends a thread that prints without end. */
    static final class Flood extends Error {
        Flood() {
            super("it printed more than 1 MB");
        }
    }
}
