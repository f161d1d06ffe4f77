// style: channels and byte buffers; the decoder keeps one buffer that it compacts; encoders are asked with canEncode first.
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
    private ByteBuffer bytes = ByteBuffer.allocate(16);

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
        room(length);
        bytes.put(piece, 0, length).flip();
        String text = decode(false);
        bytes.compact();
        return text;
    }

    /**
     * Tells that the stream has ended. Nothing is fed after that.
     *
     * @return what was still held back; empty in most charsets
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
