package workbook.tap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import workbook.wire.Event;

/** Pieces of one direction in the order in which they came, split and glued as they leave. */
final class PendingPieces {

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final boolean stream;

    /**
     * @param stream whether pieces may be split and glued; datagrams may not
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

    /** The piece that came first; null if there is none. */
    Piece first() {
        return pieces.peek();
    }

    /** Removes everything, in order. */
    List<Piece> removeAll() {
        List<Piece> all = List.copyOf(pieces);
        pieces.clear();
        return all;
    }

    /**
     * Removes what passes next.
     *
     * @param split the most bytes that it may have; 0 for any number
     * @param glued whether the pieces after the first one pass together with it
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

    /** How many pieces would pass, one after another, of those that are {@code counted}. */
    int count(int split, boolean glued, Predicate<Piece> counted) {
        int most = most(split);
        int count = 0;
        int together = 0; // bytes that go as one, but for being split
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
