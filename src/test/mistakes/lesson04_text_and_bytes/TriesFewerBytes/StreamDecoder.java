// mistake: where a letter is cut, leave a byte or two off and try again: each piece is decoded whole.
// wire: every charset whose letters stand for themselves comes out right; UTF-16 forgets its byte order.
// fails: A text is the same in a charset that begins with its byte order
// says: what a decoder has learnt is forgotten
package lesson04_text_and_bytes;

import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;

/**
 * Decodes a stream piece by piece: however it is cut, the text is the same.
 *
 * <p>On the wire, {@code "Привет!"} may come as {@code "При\xd0"} and {@code "\xb2ет!"}: the first
 * piece gives {@code "При"}, the second {@code "вет!"}.
 *
 * <p>Watch out: a piece may end in the middle of a letter, and that is no error; a stream may not.
 */
public class StreamDecoder {

    private final CharsetDecoder decoder;
    private byte[] waiting = {}; // the beginning of a letter, until its other bytes come

    /**
     * A decoder of one stream, not of several.
     *
     * @throws UnsupportedEncodingException if there is no charset of this name
     */
    public StreamDecoder(String charset) throws UnsupportedEncodingException {
        decoder = TextCodec.charset(charset).newDecoder(); // tells what is no text
    }

    /**
     * Takes the next bytes of the stream.
     *
     * @param piece is the caller's, who may use it again for the next piece
     * @param length how many bytes of {@code piece} have come, from its beginning
     * @return the letters that are complete now; empty if there are none
     * @throws CharacterCodingException if the bytes are no text
     */
    public String feed(byte[] piece, int length) throws CharacterCodingException {
        byte[] bytes = Arrays.copyOf(waiting, waiting.length + length);
        System.arraycopy(piece, 0, bytes, waiting.length, length);
        CharacterCodingException bad = null;
        for (int left = 0; left <= Math.min(3, bytes.length); left++) {
            try {
                byte[] whole = Arrays.copyOf(bytes, bytes.length - left);
                String text = decoder.decode(ByteBuffer.wrap(whole)).toString();
                waiting = Arrays.copyOfRange(bytes, bytes.length - left, bytes.length);
                return text;
            } catch (CharacterCodingException e) {
                bad = e;
            }
        }
        throw bad;
    }

    /**
     * Tells that the stream has ended. Nothing is fed after that.
     *
     * @return what was still held back; empty in most charsets
     * @throws CharacterCodingException if the stream has ended in the middle of a letter
     */
    public String end() throws CharacterCodingException {
        if (waiting.length > 0) {
            throw new MalformedInputException(waiting.length);
        }
        return "";
    }
}
