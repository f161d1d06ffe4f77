package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import workbook.wire.Bytes;
import workbook.wire.Event;

/** Text that can neither move a cursor nor turn a line around. */
final class Readable {

    private Readable() {}

    /** What a program printed or somebody noted; what a terminal would obey stands as an escape. */
    static String text(byte[] utf8) {
        return text(new String(utf8, UTF_8));
    }

    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(letter(c)));
        return shown.toString();
    }

    /** The lines of a text, of which each is readable. */
    static List<String> lines(byte[] utf8) {
        return new String(utf8, UTF_8).strip().lines().map(Readable::text).toList();
    }

    /** What stands beside an arrow: {@code "hello" 5 bytes}. */
    static String label(Event event) {
        return switch (event.kind()) {
            case DATA -> Bytes.quote(event.bytes()) + "  " + Bytes.count(event.bytes().length);
            case LOST ->
                    Bytes.quote(event.bytes())
                            + "  "
                            + Bytes.count(event.bytes().length)
                            + "  "
                            + event.kind().words();
            default -> event.kind().words();
        };
    }

    /** The letter itself, or an escape that stands for it. */
    static String letter(int c) {
        if (c == '\t') {
            return "    ";
        }
        if (c < ' ' || c == 0x7f) {
            return String.format(Locale.ROOT, "\\x%02x", c);
        }
        return isSafe(c) ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c);
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> (c & 0xfffe) != 0xfffe; // U+FFFE, U+FFFF and their like are no letters
        };
    }
}
