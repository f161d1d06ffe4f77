package workbook.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps everything that has happened on the wire so far, in order. Safe for use by several threads.
 */
public final class Transcript {

    private static final int SHOWN = 14; // events; a longer transcript shows only the last ones
    private static final int WIDTH = 80; // columns of a line
    private static final int NUMBER = 7; // columns of the number in front of each event
    private static final int BETWEEN = 3; // columns between two parts of a line
    private static final byte[] NOTHING = {};

    private final List<Entry> entries = new ArrayList<>();
    private Entry growing; // the last entry, if further bytes may join it; otherwise null
    private long version;

    /** An event whose bytes came in pieces. {@code event()} joins them. */
    private static final class Entry {
        private final Event.Kind kind;
        private final String from;
        private final String to;
        private final List<byte[]> pieces = new ArrayList<>();

        Entry(Event.Kind kind, String from, String to) {
            this.kind = kind;
            this.from = from;
            this.to = to;
        }

        boolean goes(String from, String to) {
            return this.from.equals(from) && this.to.equals(to);
        }

        Event event() {
            if (pieces.size() > 1) {
                ByteArrayOutputStream joined =
                        new ByteArrayOutputStream(pieces.stream().mapToInt(p -> p.length).sum());
                pieces.forEach(joined::writeBytes);
                pieces.clear();
                pieces.add(joined.toByteArray());
            }
            return new Event(kind, from, to, pieces.get(0));
        }
    }

    /** Adds an event that carries no bytes. */
    public void add(Event.Kind kind, String from, String to) {
        add(kind, from, to, NOTHING);
    }

    /** Adds an event that carries bytes. It is never joined with others. */
    public synchronized void add(Event.Kind kind, String from, String to, byte[] bytes) {
        begin(kind, from, to).pieces.add(bytes);
        growing = null;
        version++;
    }

    private Entry begin(Event.Kind kind, String from, String to) {
        Entry entry = new Entry(kind, from, to);
        entries.add(entry);
        return entry;
    }

    /** Adds bytes that one side sent in one piece. They are never joined with others. */
    public void sent(String from, String to, byte[] bytes) {
        add(Event.Kind.DATA, from, to, bytes);
    }

    /**
     * Adds bytes that were received. TCP may cut a stream anywhere, so if the previous event is
     * received bytes in the same direction, these are joined with it.
     *
     * @param bytes at least one; the caller must not change the array afterwards
     */
    public synchronized void received(String from, String to, byte[] bytes) {
        if (growing == null || !growing.goes(from, to)) {
            growing = begin(Event.Kind.DATA, from, to);
        }
        growing.pieces.add(bytes);
        version++;
    }

    /** Returns a number that grows with each addition. */
    public synchronized long version() {
        return version;
    }

    /** Returns all events so far. */
    public synchronized List<Event> events() {
        return entries.stream().map(Entry::event).toList();
    }

    /**
     * Returns a numbered line for each event: {@code 1 client → server "hello, " 7 bytes}. A long
     * transcript is shortened to its last events.
     */
    public List<String> lines() {
        List<Event> all = events();
        int first = Math.max(0, all.size() - SHOWN);
        List<String> lines = new ArrayList<>();
        if (first > 0) {
            lines.add("       … " + first + " earlier");
        }
        lines.addAll(lines(all.subList(first, all.size()), first + 1));
        return lines;
    }

    /**
     * Returns a numbered line for each event, with arrows, texts and sizes aligned in columns. It
     * leaves out no event, but cuts long texts so that a line fits into 80 columns.
     *
     * @param number the number of the first event
     */
    public static List<String> lines(List<Event> events, int number) {
        int arrow = 0;
        int size = 0;
        for (Event event : events) {
            arrow = Math.max(arrow, event.arrow().length());
            size = Math.max(size, event.size().length());
        }
        int room = WIDTH - NUMBER - arrow - 2 * BETWEEN - size;
        int text = 0;
        for (Event event : events) {
            if (event.kind() == Event.Kind.DATA) {
                text = Math.max(text, event.what(room).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (Event event : events) {
            String what = event.what(room);
            StringBuilder line = new StringBuilder();
            line.append(pad(NUMBER - 2, String.valueOf(number + lines.size()))).append("  ");
            line.append(event.arrow());
            line.append(" ".repeat(arrow - event.arrow().length() + BETWEEN));
            line.append(what);
            if (event.kind() == Event.Kind.DATA) {
                line.append(" ".repeat(text - what.length() + BETWEEN));
                line.append(event.size());
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String pad(int width, String number) {
        return " ".repeat(Math.max(0, width - number.length())) + number;
    }
}
