package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import workbook.wire.Bytes;
import workbook.wire.Event;
import workbook.wire.Visible;

/** Makes text safe to draw: it can neither move the cursor nor reverse a line. */
final class Readable {

    private static final int SHOWN = 48; // columns of quoted bytes

    private Readable() {}

    /** Returns a printed line or a note as one line, with escapes for unsafe characters. */
    static String text(byte[] utf8) {
        return text(new String(utf8, UTF_8));
    }

    static String text(String text) {
        return Visible.line(text);
    }

    /** Returns the lines of a text, each with escapes for unsafe characters. */
    static List<String> lines(byte[] utf8) {
        return new String(utf8, UTF_8).strip().lines().map(Readable::text).toList();
    }

    /** Returns the label of an arrow: {@code "hello" 5 bytes}. */
    static String label(Event event) {
        return label(event, SHOWN);
    }

    /** Returns the label of an arrow with at most {@code columns} columns of quoted bytes. */
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
