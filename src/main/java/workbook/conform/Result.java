package workbook.conform;

import java.time.Duration;
import java.util.List;

/**
 * The result of a case.
 *
 * @param crossed what crossed until the end or the failure
 * @param failure the first failure; null if everything was as expected
 * @param aftermath the state of the server after the case
 */
public record Result(
        Script script, List<Crossed> crossed, Failure failure, Aftermath aftermath, Duration took) {

    /** The state of the server, as a client sees it that connects after the case. */
    public enum Aftermath {
        /** It responds, or it has never responded to any client. */
        FINE("the server goes on serving"),
        /** The server does not accept connections any more. */
        NOT_LISTENING("nobody is listening"),
        /** It accepts connections, but does not respond to a presence any more. */
        SILENT("the server responds to nobody");

        private final String words;

        Aftermath(String words) {
            this.words = words;
        }

        /** Returns the words that describe it to the user. */
        public String words() {
            return words;
        }
    }

    /** Returns whether everything was as expected, and the server still serves. */
    public boolean passed() {
        return failure == null && aftermath == Aftermath.FINE;
    }

    Result with(Aftermath seen) {
        return new Result(script, crossed, failure, seen, took);
    }

    /** Returns whether the server sent anything. */
    boolean answered() {
        return crossed.stream().anyMatch(one -> !one.sent());
    }

    /** Returns whether not even the first client could connect. */
    public boolean neverBegan() {
        return failure != null && crossed.isEmpty();
    }

    /**
     * Something that went from a client to the server, or back.
     *
     * @param sent whether the client sent it
     * @param bytes the first bytes, as many as are worth showing
     * @param count the number of all bytes
     * @param words the action if it is not bytes; empty otherwise
     */
    public record Crossed(String peer, boolean sent, byte[] bytes, int count, String words) {}

    /**
     * The expectation that failed, and what came instead.
     *
     * @param line the line in the case's file
     */
    public record Failure(int line, String peer, String expected, String was) {}
}
