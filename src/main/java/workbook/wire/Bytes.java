package workbook.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Writes bytes for people: UTF-8 text in quotes, everything else as escapes. */
public final class Bytes {

    /** Bytes shown before a long run is cut in the middle. */
    private static final int SHOWN = 96;

    private Bytes() {}

    /**
     * The bytes as a quoted text: {@code "при\xd0"}. Bytes that are no UTF-8 stand as {@code \xNN},
     * control characters as {@code \n \r \t} or {@code \xNN}. Of more than 96 bytes only the first
     * and the last are shown, parted by {@code …}.
     */
    public static String quote(byte[] bytes) {
        if (bytes.length <= SHOWN) {
            return '"' + escape(bytes, 0, bytes.length) + '"';
        }
        int half = SHOWN / 2;
        return '"'
                + escape(bytes, 0, half)
                + "…"
                + escape(bytes, bytes.length - half, bytes.length)
                + '"';
    }

    /** {@code "1 byte"}, {@code "1,024 bytes"}. */
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
                                case '"' -> text.append("\\\"");
                                case '\\' -> text.append("\\\\");
                                default -> {
                                    if (c < ' ' || c == 0x7f) {
                                        hex((byte) c, text);
                                    } else if (Character.isISOControl(c)
                                            || Character.getType(c) == Character.FORMAT) {
                                        text.append(String.format("\\u%04x", c));
                                    } else {
                                        text.appendCodePoint(c);
                                    }
                                }
                            }
                        });
    }

    private static void hex(byte b, StringBuilder text) {
        text.append(String.format("\\x%02x", b & 0xff));
    }
}
