package workbook.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes bytes so that people can read them: UTF-8 text in quotes, everything else as escapes. */
public final class Bytes {

    private static final int BEFORE = 8; // bytes shown before a difference

    /** Columns that a quoted text may take before it is cut. */
    static final int SHOWN = 48;

    private Bytes() {}

    /**
     * Returns the bytes as a quoted text: {@code "при\xd0"}. Bytes that are not valid UTF-8 are
     * written as {@code \xNN}, control characters as {@code \n \r \t} or {@code \xNN}, and a
     * backslash as two. Quotes stay as they are, so that JSON remains readable. A long text is cut
     * after {@value #SHOWN} columns, and {@code …} follows it.
     */
    public static String quote(byte[] bytes) {
        return quote(bytes, 0, SHOWN);
    }

    /** Does the same, but cuts a text that is longer than {@code columns}. */
    public static String quote(byte[] bytes, int columns) {
        return quote(bytes, 0, columns);
    }

    /**
     * Quotes one of two texts that the reader compares. If {@code bytes} is long, the quoted part
     * begins a little before the first difference from {@code other}. If {@code bytes} is short,
     * but is the beginning of a long {@code other}, its quoted part begins at the same place as
     * that of {@code other}.
     */
    public static String quoteBeside(byte[] bytes, byte[] other) {
        boolean beginning = bytes.length > BEFORE && Arrays.mismatch(bytes, other) == bytes.length;
        if (!isLong(bytes) && !(beginning && isLong(other))) {
            return quote(bytes);
        }
        int difference = Arrays.mismatch(bytes, other);
        return quote(bytes, difference < BEFORE ? 0 : difference - BEFORE, SHOWN);
    }

    /** Returns whether the bytes are too long for {@link #quoteBeside} to show all of them. */
    public static boolean isLong(byte[] bytes) {
        return bytes.length > SHOWN || escape(bytes, 0, bytes.length).length() > SHOWN;
    }

    private static String quote(byte[] bytes, int from, int columns) {
        int to = Math.min(bytes.length, from + columns);
        String text = escape(bytes, from, to);
        while (text.length() > columns && to > from + 1) {
            int over = text.length() - columns; // a byte takes at most 4 columns: \xNN
            to = Math.max(from + 1, to - (over + 3) / 4);
            text = escape(bytes, from, to);
        }
        for (int i = 0;
                i < 3 && to > from && to < bytes.length && (bytes[to] & 0xc0) == 0x80;
                i++) {
            to--; // do not cut inside a letter, unless the bytes themselves end there
            text = escape(bytes, from, to);
        }
        return (from > 0 ? "…\"" : "\"") + text + (to < bytes.length ? "\"…" : "\"");
    }

    /**
     * Returns the bytes of a text that {@link #quote} wrote, with or without its quotes.
     *
     * @throws IllegalArgumentException if a backslash does not begin a known escape
     */
    public static byte[] unquote(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return unescape(quoted ? text.substring(1, text.length() - 1) : text);
    }

    /**
     * Returns the bytes of a text written by hand: UTF-8 with {@code \n \r \t \" \\} and {@code
     * \xNN}.
     *
     * @throws IllegalArgumentException if a backslash begins any other escape
     */
    public static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            int next = text.indexOf('\\', i);
            if (next != i) {
                int end = next < 0 ? text.length() : next;
                bytes.writeBytes(text.substring(i, end).getBytes(UTF_8));
                i = end;
            } else {
                char letter = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                bytes.write(letter == 'x' ? hexDigits(text, i + 2) : escaped(letter));
                i += letter == 'x' ? 4 : 2;
            }
        }
        return bytes.toByteArray();
    }

    private static int hexDigits(String text, int from) {
        if (from + 2 > text.length()
                || !HexFormat.isHexDigit(text.charAt(from))
                || !HexFormat.isHexDigit(text.charAt(from + 1))) {
            throw new IllegalArgumentException("\\x needs two hexadecimal digits: \\x0a.");
        }
        return HexFormat.fromHexDigits(text, from, from + 2);
    }

    private static int escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\' -> letter;
            default ->
                    throw new IllegalArgumentException(
                            "After a backslash comes n, r, t, x and two digits, or \\.");
        };
    }

    /** Returns a number of bytes in words: {@code "1 byte"}, {@code "1,024 bytes"}. */
    public static String count(long n) {
        return n == 1 ? "1 byte" : String.format(java.util.Locale.ROOT, "%,d bytes", n);
    }

    private static String escape(byte[] bytes, int from, int to) {
        CharsetDecoder decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from + 1);
        StringBuilder text = new StringBuilder();
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            escapeCharacters(out.flip(), text);
            out.clear();
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    hex(in.get(), text);
                }
            }
            decoder.reset();
        }
        return text.toString();
    }

    private static void escapeCharacters(CharSequence characters, StringBuilder text) {
        characters
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> text.append("\\n");
                                case '\r' -> text.append("\\r");
                                case '\t' -> text.append("\\t");
                                case '\\' -> text.append("\\\\");
                                default -> {
                                    if (c < ' ' || c == 0x7f) {
                                        hex((byte) c, text);
                                    } else {
                                        text.append(Visible.letter(c));
                                    }
                                }
                            }
                        });
    }

    private static void hex(byte b, StringBuilder text) {
        text.append("\\x").append(HexFormat.of().toHexDigits(b));
    }
}
