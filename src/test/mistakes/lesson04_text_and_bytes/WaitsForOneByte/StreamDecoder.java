// mistake: a letter that is cut lacks one byte.
// wire: a letter of three or four bytes, like the euro sign, that comes byte by byte is refused.
// fails: A letter of three bytes
// says: more than one byte
package lesson04_text_and_bytes;

import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
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
        byte[] bytes = new byte[waiting.length + length];
        System.arraycopy(waiting, 0, bytes, 0, waiting.length);
        System.arraycopy(piece, 0, bytes, waiting.length, length);
        try {
            String text = TextCodec.decode(bytes, decoder.charset().name());
            waiting = new byte[0];
            return text;
        } catch (MalformedInputException e) { // the last letter is not complete
            String text = text(Arrays.copyOf(bytes, bytes.length - 1));
            waiting = new byte[] {bytes[bytes.length - 1]};
            return text;
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
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

    private String decode(ByteBuffer bytes, boolean last) throws CharacterCodingException {
        int room = (int) Math.ceil(bytes.remaining() * decoder.maxCharsPerByte()) + 8;
        CharBuffer text = CharBuffer.allocate(room);
        CoderResult result = decoder.decode(bytes, text, last);
        if (last && result.isUnderflow()) {
            result = decoder.flush(text);
        }
        if (!result.isUnderflow()) { // underflow: all went well, more may come
            result.throwException();
        }
        return text.flip().toString();
    }

    private String text(byte[] bytes) throws CharacterCodingException {
        return decoder.decode(ByteBuffer.wrap(bytes)).toString();
    }
}
