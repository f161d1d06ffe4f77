// style: a strict InputStreamReader and a strict OutputStreamWriter, flushed; text is encoded through a stream in memory as well.
package lesson04_text_and_bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.io.Writer;
import java.nio.ByteBuffer;
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
        try {
            "".getBytes(name); // throws the exception that we need
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    /**
     * Returns the bytes of a text, no more and no fewer.
     *
     * @throws CharacterCodingException if the charset lacks a letter of the text
     */
    public static byte[] encode(String text, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, charset(charset).newEncoder())) {
            writer.write(text);
        } catch (CharacterCodingException | UnsupportedEncodingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the text of these bytes.
     *
     * @throws CharacterCodingException if the bytes are not valid in this charset
     */
    public static String decode(byte[] bytes, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        // not by a reader: at the end, it forgets what the escape sequences of the text have set
        return charset(charset).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** Does the same as {@link #encode}, with {@code ?} for each letter that the charset lacks. */
    public static byte[] encodeReplacing(String text, String charset)
            throws UnsupportedEncodingException {
        return text.getBytes(charset(charset));
    }

    /** Does the same as {@link #decode}, with U+FFFD in place of bytes that are not valid. */
    public static String decodeReplacing(byte[] bytes, String charset)
            throws UnsupportedEncodingException {
        return new String(bytes, charset(charset));
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
        return new String(encode(text, writtenAs), charset(readAs));
    }

    /**
     * Undoes {@link #misread}: returns the text that was written, given the garbled text.
     *
     * @throws CharacterCodingException if bytes were lost, so that the text cannot be restored
     */
    public static String repair(String garbled, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        return decode(encode(garbled, readAs), writtenAs);
    }
}
