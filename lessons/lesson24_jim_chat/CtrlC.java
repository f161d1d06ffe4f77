package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;

/** Given: what happens when somebody ends the program from outside. */
final class CtrlC {

    private static final long LONGEST = 10_000; // ms

    private CtrlC() {}

    /** Closes the server then. Waits for that, but only for a limited time. */
    static void closes(Closeable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    }

    private static void close(Closeable server) {
        Thread closing =
                new Thread(
                        () -> {
                            try {
                                server.close();
                            } catch (IOException e) {
                                Log.error(e.getMessage());
                            }
                        });
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LONGEST);
        } catch (InterruptedException e) {
            // then at once
        }
    }
}
