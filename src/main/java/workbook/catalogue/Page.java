package workbook.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson's README, which is its only metadata.
 *
 * @param title from the first line, {@code # 01 · Uppercase echo}
 * @param opening what stands between the title and the first section
 * @param tasks the numbered list of the section Tasks
 * @param hints the folded paragraphs of the section Hints, in order
 * @param tryNext the section Try next
 * @param demo the lines of the fenced block {@code demo}: the story of the demonstration
 * @param wire the lines of each fenced block {@code wire}: what crosses, scene by scene
 */
public record Page(
        String title,
        String opening,
        List<Task> tasks,
        List<Hint> hints,
        String tryNext,
        List<String> demo,
        List<List<String>> wire) {

    /** A numbered task; its number is that of the TODO and of the tag {@code task-N}. */
    public record Task(int number, String title, String text) {}

    /** A hint for a task, from a nudge to nearly the code. */
    public record Hint(int task, String title, String text) {}

    private static final Pattern TITLE = Pattern.compile("\\A# \\d\\d · (.+)");
    private static final Pattern TASK =
            Pattern.compile(
                    "(?m)^(\\d)\\. \\*\\*(.+?)\\.\\*\\* (.+?)(?=\\n\\d\\. \\*\\*|\\n\\n|\\Z)",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HINT =
            Pattern.compile(
                    "<details><summary>Task (\\d): (.+?)</summary>\\R(.+?)\\R</details>",
                    Pattern.DOTALL);

    /** Reads a page; whatever it lacks is empty. */
    public static Page parse(String markdown) {
        String text = markdown.replace("\r\n", "\n");
        Matcher title = TITLE.matcher(text);
        boolean titled = title.find();
        String body = titled ? text.substring(title.end()) : text;
        int section = body.indexOf("\n## ");
        List<Task> tasks = new ArrayList<>();
        Matcher task = TASK.matcher(section(text, "Tasks"));
        while (task.find()) {
            tasks.add(
                    new Task(
                            Integer.parseInt(task.group(1)),
                            task.group(2),
                            task.group(3).strip().replaceAll("\\s+", " ")));
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
                (section < 0 ? body : body.substring(0, section)).strip(),
                List.copyOf(tasks),
                List.copyOf(hints),
                content(section(text, "Try next")),
                blocks(text, "demo").stream().flatMap(List::stream).toList(),
                blocks(text, "wire"));
    }

    /** The lines of all fenced blocks of a kind. */
    private static List<List<String>> blocks(String text, String kind) {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```").matcher(text);
        List<List<String>> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1).lines().toList());
        }
        return blocks;
    }

    /** A section without its heading. */
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
