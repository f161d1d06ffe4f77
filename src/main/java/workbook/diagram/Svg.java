package workbook.diagram;

import java.util.List;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/**
 * Draws a sequence diagram as one SVG file that needs nothing else: no script, no font, no picture.
 * It uses dark colours if the reader's system does.
 */
public final class Svg {

    private static final int TOP = 64; // the y of the first event
    private static final int LINE = 20; // height of a line of text
    private static final int GAP = 14; // between two events
    private static final int WRAP = 60; // columns of a printed line
    private static final int HEAD = 11; // length of an arrow's head

    private final Parties parties;
    private final SvgLayout layout;
    private final SvgShapes shapes = new SvgShapes();
    private int y = TOP;

    private Svg(List<Crossing> crossings) {
        parties = Parties.of(crossings);
        int widest = 0;
        for (Crossing crossing : crossings) {
            Event event = crossing.event();
            if (event.kind().crosses()) {
                widest = Math.max(widest, Columns.width(Readable.label(event)));
            } else if (event.kind() == Kind.PRINT) {
                widest = Math.max(widest, Math.min(WRAP, Columns.width(printed(event))));
            }
        }
        layout = new SvgLayout(parties, widest);
    }

    /**
     * Returns the content of the file. Write it as UTF-8.
     *
     * @param title a screen reader reads it aloud; a browser shows it when the mouse rests on the
     *     picture
     */
    public static String document(String title, List<Crossing> crossings) {
        Svg svg = new Svg(crossings);
        for (Crossing crossing : crossings) {
            svg.add(crossing.event());
        }
        return svg.whole(title);
    }

    private String whole(String title) {
        SvgShapes behind = new SvgShapes();
        for (String party : parties.all()) {
            int x = layout.x(party);
            behind.line("lane", x, TOP - 20, x, y + 10);
            behind.name(colour(party), x, Readable.text(party));
        }
        int height = y + 26;
        return SvgShapes.document(title, layout.width(), height, behind.text() + shapes.text());
    }

    private void add(Event event) {
        switch (event.kind()) {
            case NOTE -> note(event);
            case PRINT -> print(event);
            default -> arrow(event);
        }
        y += GAP;
    }

    private void note(Event event) {
        List<String> lines =
                Readable.lines(event.bytes()).stream()
                        .flatMap(line -> Columns.wrap(line, layout.columns() - 8).stream())
                        .toList();
        int left = SvgLayout.MARGIN / 2;
        shapes.box("note", left, y, layout.width() - 2 * left, lines.size() * LINE + 12);
        for (String line : lines) {
            y += LINE;
            shapes.text("said", "start", left + 14, y, line);
        }
        y += 12;
    }

    private static String printed(Event event) {
        return event.from() + " prints  " + Readable.text(event.bytes());
    }

    private void print(Event event) {
        List<String> lines = Columns.wrap(printed(event), WRAP);
        int widest = lines.stream().mapToInt(Columns::width).max().orElse(0);
        int width = widest * SvgLayout.COLUMN + 24;
        int x = layout.x(event.from());
        int left = layout.isLeft(event.from()) ? x + 10 : x - 10 - width;
        shapes.box("print " + colour(event.from()), left, y, width, lines.size() * LINE + 12);
        for (String line : lines) {
            y += LINE;
            shapes.text(colour(event.from()), "start", left + 12, y, line);
        }
        y += 12;
    }

    private void arrow(Event event) {
        boolean alarm = ArrowStyle.of(event.kind()).isAlarming();
        String style = alarm ? "alarm" : colour(event.from());
        int from = layout.x(event.from());
        int to = event.to().isEmpty() ? from : layout.x(event.to());
        y += LINE;
        label(event, style, from, to);
        y += 9;
        if (from == to) {
            return;
        }
        int step = from < to ? 1 : -1;
        int end = to - step * (event.kind() == Kind.LOST ? Math.abs(to - from) / 5 : 2);
        String dash =
                event.kind() == Kind.END ? " dashed" : event.kind() == Kind.CONNECT ? " thick" : "";
        shapes.line(style + dash, from, y, alarm ? end : end - step * HEAD, y);
        if (alarm) {
            shapes.cross(style, end - step * 4, y, 7);
        } else {
            shapes.head(style, end, y, -step * HEAD);
        }
    }

    /**
     * Draws the label above the beginning of the arrow. It stands in the band, so that no lane runs
     * through it.
     */
    private void label(Event event, String style, int from, int to) {
        boolean starts = from == to ? from <= layout.bandLeft() : from < to;
        int x = starts ? layout.bandLeft() + 12 : layout.bandRight() - 12;
        shapes.text(style, starts ? "start" : "end", x, y, Readable.label(event));
    }

    private String colour(String party) {
        return "p" + Math.floorMod(parties.colour(party), SvgShapes.COLOURS);
    }
}
