package lesson04_text_and_bytes;

import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Turns text into bytes and bytes into text. A charset is given by its name.
 *
 * <p>On the wire, {@code "я"} is {@code d1 8f} in UTF-8, {@code ff} in windows-1251 and {@code d1}
 * in KOI8-R.
 *
 * <p>Watch out: {@code getBytes} and {@code new String} silently replace letters and bytes.
 */
public class TextCodec {

    private TextCodec() {}

    /**
     * Returns the charset with this name, such as {@code "cp1251"} or {@code "KOI8-R"}.
     *
     * @throws UnsupportedEncodingException if no charset has, or can have, this name
     */
    public static Charset charset(String name) throws UnsupportedEncodingException {
        // TODO 1: find the charset, and report a wrong name as declared above.
        // Which exceptions does Charset.forName throw? There are two.
        throw new UnsupportedOperationException("TODO 1: find the charset");
    }

    /**
     * Returns the bytes of a text, no more and no fewer.
     *
     * @throws CharacterCodingException if the charset lacks a letter of the text
     */
    public static byte[] encode(String text, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 2: encode the text, and report a letter that the charset lacks.
        // How many bytes of the encoder's buffer belong to the text?
        throw new UnsupportedOperationException("TODO 2: text into bytes");
    }

    /**
     * Returns the text of these bytes.
     *
     * @throws CharacterCodingException if the bytes are not valid in this charset
     */
    public static String decode(byte[] bytes, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 3: decode the bytes, and report bytes that are not valid.
        throw new UnsupportedOperationException("TODO 3: bytes into text");
    }

    /** Does the same as {@link #encode}, with {@code ?} for each letter that the charset lacks. */
    public static byte[] encodeReplacing(String text, String charset)
            throws UnsupportedEncodingException {
        // TODO 4: encode the text; here, the caller wants letters to be replaced.
        throw new UnsupportedOperationException("TODO 4: text into bytes, replacing");
    }

    /** Does the same as {@link #decode}, with U+FFFD in place of bytes that are not valid. */
    public static String decodeReplacing(byte[] bytes, String charset)
            throws UnsupportedEncodingException {
        // TODO 4: decode the bytes; here, the caller wants bytes to be replaced.
        throw new UnsupportedOperationException("TODO 4: bytes into text, replacing");
    }

    /**
     * Returns what a screen shows if a text is written in one charset and read in another: {@code
     * "Привет"}, written as UTF-8 and read as windows-1251, is {@code "РџСЂРёРІРµС‚"}. U+FFFD
     * stands in place of bytes that are not valid in the second charset.
     *
     * @throws CharacterCodingException if the first charset lacks a letter of the text
     */
    public static String misread(String text, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 5: write the text in one charset, and read the bytes in the other.
        // Which step may replace, and which must report an error?
        throw new UnsupportedOperationException("TODO 5: read in the wrong charset");
    }

    /**
     * Undoes {@link #misread}: returns the text that was written, given the garbled text.
     *
     * @throws CharacterCodingException if bytes were lost, so that the text cannot be restored
     */
    public static String repair(String garbled, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        // TODO 5: do the steps of misread() backwards, and report bytes that were lost.
        throw new UnsupportedOperationException("TODO 5: repair the text");
    }
}
