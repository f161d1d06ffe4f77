// style: all bytes of the stream are kept and decoded anew each time; what is new is returned.
package lesson04_text_and_bytes;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

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
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int reported; // letters that were returned before

    /**
     * A decoder of one stream, not of several.
     *
     * @throws UnsupportedEncodingException if there is no charset of this name
     */
    public StreamDecoder(String charset) throws UnsupportedEncodingException {
        decoder = TextCodec.charset(charset).newDecoder(); // reports bytes that are not valid
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
        all.write(piece, 0, length);
        return fresh(false);
    }

    /**
     * Tells that the stream has ended. Nothing is fed after that.
     *
     * @return what was still held back; empty in most charsets
     * @throws CharacterCodingException if the stream has ended in the middle of a letter
     */
    public String end() throws CharacterCodingException {
        return fresh(true);
    }

    private String fresh(boolean last) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
        CharBuffer text = CharBuffer.allocate(2 * bytes.remaining() + 16);
        decoder.reset();
        CoderResult result = decoder.decode(bytes, text, last);
        if (result.isError()) {
            result.throwException();
        }
        if (last) {
            decoder.flush(text);
        }
        String whole = text.flip().toString();
        String fresh = whole.substring(reported);
        reported = whole.length();
        return fresh;
    }
}
