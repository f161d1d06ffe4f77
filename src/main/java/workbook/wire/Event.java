package workbook.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One thing that happened on the wire or at one of its ends.
 *
 * @param from the party that caused it: {@code client}, {@code server}, {@code client 2}
 * @param to the party at the other end; empty if nothing crossed the wire
 * @param bytes the data that was carried or lost, or the text that was printed or noted, in UTF-8.
 *     For {@code REFUSED}: the operating system's reason if the client could not reach the server
 *     at all. Otherwise empty.
 */
public record Event(Kind kind, String from, String to, byte[] bytes) {

    /**
     * Begins the label of a client that could not reach the server. The system's reason follows.
     */
    public static final String UNREACHED = "does not reach the server: ";

    private static final int AROUND = 3; // columns that the quotes and … take around a text

    /** What can happen. */
    public enum Kind {
        CONNECT("connects"),
        REFUSED("is refused"),
        DATA(""),
        LOST("lost"),
        END("end of stream"),
        RESET("reset"),
        /** A program printed a line. */
        PRINT(""),
        /** A note says what to look at. */
        NOTE("");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the label of its arrow; empty if the arrow shows the bytes instead. */
        public String words() {
            return words;
        }

        /** Returns whether it happened on the wire, and not only at one end. */
        public boolean crosses() {
            return this != PRINT && this != NOTE;
        }
    }

    String arrow() {
        return from + " → " + to;
    }

    /**
     * Returns the text that describes the event. Bytes are cut so that it fits into {@code
     * columns}.
     */
    String what(int columns) {
        return switch (kind) {
            case DATA, PRINT, NOTE -> quote(columns);
            case LOST -> quote(columns - kind.words.length() - 1) + " " + kind.words;
            default -> words();
        };
    }

    /** Returns the label of its arrow; empty if the arrow shows the bytes instead. */
    public String words() {
        boolean hasReason = kind == Kind.REFUSED && bytes.length > 0;
        return hasReason ? UNREACHED + new String(bytes, UTF_8) : kind.words();
    }

    private String quote(int columns) {
        return Bytes.quote(bytes, Math.min(Bytes.SHOWN, columns - AROUND));
    }

    /** Returns how many bytes were carried, as {@code "7 bytes"}; empty if it is not data. */
    String size() {
        return kind == Kind.DATA ? Bytes.count(bytes.length) : "";
    }
}
