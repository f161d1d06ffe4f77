package lesson24_jim_chat;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Given: threads to work for clients. */
final class Threads {

    private Threads() {}

    /** {@code virtual}, {@code platform}, or {@code best}: virtual ones where there are any. */
    static ExecutorService named(String kind) {
        return switch (kind) {
            case "best" -> best();
            case "platform" -> Executors.newCachedThreadPool();
            case "virtual" -> virtual();
            default -> throw new IllegalArgumentException("no such threads: " + kind);
        };
    }

    /** Has them work for a client; closes it if they have come to their end a moment ago. */
    static void attend(ExecutorService threads, Runnable work, Closeable client)
            throws IOException {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            client.close();
        }
    }

    private static ExecutorService best() {
        try {
            return virtual();
        } catch (IllegalArgumentException e) {
            return Executors.newCachedThreadPool();
        }
    }

    /** They came with Java 21; this code is for 17 too, so it cannot just call the method. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("this Java has no virtual threads", e);
        }
    }
}
