package workbook.conform;

import java.io.IOException;

/** Waits for a moment before the next poll. */
final class Pause {

    private static final long MOMENT = 2; // ms

    private Pause() {}

    /**
     * Waits for a moment.
     *
     * @throws IOException if this thread is interrupted
     */
    static void shortly() throws IOException {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
