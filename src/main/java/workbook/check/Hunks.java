package workbook.check;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Writes the hunks of a unified diff. Each hunk has only as many lines of context as it needs to be
 * unique in the file. Usually this is none, because the lines that it replaces occur only once.
 */
final class Hunks {

    /** Changes in one hunk, in lines {@code from} to {@code to} (exclusive) of the file. */
    private record Hunk(int from, int to, List<AbstractDelta<String>> deltas) {}

    private Hunks() {}

    static List<String> of(Patch<String> changes, List<String> file) {
        Deque<Hunk> hunks = new ArrayDeque<>();
        for (AbstractDelta<String> delta : changes.getDeltas()) {
            Hunk next = unique(delta, file);
            List<AbstractDelta<String>> deltas = new ArrayList<>();
            while (!hunks.isEmpty() && hunks.getLast().to >= next.from) { // merge hunks that touch
                Hunk last = hunks.removeLast();
                deltas.addAll(0, last.deltas);
                next =
                        new Hunk(
                                Math.min(last.from, next.from),
                                Math.max(last.to, next.to),
                                List.of());
            }
            deltas.add(delta);
            hunks.add(new Hunk(next.from, next.to, deltas));
        }
        List<String> lines = new ArrayList<>();
        int grown = 0; // how many lines longer the file has become so far
        for (Hunk hunk : hunks) {
            List<String> body = body(hunk, file);
            int before = hunk.to - hunk.from;
            int after = (int) body.stream().filter(line -> !line.startsWith("-")).count();
            lines.add(
                    "@@ -%s +%s @@"
                            .formatted(range(hunk.from, before), range(hunk.from + grown, after)));
            lines.addAll(body);
            grown += after - before;
        }
        return lines;
    }

    private static Hunk unique(AbstractDelta<String> delta, List<String> file) {
        int from = delta.getSource().getPosition();
        int to = from + delta.getSource().size();
        boolean up = true;
        while (!isUnique(from, to, file) && (from > 0 || to < file.size())) {
            if (from > 0 && (up || to == file.size())) {
                from--;
            } else {
                to++;
            }
            up = !up;
        }
        return new Hunk(from, to, List.of(delta));
    }

    private static boolean isUnique(int from, int to, List<String> file) {
        List<String> lines = file.subList(from, to);
        return from < to
                && Collections.indexOfSubList(file, lines)
                        == Collections.lastIndexOfSubList(file, lines);
    }

    private static List<String> body(Hunk hunk, List<String> file) {
        List<String> body = new ArrayList<>();
        int at = hunk.from;
        for (AbstractDelta<String> delta : hunk.deltas) {
            file.subList(at, delta.getSource().getPosition()).forEach(line -> body.add(" " + line));
            delta.getSource().getLines().forEach(line -> body.add("-" + line));
            delta.getTarget().getLines().forEach(line -> body.add("+" + line));
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        file.subList(at, hunk.to).forEach(line -> body.add(" " + line));
        return body;
    }

    /** Returns a range as unified diffs write it. An empty range is named by the line before it. */
    private static String range(int from, int length) {
        int first = length == 0 ? from : from + 1;
        return length == 1 ? String.valueOf(first) : first + "," + length;
    }
}
