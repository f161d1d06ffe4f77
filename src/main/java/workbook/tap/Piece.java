package workbook.tap;

import java.util.Arrays;
import workbook.wire.Event;

/**
 * The bytes of one read, or a part of them, or the end of one direction.
 *
 * @param kind DATA, LOST (it does not reach the receiver), END or RESET
 * @param bytes contains the data, from {@code start} up to {@code end}, which is exclusive
 * @param at when it arrived at the tap, by {@link System#nanoTime()}
 * @param order grows with each piece that arrives, across all directions and connections
 */
record Piece(Event.Kind kind, byte[] bytes, int start, int end, long at, long order) {

    int length() {
        return end - start;
    }

    boolean isData() {
        return kind == Event.Kind.DATA;
    }

    /** Returns whether it is data (perhaps of 0 bytes) and not an END or a RESET. */
    boolean carries() {
        return isData() || kind == Event.Kind.LOST;
    }

    /** Returns the rest of this piece after its first {@code count} bytes. */
    Piece from(int count) {
        return new Piece(kind, bytes, start + count, end, at, order);
    }

    Piece lost() {
        return isData() ? new Piece(Event.Kind.LOST, bytes, start, end, at, order) : this;
    }

    /** Returns an array that contains only the data of this piece. */
    byte[] carried() {
        return length() == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
    }
}
