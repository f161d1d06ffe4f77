package workbook.check;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;

/**
 * A wrong solution as a change to the reference solution: a header that describes the mistake, then
 * a unified diff of one or more files. The patch applies only if the lines of each hunk are at the
 * line number that the hunk names, and nowhere else in the file.
 *
 * @param changes the change of each file, by the file's name
 */
record MistakePatch(Header header, SortedMap<String, Change> changes) {

    private static final String NO_FILE = "/dev/null";
    private static final Pattern OLD = Pattern.compile("--- (?:a/(\\w+\\.java)|/dev/null)");
    private static final Pattern NEW = Pattern.compile("\\+\\+\\+ (?:b/(\\w+\\.java)|/dev/null)");

    /** The change of a file, and whether the file exists before and after it. */
    private record Change(boolean before, boolean after, Patch<String> hunks) {}

    /**
     * Reads a patch.
     *
     * @throws UsageError if the text is not a patch; the message begins with {@code name}
     */
    static MistakePatch parse(String name, String text) {
        List<String> lines = text.lines().toList(); // with any line ends
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (OLD.matcher(lines.get(i)).matches() && lines.get(i + 2).startsWith("@@ ")) {
                starts.add(i);
            }
        }
        if (starts.isEmpty()) {
            throw new UsageError(
                    name
                            + " holds no change: expected  --- a/Name.java  and  +++ b/Name.java  and  @@ …");
        }
        starts.add(lines.size());
        SortedMap<String, Change> changes = new TreeMap<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            List<String> section = lines.subList(starts.get(i), starts.get(i + 1));
            Matcher from = OLD.matcher(section.get(0));
            Matcher to = NEW.matcher(section.get(1));
            boolean named = from.matches() && to.matches();
            String before = named ? from.group(1) : null;
            String after = named ? to.group(1) : null;
            String file = before == null ? after : before;
            boolean same = before == null || after == null || before.equals(after);
            if (file == null || !same || changes.containsKey(file)) {
                throw new UsageError(
                        "%s names its files wrongly: \"%s\", \"%s\"."
                                .formatted(name, section.get(0), section.get(1)));
            }
            changes.put(
                    file,
                    new Change(
                            before != null,
                            after != null,
                            UnifiedDiffUtils.parseUnifiedDiff(section)));
        }
        return new MistakePatch(Header.parse(lines.subList(0, starts.get(0))), changes);
    }

    /**
     * Returns the patch that turns the right solution into the wrong one. Both map the names of
     * files to their lines.
     */
    static MistakePatch between(
            Header header, Map<String, List<String>> right, Map<String, List<String>> wrong) {
        SortedMap<String, Change> changes = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(right.keySet());
        names.addAll(wrong.keySet());
        for (String name : names) {
            List<String> before = right.getOrDefault(name, List.of());
            List<String> after = wrong.getOrDefault(name, List.of());
            if (!before.equals(after)) {
                changes.put(
                        name,
                        new Change(
                                right.containsKey(name),
                                wrong.containsKey(name),
                                DiffUtils.diff(before, after)));
            }
        }
        return new MistakePatch(header, changes);
    }

    /** Returns whether more than half of the lines of the changed files differ. */
    boolean isAnotherProgram(Map<String, List<String>> right) {
        int differ = 0;
        int all = 0;
        for (Map.Entry<String, Change> entry : changes.entrySet()) {
            int lines = right.getOrDefault(entry.getKey(), List.of()).size();
            all += 2 * lines;
            for (AbstractDelta<String> delta : entry.getValue().hunks.getDeltas()) {
                differ += delta.getSource().size() + delta.getTarget().size();
                all += delta.getTarget().size() - delta.getSource().size();
            }
        }
        return 2 * differ > all;
    }

    /**
     * Returns the wrong solution.
     *
     * @param right the reference solution: the lines of each file by the file's name
     * @throws UsageError if a line is not where the patch expects it, or the lines of a hunk occur
     *     more than once; the message begins with {@code name}
     */
    SortedMap<String, List<String>> applyTo(Map<String, List<String>> right, String name) {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        changes.forEach(
                (file, change) -> {
                    if (change.before != right.containsKey(file)) {
                        throw new UsageError(
                                change.before
                                        ? "%s does not apply: the solution has no %s."
                                                .formatted(name, file)
                                        : "%s does not apply: the solution has a %s already."
                                                .formatted(name, file));
                    }
                    if (right.containsKey(file)) {
                        requireOnePlace(change.hunks, right.get(file), name, file);
                    }
                    try {
                        wrong.put(file, change.hunks.applyTo(right.getOrDefault(file, List.of())));
                    } catch (PatchFailedException e) {
                        throw new UsageError(
                                "%s does not apply: the lines that it changes are not where it expects them in %s."
                                        .formatted(name, file));
                    }
                    if (!change.after) {
                        wrong.remove(file);
                    }
                });
        return wrong;
    }

    private static void requireOnePlace(
            Patch<String> hunks, List<String> lines, String name, String file) {
        for (AbstractDelta<String> hunk : hunks.getDeltas()) {
            List<String> before = hunk.getSource().getLines();
            int first = Collections.indexOfSubList(lines, before);
            int last = Collections.lastIndexOfSubList(lines, before);
            if (first != last) {
                throw new UsageError(
                        "%s applies in several places of %s, such as lines %d and %d: give it more context."
                                .formatted(name, file, first + 1, last + 1));
            }
        }
    }

    /**
     * Returns the wrong solution, made from a reference solution that was edited since. Makes each
     * change at the one place where its lines are now. Comments may differ.
     *
     * @throws UsageError if a change has no place or more than one; the message begins with {@code
     *     name}
     */
    SortedMap<String, List<String>> carryTo(Map<String, List<String>> right, String name) {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        changes.forEach(
                (file, change) -> {
                    if (!change.before || !change.after || !right.containsKey(file)) {
                        MistakePatch whole =
                                new MistakePatch(header, new TreeMap<>(Map.of(file, change)));
                        SortedMap<String, List<String>> made = whole.applyTo(right, name);
                        wrong.remove(file);
                        if (made.containsKey(file)) {
                            wrong.put(file, made.get(file));
                        }
                    } else {
                        try {
                            wrong.put(file, HunkLocator.over(change.hunks, right.get(file)));
                        } catch (UsageError e) {
                            throw new UsageError(name + ": " + file + " " + e.getMessage());
                        }
                    }
                });
        return wrong;
    }

    /**
     * Returns the content of the file for this patch.
     *
     * @param right the reference solution from which the patch was made
     */
    String text(Map<String, List<String>> right) {
        List<String> lines = new ArrayList<>(header.lines());
        changes.forEach(
                (file, change) -> {
                    lines.add("--- " + (change.before ? "a/" + file : NO_FILE));
                    lines.add("+++ " + (change.after ? "b/" + file : NO_FILE));
                    List<String> before = right.getOrDefault(file, List.of());
                    lines.addAll(Hunks.of(change.hunks, before));
                });
        return String.join("\n", lines) + "\n";
    }

    /**
     * The description of a mistake.
     *
     * @param mistake what the learner believes
     * @param wire the situation in which it goes wrong, and what the peer sees
     * @param fails words of the title of the test that must fail first
     * @param says words of the cause that the failure must name
     * @param nots words of each cause that the failure must not name, because these causes belong
     *     to other mistakes that fail at the same test
     */
    record Header(String mistake, String wire, String fails, String says, List<String> nots) {

        private static final String NOT = "not: ";
        private static final List<String> LABELS = List.of("mistake", "wire", "fails", "says");

        static Header parse(List<String> lines) {
            Map<String, String> found = new LinkedHashMap<>();
            for (String line : lines) {
                for (String label : LABELS) {
                    if (line.startsWith(label + ":")) {
                        found.putIfAbsent(label, line.substring(label.length() + 1).strip());
                    }
                }
            }
            return new Header(
                    found.getOrDefault("mistake", ""),
                    found.getOrDefault("wire", ""),
                    found.getOrDefault("fails", ""),
                    found.getOrDefault("says", ""),
                    lines.stream()
                            .filter(line -> line.startsWith(NOT))
                            .map(line -> line.substring(NOT.length()).strip())
                            .toList());
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(("mistake: " + mistake).strip());
            lines.add(("wire: " + wire).strip());
            lines.add(("fails: " + fails).strip());
            lines.add(("says: " + says).strip());
            nots.forEach(not -> lines.add(NOT + not));
            return List.copyOf(lines);
        }

        /** Returns the labels of the lines that are still empty. */
        List<String> missing() {
            return lines().stream()
                    .filter(line -> line.endsWith(":"))
                    .map(line -> line.substring(0, line.length() - 1))
                    .filter(LABELS::contains)
                    .toList();
        }
    }
}
