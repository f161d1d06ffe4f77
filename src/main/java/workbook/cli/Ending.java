package workbook.cli;

import workbook.catalogue.UsageError;
import workbook.wire.Visible;

/**
 * Runs a task once when a command ends, whether it returns, the user presses a key, or a signal
 * arrives. If two threads end the command, the second waits until the task is done.
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

    /**
     * Runs the task in the shutdown hook. Prints an error here, because nothing else would print
     * it.
     */
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
            // the hook is running, or has run
        }
    }
}
