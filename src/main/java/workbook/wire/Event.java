package workbook.wire;

/**
 * One thing that happened on the wire or at one of its ends.
 *
 * @param from who did it: {@code client}, {@code server}, {@code client 2}
 * @param to whom it reached; empty for what did not cross the wire
 * @param bytes what was carried, lost or printed (UTF-8); empty for every other kind
 */
public record Event(Kind kind, String from, String to, byte[] bytes) {

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
        /** Somebody says what is to be looked at. */
        NOTE("");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What is said of it beside an arrow; empty where the bytes speak for themselves. */
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

    String what() {
        return switch (kind) {
            case DATA, PRINT, NOTE -> Bytes.quote(bytes);
            case LOST -> Bytes.quote(bytes) + " " + kind.words;
            default -> kind.words;
        };
    }
}
