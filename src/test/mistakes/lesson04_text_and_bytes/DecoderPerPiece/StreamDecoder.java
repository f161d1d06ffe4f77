// mistake: a decoder is made anew for each piece; only the bytes that are left over are kept.
// wire: UTF-8 comes out right however it is cut, but UTF-16 forgets its byte order after one piece.
// fails: A text is the same in a charset that begins with its byte order
// says: what a decoder has learnt is forgotten
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

    private CharsetDecoder decoder;
    private byte[] kept = new byte[0]; // the beginning of a letter that is not complete yet
    private String half = ""; // a high surrogate without its low one: CESU-8 has bytes for each

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
        byte[] all = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(piece, 0, all, kept.length, length);
        ByteBuffer bytes = ByteBuffer.wrap(all);
        decoder = decoder.charset().newDecoder();
        String text = half + run(bytes, false);
        kept = Arrays.copyOfRange(all, bytes.position(), all.length);
        int whole = endsInHalf(text) ? text.length() - 1 : text.length();
        half = text.substring(whole);
        return text.substring(0, whole);
    }

    private static boolean endsInHalf(CharSequence text) {
        return text.length() > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    /** Decodes what is complete in {@code bytes}, and leaves the others there. */
    private String run(ByteBuffer bytes, boolean last) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        CharBuffer chars =
                CharBuffer.allocate(
                        2 + (int) Math.ceil(bytes.remaining() * decoder.maxCharsPerByte()));
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, last);
            text.append(chars.flip());
            chars.clear();
        } while (result.isOverflow());
        if (result.isError()) {
            result.throwException();
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
        StringBuilder text = new StringBuilder(half);
        text.append(run(ByteBuffer.wrap(kept), true));
        CharBuffer held = CharBuffer.allocate(64);
        CoderResult result;
        do {
            result = decoder.flush(held);
            text.append(held.flip());
            held.clear();
        } while (result.isOverflow());
        if (endsInHalf(text)) {
            throw new MalformedInputException(1);
        }
        return text.toString();
    }
}
