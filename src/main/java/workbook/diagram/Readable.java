package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import workbook.wire.Bytes;
import workbook.wire.Event;
import workbook.wire.Visible;

/** Text that can neither move a cursor nor turn a line around. */
final class Readable {

    private static final int SHOWN = 48; // columns of what was carried

    private Readable() {}

    /** What a program printed or somebody noted; what a terminal would obey stands as an escape. */
    static String text(byte[] utf8) {
        return text(new String(utf8, UTF_8));
    }

    static String text(String text) {
        return Visible.line(text);
    }

    /** The lines of a text, of which each is readable. */
    static List<String> lines(byte[] utf8) {
        return new String(utf8, UTF_8).strip().lines().map(Readable::text).toList();
    }

    /** What stands beside an arrow: {@code "hello" 5 bytes}. */
    static String label(Event event) {
        return label(event, SHOWN);
    }

    /** The same where there is room for so many columns of what was carried. */
    static String label(Event event, int columns) {
        String text = Bytes.quote(event.bytes(), columns);
        return switch (event.kind()) {
            case DATA -> text + "  " + Bytes.count(event.bytes().length);
            case LOST ->
                    text + "  " + Bytes.count(event.bytes().length) + "  " + event.kind().words();
            default -> text(event.words());
        };
    }
}
