package lesson04_text_and_bytes;

import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Turns text into bytes and bytes into text, by the name of a charset.
 *
 * <p>On the wire, {@code "я"} is {@code d1 8f} in UTF-8, {@code ff} in windows-1251 and {@code d1}
 * in KOI8-R.
 *
 * <p>Watch out: {@code getBytes} and {@code new String} replace in silence what they cannot turn.
 */
public class TextCodec {

    private TextCodec() {}

    /**
     * The charset of this name, {@code "cp1251"}, {@code "KOI8-R"}, as Java knows it.
     *
     * @throws UnsupportedEncodingException if no charset is, or can be, called so
     */
    public static Charset charset(String name) throws UnsupportedEncodingException {
        // TODO 1: find the charset; a name that no charset has is told as declared above.
        throw new UnsupportedOperationException("TODO 1: find the charset");
    }

    /**
     * The bytes of a text, no more and no fewer.
     *
     * @throws CharacterCodingException if the charset has no bytes for a letter of the text
     */
    public static byte[] encode(String text, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 1: write the text as bytes. A letter that the charset lacks is told, not replaced.
        throw new UnsupportedOperationException("TODO 1: text to bytes");
    }

    /**
     * The text of these bytes.
     *
     * @throws CharacterCodingException if the bytes are no text in this charset
     */
    public static String decode(byte[] bytes, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 1: read the bytes as text. Bytes that are no text are told, not replaced.
        throw new UnsupportedOperationException("TODO 1: bytes to text");
    }

    /** The same as {@link #encode}, with {@code ?} for each letter that the charset lacks. */
    public static byte[] encodeReplacing(String text, String charset)
            throws UnsupportedEncodingException {
        // TODO 2: the same, but replacing: here it was asked for.
        throw new UnsupportedOperationException("TODO 2: text to bytes, replacing");
    }

    /** The same as {@link #decode}, with U+FFFD in place of bytes that are no text. */
    public static String decodeReplacing(byte[] bytes, String charset)
            throws UnsupportedEncodingException {
        // TODO 2: the same, but replacing: here it was asked for.
        throw new UnsupportedOperationException("TODO 2: bytes to text, replacing");
    }

    /**
     * What is on the screen when a text is written in one charset and read in another: {@code
     * "Привет"}, UTF-8 read as windows-1251, is {@code "РџСЂРёРІРµС‚"}. What the reader cannot read
     * stands as U+FFFD.
     *
     * @throws CharacterCodingException if the text cannot be written in the first charset
     */
    public static String misread(String text, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 2: write the text in one charset, read it in the other, as a screen does.
        throw new UnsupportedOperationException("TODO 2: read in the wrong charset");
    }

    /**
     * The way back: the text that was written, from the garbled one that was read.
     *
     * @throws CharacterCodingException if reading has lost bytes, so that there is no way back
     */
    public static String repair(String garbled, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 2: go the way of misread() back. Where bytes are lost, tell; do not guess.
        throw new UnsupportedOperationException("TODO 2: the way back");
    }
}
