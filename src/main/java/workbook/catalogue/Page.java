package workbook.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson's README, which is its only metadata.
 *
 * @param title from the first line, {@code # 01 · Uppercase echo}
 * @param opening the first paragraph
 * @param release the Java release for which its code is compiled, and the oldest JDK that can run
 *     it: 17, unless the paragraph {@code **You need**} names another, such as {@code JDK 21}
 * @param tasks the tasks of the section Tasks
 * @param hints the folded paragraphs of the section Hints, in order
 * @param goFurther the section Go further
 * @param demo the lines of the fenced block {@code demo}: the story of the demonstration
 * @param wire the lines of each fenced block {@code wire}, which show what crosses, scene by scene
 */
public record Page(
        String title,
        String opening,
        int release,
        List<Task> tasks,
        List<Hint> hints,
        String goFurther,
        List<String> demo,
        List<List<String>> wire) {

    /**
     * A task. Its number is that of its TODO.
     *
     * @param text the first paragraph, which explains its purpose
     * @param requirements the requirements that are graded
     */
    public record Task(int number, String title, String text, List<Requirement> requirements) {}

    /**
     * A requirement, in one or a few sentences, that a solution must meet.
     *
     * @param id the number of the task and its own number: {@code 3.2}. Its tests have the same tag
     */
    public record Requirement(String id, String text) {}

    /** A hint for a task. The first hints are vague, and the last ones nearly show the code. */
    public record Hint(int task, String title, String text) {}

    private static final int RELEASE = 17; // unless the page names another

    private static final Pattern TITLE = Pattern.compile("\\A# \\d\\d · (.+)");
    private static final Pattern JDK = Pattern.compile("\\*\\*You need\\*\\*[^*]*\\bJDK (\\d+)");
    private static final Pattern TASK =
            Pattern.compile("(?ms)^### (\\d)\\. ([^\\n]+?)(?: · [^\\n]*)?\\n(.*?)(?=^### |\\z)");
    private static final Pattern REQUIREMENT =
            Pattern.compile("(?ms)^- \\*\\*(\\d\\.\\d)\\*\\* (.+?)(?=\\n- |\\n\\n|\\s*\\z)");
    private static final Pattern HINT =
            Pattern.compile(
                    "<details><summary>Task (\\d): (.+?)</summary>\\s*(.+?)\\s*</details>",
                    Pattern.DOTALL);

    /** Parses a page. A part that is missing from the page is empty. */
    public static Page parse(String markdown) {
        String text = markdown.replace("\r\n", "\n");
        Matcher title = TITLE.matcher(text);
        boolean titled = title.find();
        String body = titled ? text.substring(title.end()) : text;
        List<Task> tasks = new ArrayList<>();
        Matcher task = TASK.matcher(section(text, "Tasks"));
        while (task.find()) {
            tasks.add(
                    new Task(
                            Integer.parseInt(task.group(1)),
                            task.group(2),
                            firstParagraph(task.group(3)),
                            requirements(task.group(3))));
        }
        List<Hint> hints = new ArrayList<>();
        Matcher hint = HINT.matcher(section(text, "Hints"));
        while (hint.find()) {
            hints.add(
                    new Hint(
                            Integer.parseInt(hint.group(1)), hint.group(2), hint.group(3).strip()));
        }
        return new Page(
                titled ? title.group(1).strip() : "",
                firstParagraph(body),
                release(body),
                List.copyOf(tasks),
                List.copyOf(hints),
                content(section(text, "Go further")),
                blocks(text, "demo").stream().flatMap(List::stream).toList(),
                blocks(text, "wire"));
    }

    private static int release(String body) {
        Matcher jdk = JDK.matcher(body);
        return jdk.find() ? Integer.parseInt(jdk.group(1)) : RELEASE;
    }

    private static List<Requirement> requirements(String task) {
        List<Requirement> requirements = new ArrayList<>();
        Matcher requirement = REQUIREMENT.matcher(task);
        while (requirement.find()) {
            requirements.add(new Requirement(requirement.group(1), oneLine(requirement.group(2))));
        }
        return List.copyOf(requirements);
    }

    private static String firstParagraph(String text) {
        return oneLine(text.strip().split("\n\\s*\n", 2)[0]);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Returns the lines of each fenced block of a kind. */
    private static List<List<String>> blocks(String text, String kind) {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```").matcher(text);
        List<List<String>> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1).lines().toList());
        }
        return blocks;
    }

    /** Returns a section without its heading. */
    private static String content(String section) {
        return section.isEmpty() ? "" : section.substring(section.indexOf('\n', 1)).strip();
    }

    private static String section(String text, String name) {
        int start = text.indexOf("\n## " + name + "\n");
        if (start < 0) {
            return "";
        }
        int end = text.indexOf("\n## ", start + 1);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }
}
