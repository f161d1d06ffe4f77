package workbook.tap;

import java.util.Arrays;
import workbook.wire.Event;

/**
 * What one read gave, or a part of it, or the end of what one end sends.
 *
 * @param kind DATA, LOST (it goes no further), END or RESET
 * @param bytes holds what is carried, from {@code start} up to {@code end}
 * @param at when it came, as {@link System#nanoTime()} tells it
 * @param order grows with each piece that comes, over all directions of all connections
 */
record Piece(Event.Kind kind, byte[] bytes, int start, int end, long at, long order) {

    int length() {
        return end - start;
    }

    boolean isData() {
        return kind == Event.Kind.DATA;
    }

    /** Whether it carries bytes, if only none, rather than an end. */
    boolean carries() {
        return isData() || kind == Event.Kind.LOST;
    }

    /** What is left of it behind its first {@code count} bytes. */
    Piece from(int count) {
        return new Piece(kind, bytes, start + count, end, at, order);
    }

    Piece lost() {
        return isData() ? new Piece(Event.Kind.LOST, bytes, start, end, at, order) : this;
    }

    /** The bytes, and no others. */
    byte[] carried() {
        return length() == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
    }
}
