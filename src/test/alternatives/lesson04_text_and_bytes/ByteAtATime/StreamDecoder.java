// style: every byte is given to the decoder alone; the server reads byte by byte as well.
package lesson04_text_and_bytes;

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
    private final ByteBuffer letter = ByteBuffer.allocate(32); // one letter or a part of it

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
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letter.put(piece[i]).flip();
            text.append(decode(false));
            letter.compact();
        }
        return text.toString();
    }

    /**
     * Ends the stream. The caller calls neither method after this one.
     *
     * @return letters that the decoder has held back; in most charsets there are none
     * @throws CharacterCodingException if the stream has ended in the middle of a letter
     */
    public String end() throws CharacterCodingException {
        letter.flip();
        String text = decode(true);
        CharBuffer rest = CharBuffer.allocate(8);
        decoder.flush(rest);
        return text + rest.flip();
    }

    private String decode(boolean last) throws CharacterCodingException {
        CharBuffer chars = CharBuffer.allocate(64);
        CoderResult result = decoder.decode(letter, chars, last);
        if (result.isError()) {
            result.throwException();
        }
        return chars.flip().toString();
    }
}
