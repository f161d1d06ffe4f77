package workbook.tap;

import java.util.function.IntPredicate;

/** Decides what happens to the datagrams of one direction, by their numbers. */
final class DatagramFaults {

    private IntPredicate dropped = number -> false;
    private IntPredicate duplicated = number -> false;
    private int count;

    synchronized void drop(IntPredicate which) {
        dropped = which;
    }

    synchronized void duplicate(IntPredicate which) {
        duplicated = which;
    }

    /** Counts the next datagram and returns how many times it arrives: 0, 1 or 2. */
    synchronized int copies() {
        count++;
        if (dropped.test(count)) {
            return 0;
        }
        return duplicated.test(count) ? 2 : 1;
    }
}
