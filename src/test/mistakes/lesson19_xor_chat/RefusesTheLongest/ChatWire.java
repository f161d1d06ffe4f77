// mistake: two bytes tell numbers below 65,535.
// wire: a text of 65,535 bytes, which fits, is refused.
// fails: A frame to send may have as many bytes as two can tell
// says: a text is refused that is not too long
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
        byte[] body = text.getBytes(UTF_8);
        if (body.length >= LONGEST) {
            throw new IllegalArgumentException("a text of " + body.length + " bytes");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length);
        frame.putShort((short) body.length).put(body); // the two low bytes of the length
        out.write(Xor.apply(frame.array(), key)); // may block until the peer has read what went
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
        byte[] header = in.readNBytes(HEADER); // blocks until both are here, or the stream ends
        if (header.length == 0) {
            return null; // the peer has said all that it wanted to say
        }
        if (header.length < HEADER) {
            throw new EOFException("the stream ended within a length");
        }
        int length = Short.toUnsignedInt(ByteBuffer.wrap(Xor.apply(header, key)).getShort());
        if (length > limit) {
            throw new IOException("a text of " + length + " bytes, or another key");
        }
        byte[] frame = Arrays.copyOf(header, HEADER + length); // the key goes on where it was
        if (in.readNBytes(frame, HEADER, length) < length) { // blocks until all of it is here
            throw new EOFException("the stream ended within a text");
        }
        ByteBuffer text = ByteBuffer.wrap(Xor.apply(frame, key), HEADER, length);
        return UTF_8.newDecoder().decode(text).toString(); // throws if they are no UTF-8
    }
}
