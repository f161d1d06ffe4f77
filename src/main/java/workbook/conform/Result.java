package workbook.conform;

import java.time.Duration;
import java.util.List;

/**
 * How a case went.
 *
 * @param crossed what crossed until then
 * @param failure null if all came as expected
 * @param aftermath whether the server goes on serving
 */
public record Result(
        Script script, List<Crossed> crossed, Failure failure, Aftermath aftermath, Duration took) {

    /** What has become of the server, seen by a client that connects after the case. */
    public enum Aftermath {
        /** It responds, or it has never responded to anybody. */
        FINE("the server goes on serving"),
        /** Nobody accepts connections any more. */
        NOT_LISTENING("nobody is listening"),
        /** It accepts connections, but does not respond to a presence any more. */
        SILENT("the server responds to nobody");

        private final String words;

        Aftermath(String words) {
            this.words = words;
        }

        /** The same for people. */
        public String words() {
            return words;
        }
    }

    /** Whether all came as expected, and the server goes on serving. */
    public boolean passed() {
        return failure == null && aftermath == Aftermath.FINE;
    }

    Result with(Aftermath seen) {
        return new Result(script, crossed, failure, seen, took);
    }

    /** Whether the server sent anything. */
    boolean answered() {
        return crossed.stream().anyMatch(one -> !one.sent());
    }

    /** Whether not even the first client was let in. */
    public boolean neverBegan() {
        return failure != null && crossed.isEmpty();
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
