package workbook.worker;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requirement a test proves. The test has the tag {@code 3.2} for requirement 3.2, or {@code
 * task-3} in a lesson whose page does not number its requirements.
 *
 * @param task 0 if the test has neither tag
 * @param number 0 if the requirements of the page have no numbers
 */
public record RequirementTag(int task, int number) implements Comparable<RequirementTag> {

    private static final Pattern TAG = Pattern.compile("(?:task-)?(\\d+)(?:\\.(\\d+))?");

    /** Reads the tags of a test. If several are of this kind, the lowest counts. */
    public static RequirementTag of(Collection<String> tags) {
        return tags.stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .filter(tag -> tag.group().startsWith("task-") != (tag.group(2) != null))
                .map(RequirementTag::of)
                .min(Comparator.naturalOrder())
                .orElse(new RequirementTag(0, 0));
    }

    private static RequirementTag of(Matcher tag) {
        return new RequirementTag(
                Integer.parseInt(tag.group(1)),
                tag.group(2) == null ? 0 : Integer.parseInt(tag.group(2)));
    }

    /** {@code 3.2}, or empty if the page does not number its requirements. */
    public String id() {
        return number == 0 ? "" : task + "." + number;
    }

    /** How a verdict names it: {@code README 3.2}, or {@code README, task 3}. */
    public String inPage() {
        return number == 0 ? "README, task " + task : "README " + id();
    }

    @Override
    public int compareTo(RequirementTag other) {
        return Comparator.comparingInt(RequirementTag::task)
                .thenComparingInt(RequirementTag::number)
                .compare(this, other);
    }
}
