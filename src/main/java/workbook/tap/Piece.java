package workbook.tap;

import java.util.Arrays;
import workbook.wire.Event;

/**
 * The bytes of one read, or a part of them, or the end of one direction.
 *
 * @param kind DATA, LOST (it goes no further), END or RESET
 * @param bytes holds what is carried, from {@code start} up to {@code end}
 * @param at when it arrived, in terms of {@link System#nanoTime()}
 * @param order grows with each piece that comes, over all directions of all connections
 */
record Piece(Event.Kind kind, byte[] bytes, int start, int end, long at, long order) {

    int length() {
        return end - start;
    }

    boolean isData() {
        return kind == Event.Kind.DATA;
    }

    /** Whether it carries bytes (it may be 0 of them) rather than an end. */
    boolean carries() {
        return isData() || kind == Event.Kind.LOST;
    }

    /** Returns what is left of it after its first {@code count} bytes. */
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
