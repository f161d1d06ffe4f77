package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Reads bytes that were written by hand: UTF-8 text with {@code \n \r \t \" \\} and {@code \xNN}.
 */
final class Escapes {

    private Escapes() {}

    /**
     * @throws Refused when a backslash begins none of the escapes
     */
    static byte[] bytes(String text) throws Refused {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            int next = text.indexOf('\\', i);
            if (next != i) {
                int end = next < 0 ? text.length() : next;
                out.writeBytes(text.substring(i, end).getBytes(UTF_8));
                i = end;
            } else {
                char letter = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
                out.write(letter == 'x' ? hex(text, i) : simple(letter));
                i += letter == 'x' ? 4 : 2;
            }
        }
        return out.toByteArray();
    }

    private static int hex(String text, int at) throws Refused {
        if (at + 4 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 2))
                || !HexFormat.isHexDigit(text.charAt(at + 3))) {
            throw new Refused(400, "\\x needs two hexadecimal digits: \\x0a.");
        }
        return HexFormat.fromHexDigits(text, at + 2, at + 4);
    }

    private static int simple(char letter) throws Refused {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"' -> '"';
            case '\\' -> '\\';
            default ->
                    throw new Refused(
                            400, "After a backslash comes n, r, t, x and two digits, or \\.");
        };
    }
}
