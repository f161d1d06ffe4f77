// style: every byte is given to the decoder alone; the server reads byte by byte as well.
package lesson04_text_and_bytes;

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
    private final ByteBuffer letter = ByteBuffer.allocate(32); // one letter or a part of it

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
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letter.put(piece[i]).flip();
            text.append(decode(false));
            letter.compact();
        }
        return text.toString();
    }

    /**
     * Tells that the stream has ended. Nothing is fed after that.
     *
     * @return what was still held back; empty in most charsets
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
