package workbook.check;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import workbook.catalogue.UsageError;

/** Finds the places of a patch's hunks in a file that was edited since the patch was made. */
final class HunkLocator {

    private final List<String> file;
    private final UnaryOperator<String> words; // the part of a line that is compared
    private final List<Integer> places = new ArrayList<>(); // of the hunks placed so far
    private List<Integer> found = List.of();
    private int ways;

    private HunkLocator(List<String> file, UnaryOperator<String> words) {
        this.file = file;
        this.words = words;
    }

    /**
     * Returns the file with all changes made. There must be exactly one way to place the hunks. The
     * search tries three times: with the context of the hunks, then with the context but ignoring
     * comments, and finally only with the lines that the hunks replace.
     *
     * @throws UsageError if there is no way to place the hunks, or more than one
     */
    static List<String> over(Patch<String> patch, List<String> file) {
        List<Hunk> whole = patch.getDeltas().stream().map(Hunk::of).toList();
        List<Hunk> bare = whole.stream().map(Hunk::withoutContext).toList();
        UnaryOperator<String> asItIs = line -> line;
        boolean several = false;
        for (Attempt attempt :
                List.of(
                        new Attempt(whole, asItIs),
                        new Attempt(whole, HunkLocator::code),
                        new Attempt(bare, HunkLocator::code))) {
            HunkLocator locator = new HunkLocator(file, attempt.words);
            locator.place(attempt.hunks, 0);
            if (locator.ways == 1) {
                return changed(file, attempt.hunks, locator.found);
            }
            several |= locator.ways > 1;
        }
        throw new UsageError(
                several
                        ? "has several places for one of its changes"
                        : "no longer has the lines that it changes");
    }

    private record Attempt(List<Hunk> hunks, UnaryOperator<String> words) {}

    /**
     * Tries all places for the hunks that are not placed yet. Each hunk comes after the previous
     * one.
     */
    private void place(List<Hunk> hunks, int from) {
        if (places.size() == hunks.size()) {
            ways++;
            found = List.copyOf(places);
            return;
        }
        Hunk next = hunks.get(places.size());
        for (int at = from; at + next.before.size() <= file.size() && ways < 2; at++) {
            if (!next.before.isEmpty() && fits(next, at)) {
                places.add(at);
                place(hunks, at + next.before.size());
                places.remove(places.size() - 1);
            }
        }
    }

    private boolean fits(Hunk hunk, int at) {
        for (int i = 0; i < hunk.before.size(); i++) {
            if (!words.apply(hunk.before.get(i)).equals(words.apply(file.get(at + i)))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a line without its comment and its indentation. */
    private static String code(String line) {
        String text = line.strip();
        boolean comment = text.startsWith("//") || text.startsWith("*") || text.startsWith("/*");
        int end = comment ? 0 : text.lastIndexOf(" // ");
        return end < 0 ? text : text.substring(0, end).strip();
    }

    /** Makes the changes from the last to the first, so that the earlier places stay valid. */
    private static List<String> changed(List<String> file, List<Hunk> hunks, List<Integer> places) {
        List<String> lines = new ArrayList<>(file);
        for (int i = hunks.size() - 1; i >= 0; i--) {
            Hunk hunk = hunks.get(i);
            List<AbstractDelta<String>> deltas =
                    DiffUtils.diff(hunk.before, hunk.after).getDeltas();
            for (int d = deltas.size() - 1; d >= 0; d--) { // lines between may have changed
                AbstractDelta<String> delta = deltas.get(d);
                int at = places.get(i) + delta.getSource().getPosition();
                List<String> replaced = lines.subList(at, at + delta.getSource().size());
                replaced.clear();
                replaced.addAll(delta.getTarget().getLines());
            }
        }
        return lines;
    }

    /** The lines of a change with their context, before and after it. */
    private record Hunk(List<String> before, List<String> after) {

        static Hunk of(AbstractDelta<String> delta) {
            return new Hunk(delta.getSource().getLines(), delta.getTarget().getLines());
        }

        Hunk withoutContext() {
            int most = Math.min(before.size(), after.size());
            int head = 0;
            while (head < most && before.get(head).equals(after.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < most - head
                    && before.get(before.size() - 1 - tail)
                            .equals(after.get(after.size() - 1 - tail))) {
                tail++;
            }
            return new Hunk(
                    before.subList(head, before.size() - tail),
                    after.subList(head, after.size() - tail));
        }
    }
}
