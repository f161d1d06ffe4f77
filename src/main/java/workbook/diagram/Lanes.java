package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.diagram.Palette.Ink;
import workbook.tap.Crossing;
import workbook.wire.Bytes;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/**
 * Draws events in a terminal while they happen. Each party has a lane, clients on the left and
 * servers on the right. An arrow shows what crosses. Safe for use by several threads.
 */
public final class Lanes {

    private static final int TIME = 10; // columns that the time takes
    private static final int FULL_ROW = 16; // bytes of a hex dump
    private static final int LEAST = 48; // columns that a text may have in the narrowest diagram
    private static final int BESIDE = 32; // columns that an arrow needs besides its text

    private final LaneStyle style;
    private final Parties parties = new Parties();
    private Layout layout;
    private boolean begun;

    /** Creates a diagram in which these parties have a lane from the beginning. */
    public Lanes(LaneStyle style, String... parties) {
        this.style = style;
        for (String party : parties) {
            this.parties.meet(party);
        }
        arrange();
    }

    private void arrange() {
        layout = new Layout(parties, style.times() ? TIME : 0, style.width());
    }

    /**
     * Returns the lines with the names above the lanes. Show them again when they have scrolled
     * away.
     */
    public synchronized List<String> header() {
        Row row = new Row(style.width());
        for (String party : parties.all()) {
            String name = Readable.text(layout.shortName(party));
            int from = layout.column(party) - Columns.width(name) / 2;
            row.put(Math.max(0, from), name, ink(party));
        }
        return List.of(row.text(style.palette()), lanes().text(style.palette()));
    }

    /**
     * Returns the lines that show one event. The header comes first if this is the first event or
     * if a party is new.
     */
    public synchronized List<String> lines(Crossing crossing) {
        Event event = crossing.event();
        List<String> lines = new ArrayList<>();
        boolean met = parties.meet(crossing);
        if (met) {
            arrange();
        }
        if (met || !begun && !parties.all().isEmpty()) {
            begun = true;
            lines.addAll(header());
        }
        List<Row> rows =
                switch (event.kind()) {
                    case NOTE -> note(event);
                    case PRINT -> print(event);
                    default -> crossing(event);
                };
        if (style.times() && !rows.isEmpty()) {
            double seconds = crossing.at().toNanos() / 1e9;
            rows.get(0).put(0, String.format(Locale.ROOT, "%7.3f s", seconds), Ink.FAINT);
        }
        rows.forEach(row -> lines.add(row.text(style.palette())));
        return lines;
    }

    private List<Row> note(Event event) {
        int from = style.times() ? TIME : 0;
        List<Row> rows = new ArrayList<>();
        for (String line : Readable.lines(event.bytes())) {
            for (String part : Columns.wrap(line, style.width() - from - 2)) {
                rows.add(new Row(style.width()).put(from, "▌ " + part, Ink.NOTE));
            }
        }
        return rows;
    }

    private List<Row> print(Event event) {
        String text = event.from() + " prints  " + Readable.text(event.bytes());
        return said(text, event.from(), ink(event.from()));
    }

    private List<Row> crossing(Event event) {
        ArrowStyle stroke = ArrowStyle.of(event.kind());
        Ink ink = stroke.isAlarming() ? Ink.ALARM : ink(event.from());
        boolean payload = event.kind() == Kind.DATA || event.kind() == Kind.LOST;
        String size = Bytes.count(event.bytes().length);
        String brief = event.kind() == Kind.LOST ? size + "  " + event.kind().words() : size;
        Arrow arrow = new Arrow(layout, event, stroke, ink);
        String label = arrow.named(payload && style.hex() ? brief : label(event));
        List<Row> rows = new ArrayList<>();
        if (arrow.holds(label)) {
            rows.add(arrow.draw(lanes(), label));
        } else {
            String above =
                    !payload ? label : style.hex() ? "" : Bytes.quote(event.bytes(), shown());
            rows.addAll(said(payload ? arrow.named(above) : above, event.from(), ink));
            rows.add(arrow.draw(lanes(), payload ? brief : ""));
        }
        if (payload && style.hex()) {
            rows.addAll(dump(event.bytes()));
        }
        return rows;
    }

    private String label(Event event) {
        return Readable.label(event, shown());
    }

    /** Returns the columns of a text before it is cut. A wider diagram allows more. */
    private int shown() {
        return style.whole() ? Integer.MAX_VALUE : Math.max(LEAST, style.width() - BESIDE);
    }

    /** Returns rows with a text in the band, beside the lane of a party. */
    private List<Row> said(String text, String party, Ink ink) {
        List<String> parts = Columns.wrap(text, layout.band() - 2);
        int widest = parts.stream().mapToInt(Columns::width).max().orElse(0);
        int from = layout.isLeft(party) ? layout.bandFrom() + 1 : layout.bandTo() - 1 - widest;
        return new ArrayList<>(parts.stream().map(part -> lanes().put(from, part, ink)).toList());
    }

    /**
     * Returns the rows of a hex dump: between the lanes if there is room, otherwise without lanes.
     */
    private List<Row> dump(byte[] bytes) {
        int perRow = style.width() >= HexDump.width(FULL_ROW) ? FULL_ROW : FULL_ROW / 2;
        int width = HexDump.width(perRow);
        boolean between = layout.band() >= width + 2;
        int from = between ? layout.bandFrom() + 1 : (style.width() - width) / 2;
        List<Row> rows = new ArrayList<>();
        for (String line : HexDump.rows(bytes, perRow)) {
            Row row = between ? lanes() : new Row(style.width());
            rows.add(row.put(from, line, Ink.NONE));
        }
        return rows;
    }

    private Row lanes() {
        Row row = new Row(style.width());
        for (String party : parties.all()) {
            row.put(layout.column(party), "│", Ink.FAINT);
        }
        return row;
    }

    private Ink ink(String party) {
        return Ink.party(parties.colour(party));
    }
}
