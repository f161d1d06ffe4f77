package workbook.tap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import workbook.wire.Event;

/**
 * Holds the pieces of one direction in the order in which they came. It splits and glues them when
 * they leave.
 */
final class PendingPieces {

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final boolean stream;

    /**
     * @param stream whether pieces may be split and glued; datagrams must not be
     */
    PendingPieces(boolean stream) {
        this.stream = stream;
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    int size() {
        return pieces.size();
    }

    /** Returns the oldest piece; null if there is none. */
    Piece first() {
        return pieces.peek();
    }

    /** Removes all pieces and returns them in order. */
    List<Piece> removeAll() {
        List<Piece> all = List.copyOf(pieces);
        pieces.clear();
        return all;
    }

    /**
     * Removes the next piece that passes, and returns it.
     *
     * @param split the largest number of bytes that it may have; 0 for no limit
     * @param glued whether the pieces after the first one are joined with it
     */
    Piece next(int split, boolean glued) {
        Piece first = pieces.remove();
        int most = most(split);
        if (!cuttable(first) || first.length() <= most && !glued) {
            return first;
        }
        pieces.addFirst(first);
        var joined = new ByteArrayOutputStream();
        do {
            Piece next = pieces.remove();
            int count = Math.min(most - joined.size(), next.length());
            joined.write(next.bytes(), next.start(), count);
            if (count < next.length()) {
                pieces.addFirst(next.from(count));
            }
        } while (glued && joined.size() < most && !isEmpty() && cuttable(first()));
        byte[] bytes = joined.toByteArray();
        return new Piece(Event.Kind.DATA, bytes, 0, bytes.length, first.at(), first.order());
    }

    /**
     * Returns how many pieces will leave, after splitting and gluing, if only the {@code counted}
     * ones are considered.
     */
    int count(int split, boolean glued, Predicate<Piece> counted) {
        int most = most(split);
        int count = 0;
        int together = 0; // bytes that are glued into one piece, before it is split
        for (Piece piece : pieces) {
            if (!cuttable(piece) || !glued) {
                count += ceiling(together, most);
                together = 0;
            }
            if (counted.test(piece)) {
                if (cuttable(piece)) {
                    together += piece.length();
                } else {
                    count++;
                }
            }
        }
        return count + ceiling(together, most);
    }

    private boolean cuttable(Piece piece) {
        return stream && piece.isData();
    }

    private static int most(int split) {
        return split > 0 ? split : Integer.MAX_VALUE;
    }

    private static int ceiling(int bytes, int most) {
        return bytes / most + (bytes % most == 0 ? 0 : 1);
    }
}
