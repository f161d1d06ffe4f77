package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sends and receives texts. Each text is in a frame: its length in bytes as two bytes, the high one
 * first, then the text in UTF-8. The whole frame is XORed with the key, and each frame starts with
 * the key's first byte. {@code "hello"} with the key {@code JAVA}:
 *
 * <pre>
 * 00 05 68 65 6c 6c 6f    before
 * 4a 44 3e 24 26 2d 39    on the wire
 * </pre>
 *
 * <p>Watch out: a byte is -128 to 127 in Java, and a length of 200 has a larger second byte.
 */
public class ChatWire {

    private static final int HEADER = 2; // bytes
    private static final int LONGEST = 65_535; // bytes; two bytes cannot count further

    private ChatWire() {}

    /**
     * Sends one frame. The stream stays open.
     *
     * @throws IllegalArgumentException if the text has more than 65,535 bytes; then nothing is sent
     */
    public static void send(OutputStream out, String text, byte[] key) throws IOException {
        // TODO 2: put the length and the text into one array, XOR it, and write it.
        // Which length is it, and what is the largest that two bytes can hold?
        throw new UnsupportedOperationException("TODO 2: send a frame");
    }

    /**
     * Waits for one frame, and reads no byte of the next.
     *
     * @param limit bytes that a text may have, at most: 0 to 65,535
     * @return its text; null if the stream ends between two frames
     * @throws EOFException if the stream ends inside a frame
     * @throws IOException if the length is above the limit, or if the bytes of the text are not
     *     UTF-8. Perhaps the peer has another key
     */
    public static String receive(InputStream in, byte[] key, int limit) throws IOException {
        // TODO 3: read two bytes, then as many as they say. They may arrive in pieces.
        // With which byte of the key was the first byte of the text XORed?
        // TODO 4: reject bad frames. Where may the stream end, and where not?
        throw new UnsupportedOperationException("TODO 3: receive a frame");
    }
}
