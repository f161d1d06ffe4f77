package lesson24_jim_chat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
