package workbook.wire;

/**
 * One thing that happened on the wire.
 *
 * @param from who did it: {@code client}, {@code server}, {@code client 2}
 * @param to whom it reached
 * @param bytes what was carried; empty unless the kind is {@link Kind#DATA}
 */
public record Event(Kind kind, String from, String to, byte[] bytes) {

    /** What can happen on a connection. */
    public enum Kind {
        CONNECT("connects"),
        DATA(""),
        END("end of stream"),
        RESET("reset");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    String arrow() {
        return from + " → " + to;
    }

    String what() {
        return kind == Kind.DATA ? Bytes.quote(bytes) : kind.words;
    }
}
