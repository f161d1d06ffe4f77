// style: channels and byte buffers; the decoder keeps one buffer that it compacts; encoders are asked with canEncode first.
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
    private ByteBuffer bytes = ByteBuffer.allocate(16);

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
        room(length);
        bytes.put(piece, 0, length).flip();
        String text = decode(false);
        bytes.compact();
        return text;
    }

    /**
     * Ends the stream. The caller calls neither method after this one.
     *
     * @return letters that the decoder has held back; in most charsets there are none
     * @throws CharacterCodingException if the stream has ended in the middle of a letter
     */
    public String end() throws CharacterCodingException {
        bytes.flip();
        return decode(true);
    }

    private void room(int length) {
        if (bytes.remaining() < length) {
            bytes = ByteBuffer.allocate(bytes.position() + length).put(bytes.flip());
        }
    }

    private String decode(boolean last) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        CharBuffer some = CharBuffer.allocate(16);
        CoderResult result;
        do {
            result = decoder.decode(bytes, some, last);
            if (result.isError()) {
                result.throwException();
            }
            text.append(some.flip());
            some.clear();
        } while (result.isOverflow());
        if (last) {
            decoder.flush(some);
            text.append(some.flip());
        }
        return text.toString();
    }
}
