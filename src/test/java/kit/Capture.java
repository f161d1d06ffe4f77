package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Keeps what is printed during one test. A learner who prints more than 1 MB, or goes on printing
 * when the test is over, has the printing thread ended.
 */
final class Capture extends OutputStream {

    private static final int LIMIT = 1 << 20;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Runnable heard;
    private boolean over;

    /**
     * Takes the place of standard output and standard error until {@link #restore()}.
     *
     * @param heard run after each piece that was printed
     */
    Capture(Runnable heard) {
        this.heard = heard;
        System.setOut(new PrintStream(this, true, UTF_8));
        System.setErr(new PrintStream(this, true, UTF_8));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        synchronized (this) {
            if (over || printed.size() + length > LIMIT) {
                throw new Flood();
            }
            printed.write(bytes, offset, length);
        }
        heard.run();
    }

    synchronized String text() {
        return printed.toString(UTF_8);
    }

    synchronized void restore() {
        over = true;
        System.setOut(out);
        System.setErr(err);
    }

    /** Ends a thread that prints without end. */
    static final class Flood extends Error {
        Flood() {
            super("it printed more than 1 MB");
        }
    }
}
