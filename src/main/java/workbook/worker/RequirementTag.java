package workbook.worker;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requirement a test proves: it has the tag {@code 3.2} for requirement 3.2.
 *
 * @param task 0 if the test has no such tag
 * @param number of the requirement in the task
 */
public record RequirementTag(int task, int number) implements Comparable<RequirementTag> {

    private static final Pattern TAG = Pattern.compile("(\\d+)\\.(\\d+)");

    /** Reads the tags of a test. If several are of this kind, the lowest counts. */
    public static RequirementTag of(Collection<String> tags) {
        return tags.stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(RequirementTag::of)
                .min(Comparator.naturalOrder())
                .orElse(new RequirementTag(0, 0));
    }

    private static RequirementTag of(Matcher tag) {
        return new RequirementTag(Integer.parseInt(tag.group(1)), Integer.parseInt(tag.group(2)));
    }

    /** {@code 3.2}, or empty if the test has no tag. */
    public String id() {
        return task == 0 ? "" : task + "." + number;
    }

    /** How a verdict names it: {@code README 3.2}, or {@code README} if the test has no tag. */
    public String inPage() {
        return ("README " + id()).strip();
    }

    @Override
    public int compareTo(RequirementTag other) {
        return Comparator.comparingInt(RequirementTag::task)
                .thenComparingInt(RequirementTag::number)
                .compare(this, other);
    }
}
