package workbook.check;

import java.util.ArrayList;
import java.util.List;

/** Finds parts of a page that a terminal or a browser would not show well. */
final class PageForm {

    private static final int CODE = 76; // columns; a terminal of 80 indents code by 4
    private static final int DIAGRAM = 80; // columns; a wire block has its own margin

    private final List<String> problems = new ArrayList<>();
    private String fence = ""; // the first line of the current block; empty outside of blocks

    private PageForm() {}

    /** Returns the problems, a sentence each; an empty list if there are none. */
    static List<String> problems(String markdown) {
        PageForm form = new PageForm();
        List<String> lines = markdown.lines().map(line -> line.replaceFirst("^> ?", "")).toList();
        for (int i = 0; i < lines.size(); i++) {
            String before = i == 0 ? "" : lines.get(i - 1);
            String after = i + 1 == lines.size() ? "" : lines.get(i + 1);
            form.read(i + 1, before, lines.get(i), after);
        }
        return form.problems;
    }

    private void read(int number, String before, String line, String after) {
        if (line.startsWith("```")) {
            fence = fence.isEmpty() ? line : "";
        } else if (!fence.isEmpty()) {
            int columns = fence.equals("```wire") ? DIAGRAM : CODE;
            if (!fence.equals("```demo") && line.length() > columns) {
                problems.add(
                        "line %d of the page has %d columns of code, more than %d"
                                .formatted(number, line.length(), columns));
            }
        } else if (line.startsWith("<details>")) {
            if (!line.endsWith("</summary>") || !after.isBlank()) {
                problems.add(
                        "line %d of the page: a fold begins with <details><summary>…</summary> and an empty line"
                                .formatted(number));
            }
        } else if (line.contains("</details>")
                && (!line.equals("</details>") || !before.isBlank())) {
            problems.add(
                    "line %d of the page: a fold ends with an empty line and </details>"
                            .formatted(number));
        }
    }
}
