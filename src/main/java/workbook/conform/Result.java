package workbook.conform;

import java.time.Duration;
import java.util.List;

/**
 * How a case went.
 *
 * @param crossed what crossed until then
 * @param failure null if it passed
 */
public record Result(Script script, List<Crossed> crossed, Failure failure, Duration took) {

    /** Whether all came as expected. */
    public boolean passed() {
        return failure == null;
    }

    /** Whether the server sent anything. */
    boolean answered() {
        return crossed.stream().anyMatch(one -> !one.sent());
    }

    /**
     * What went from a client to the server, or back.
     *
     * @param sent whether the client sent it
     * @param bytes as many as are worth showing
     * @param count how many they are
     * @param words what it is if it is not bytes; empty otherwise
     */
    public record Crossed(String peer, boolean sent, byte[] bytes, int count, String words) {}

    /**
     * What was wrong.
     *
     * @param line of the case's file
     */
    public record Failure(int line, String peer, String expected, String was) {}
}
