package lesson14_message_boundaries;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The four framings by their letters, which a client sends first. Given. */
final class Framings {

    static final int LENGTH = 16; // bytes of a frame of fixed length
    static final int LIMIT = 32; // bytes of any other frame

    private Framings() {}

    /**
     * Returns the framing for a connection.
     *
     * @param letter F, D, L or C; -1 or anything else is an error
     */
    static Framing of(int letter, InputStream in, OutputStream out) throws IOException {
        return switch (letter) {
            case 'F' -> new FixedLength(in, out, LENGTH);
            case 'D' -> new Delimited(in, out, LIMIT);
            case 'L' -> new LengthPrefixed(in, out, LIMIT);
            case 'C' -> new CloseDelimited(in, out, LIMIT);
            default -> throw new IOException("no framing has the letter " + letter);
        };
    }
}
