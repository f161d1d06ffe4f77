package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import workbook.wire.Bytes;
import workbook.wire.Event;
import workbook.wire.Visible;

/** Text that can neither move a cursor nor turn a line around. */
final class Readable {

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
}
