package workbook.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One thing that happened on the wire or at one of its ends.
 *
 * @param from the party that did it: {@code client}, {@code server}, {@code client 2}
 * @param to the party that it reached; empty if it did not cross the wire
 * @param bytes what was carried, lost, printed or noted (UTF-8); if nobody refused, but the server
 *     was not reached, the system's reason; empty for every other kind
 */
public record Event(Kind kind, String from, String to, byte[] bytes) {

    /** Begins the words of a client whose connection the system could not open; then its reason. */
    public static final String UNREACHED = "does not reach the server: ";

    private static final int AROUND = 3; // columns of the quotes and of … around a text

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

        /** Returns the words beside its arrow; empty if the arrow shows the bytes instead. */
        public String words() {
            return words;
        }

        /** Whether it happened between the two ends. */
        public boolean crosses() {
            return this != PRINT && this != NOTE;
        }
    }

    String arrow() {
        return from + " → " + to;
    }

    /** What is said of it where there is room for so many columns. */
    String what(int columns) {
        return switch (kind) {
            case DATA, PRINT, NOTE -> quote(columns);
            case LOST -> quote(columns - kind.words.length() - 1) + " " + kind.words;
            default -> words();
        };
    }

    /** Returns the words beside its arrow; empty if the arrow shows the bytes instead. */
    public String words() {
        boolean hasReason = kind == Kind.REFUSED && bytes.length > 0;
        return hasReason ? UNREACHED + new String(bytes, UTF_8) : kind.words();
    }

    private String quote(int columns) {
        return Bytes.quote(bytes, Math.min(Bytes.SHOWN, columns - AROUND));
    }

    /** How much was carried; empty where nothing was. */
    String size() {
        return kind == Kind.DATA ? Bytes.count(bytes.length) : "";
    }
}
