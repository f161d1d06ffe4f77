// style: a strict InputStreamReader and a strict OutputStreamWriter, flushed; text is coded through streams in memory as well.
package lesson04_text_and_bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.io.Writer;
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
        try {
            "".getBytes(name); // throws the exception that we need
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedEncodingException(name);
        }
    }

    /**
     * The bytes of a text, no more and no fewer.
     *
     * @throws CharacterCodingException if the charset has no bytes for a letter of the text
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
     * The text of these bytes.
     *
     * @throws CharacterCodingException if the bytes are no text in this charset
     */
    public static String decode(byte[] bytes, String charset)
            throws CharacterCodingException, UnsupportedEncodingException {
        StringWriter text = new StringWriter();
        try (Reader reader =
                new InputStreamReader(
                        new ByteArrayInputStream(bytes), charset(charset).newDecoder())) {
            reader.transferTo(text);
        } catch (CharacterCodingException | UnsupportedEncodingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return text.toString();
    }

    /** The same as {@link #encode}, with {@code ?} for each letter that the charset lacks. */
    public static byte[] encodeReplacing(String text, String charset)
            throws UnsupportedEncodingException {
        return text.getBytes(charset(charset));
    }

    /** The same as {@link #decode}, with U+FFFD in place of bytes that are no text. */
    public static String decodeReplacing(byte[] bytes, String charset)
            throws UnsupportedEncodingException {
        return new String(bytes, charset(charset));
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
        return new String(encode(text, writtenAs), charset(readAs));
    }

    /**
     * The way back: the text that was written, from the garbled one that was read.
     *
     * @throws CharacterCodingException if reading has lost bytes, so that there is no way back
     */
    public static String repair(String garbled, String writtenAs, String readAs)
            throws CharacterCodingException, UnsupportedEncodingException {
        return decode(encode(garbled, readAs), writtenAs);
    }
}
