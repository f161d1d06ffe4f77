package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sends and receives texts, each in a frame: two bytes that tell the length of what follows in
 * bytes, the high one first, then the text in UTF-8. All of it is XORed with the key, the length
 * too; each frame begins with the key's first byte. {@code "hello"} with the key {@code JAVA}:
 *
 * <pre>
 * 00 05 68 65 6c 6c 6f    before
 * 4a 44 3e 24 26 2d 39    on the wire
 * </pre>
 *
 * <p>Watch out: a byte is -128 to 127 in Java, and a length of 200 has a second byte above that.
 */
public class ChatWire {

    private static final int HEADER = 2; // bytes
    private static final int LONGEST = 65_535; // bytes; two cannot tell more

    private ChatWire() {}

    /**
     * Sends one frame, at once. The stream stays open.
     *
     * @throws IllegalArgumentException if the text has more than 65,535 bytes; nothing is sent then
     */
    public static void send(OutputStream out, String text, byte[] key) throws IOException {
        // TODO 2: the length as two bytes and the text as UTF-8, in one array; XOR it, and write it.
        throw new UnsupportedOperationException("TODO 2: send a frame");
    }

    /**
     * Waits for one frame, and takes nothing of the next.
     *
     * @param limit bytes that a text may have at most, 0 to 65,535
     * @return its text; null if the stream ends between two frames
     * @throws EOFException if the stream ends within a frame
     * @throws IOException if the length is above the limit, or the text's bytes are not UTF-8:
     *     perhaps the peer has another key
     */
    public static String receive(InputStream in, byte[] key, int limit) throws IOException {
        // TODO 2: two bytes first, then as many as they tell. Each may come in pieces, or not at all.
        // The text's first byte has met the key's third.
        throw new UnsupportedOperationException("TODO 2: receive a frame");
    }
}
