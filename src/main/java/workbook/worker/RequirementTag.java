package workbook.worker;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requirement that a test proves. The test has the tag {@code 3.2} for requirement 3.2.
 *
 * @param task the number of the task; 0 if the test has no such tag
 * @param number the number of the requirement in the task
 */
public record RequirementTag(int task, int number) implements Comparable<RequirementTag> {

    private static final Pattern TAG = Pattern.compile("(\\d+)\\.(\\d+)");

    /** Finds the requirement in the tags of a test. If there are several, the lowest counts. */
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

    /** Returns {@code 3.2}; empty if the test has no such tag. */
    public String id() {
        return task == 0 ? "" : task + "." + number;
    }

    /**
     * Returns how a verdict refers to it: {@code README 3.2}, or {@code README} if the test has no
     * such tag.
     */
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
