package workbook.cli;

import workbook.catalogue.UsageError;
import workbook.wire.Visible;

/**
 * What is done once when a command ends, in whatever way: at its end, by a key, or by a signal.
 * Whoever comes second waits until it is done.
 */
final class Ending implements AutoCloseable {

    private final Runnable last;
    private final Thread hook = new Thread(this::runAtLast, "ending");
    private boolean done;

    Ending(Runnable last) {
        this.last = last;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private synchronized void run() {
        if (!done) {
            done = true;
            last.run();
        }
    }

    /** When the program is ended from outside, nobody else says what went wrong. */
    private void runAtLast() {
        try {
            run();
        } catch (UsageError e) {
            System.err.println(Visible.lines(e.getMessage()));
        }
    }

    @Override
    public void close() {
        run();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running, or has run
        }
    }
}
