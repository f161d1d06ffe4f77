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
 * Decodes a stream piece by piece. Wherever the bytes are cut, the text is the same.
 *
 * <p>On the wire, {@code "Привет!"} may arrive as {@code "При\xd0"} and {@code "\xb2ет!"}. The
 * first piece contains the text {@code "При"}, and both together contain {@code "Привет!"}.
 *
 * <p>Watch out: a piece may end in the middle of a letter. A stream may not: that is an error.
 */
public class StreamDecoder {

    private final CharsetDecoder decoder;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int reported; // letters that were returned before

    /**
     * Creates a decoder for one stream.
     *
     * @throws UnsupportedEncodingException if this charset does not exist
     */
    public StreamDecoder(String charset) throws UnsupportedEncodingException {
        decoder = TextCodec.charset(charset).newDecoder(); // reports bytes that are not valid
    }

    /**
     * Decodes the next bytes of the stream.
     *
     * @param piece the caller's array, which the caller may use again for the next piece
     * @param length how many bytes of {@code piece} have arrived, from its beginning
     * @return the letters that are complete now; empty if there are none
     * @throws CharacterCodingException if the bytes are not valid in this charset
     */
    public String feed(byte[] piece, int length) throws CharacterCodingException {
        all.write(piece, 0, length);
        return fresh(false);
    }

    /**
     * Ends the stream. The caller calls neither method after this one.
     *
     * @return letters that the decoder has held back; in most charsets there are none
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
