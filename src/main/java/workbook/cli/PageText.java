package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays out a lesson's page for a terminal, without its Markdown. It leaves out the hints, because
 * the learner asks for them separately. A fold, such as an answer, is closed unless the caller
 * wants it open.
 */
final class PageText {

    /** Begins the line of a fold, closed or open. */
    static final String FOLDED = "▸ ";

    private static final String CODE = "    ";
    private static final String INDENT = "  "; // of the content of a fold

    private static final Pattern FOLD = Pattern.compile("<details><summary>(.*?)</summary>(.*)");

    /** Matches a link. Its address may contain brackets: {@code Socket.html#setSoTimeout(int)}. */
    private static final Pattern LINK = Pattern.compile("\\[(.+?)]\\((?:[^()]|\\([^()]*\\))+\\)");

    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]+`");
    private static final int SHORT = 40; // columns of code that must stay on one line

    private final Text layout;
    private final Marks marks;
    private final boolean unfolded;
    private final List<String> lines = new ArrayList<>();
    private String paragraph = "";
    private String[] headings = {}; // of the current table
    private boolean code;
    private String margin = CODE;
    private boolean hints;
    private boolean folded;
    private boolean inFold;

    /**
     * The marks for parts of a page.
     *
     * @param heading marks a line as a heading
     * @param code marks code inside a line
     */
    record Marks(UnaryOperator<String> heading, UnaryOperator<String> code) {

        static Marks of(Terminal terminal) {
            return new Marks(
                    terminal::bold,
                    terminal.coloured() ? terminal::cyan : text -> "`" + text + "`");
        }
    }

    private PageText(Text layout, Marks marks, boolean unfolded) {
        this.layout = layout;
        this.marks = marks;
        this.unfolded = unfolded;
    }

    /**
     * Returns the page as lines. Lines of code are never broken.
     *
     * @param unfolded whether folds are open; the lines with closed folds are a subset of the lines
     *     with open folds
     */
    static List<String> lines(String markdown, Text layout, Marks marks, boolean unfolded) {
        PageText text = new PageText(layout, marks, unfolded);
        markdown.lines().forEach(text::add);
        text.endParagraph();
        return text.lines;
    }

    private void add(String whole) {
        String line = code ? whole : whole.replaceFirst("^> ?", "");
        boolean endsFold = (folded || inFold) && !code && line.contains("</details>");
        if (folded) {
            folded = !endsFold;
        } else if (line.startsWith("#") && !code) {
            endParagraph();
            String title = plain(line.replaceFirst("#+ ", ""));
            layout.wrap(title, 2).forEach(part -> lines.add(marks.heading.apply(part)));
            hints = line.equals("## Hints");
            if (hints) {
                lines.addAll(List.of("", "In watch mode h gives one more each time.", ""));
            }
        } else if (hints) {
            return;
        } else if (endsFold) {
            if (!line.startsWith("</details>")) {
                read(line.replace("</details>", ""));
            }
            endParagraph();
            inFold = false;
            if (lines.get(lines.size() - 1).isEmpty()) {
                lines.remove(lines.size() - 1);
            }
        } else if (line.startsWith("<details>") && !code) {
            openFold(line);
        } else {
            read(line);
        }
    }

    private void openFold(String line) {
        endParagraph();
        Matcher parts = FOLD.matcher(line);
        boolean titled = parts.matches();
        lines.add(FOLDED + plain(titled ? parts.group(1) : "more"));
        String rest = titled ? parts.group(2) : "";
        boolean whole = rest.endsWith("</details>");
        folded = !unfolded && !whole;
        inFold = unfolded && !whole;
        if (unfolded && titled) {
            inFold = true;
            read(rest.replace("</details>", ""));
            endParagraph();
            inFold = !whole;
        }
    }

    private void read(String line) {
        if (!line.startsWith("|")) {
            headings = new String[0];
        }
        if (line.startsWith("```")) {
            endParagraph();
            code = !code;
            margin = line.equals("```wire") ? "" : CODE; // a diagram has its own margin
        } else if (code) {
            lines.add(margin + line);
        } else if (line.startsWith("|")) {
            endParagraph();
            addRow(line);
        } else if (line.isBlank()) {
            endParagraph();
            if (!inFold || !lines.get(lines.size() - 1).startsWith(FOLDED)) {
                lines.add("");
            }
        } else if (line.matches("(- |\\d\\. ).*")) {
            endParagraph();
            paragraph = line;
        } else {
            paragraph = paragraph.isEmpty() ? line.strip() : paragraph + " " + line.strip();
        }
    }

    /**
     * Adds a row of a table, one cell below the other, because a terminal is too narrow for two
     * cells side by side. In a table with three or more columns, the heading stands in front of
     * each cell, and the row of headings is left out.
     */
    private void addRow(String line) {
        if (line.startsWith("|--")) {
            return;
        }
        String[] cells = line.substring(1).split("(?<!\\\\)\\|");
        boolean first = headings.length == 0;
        if (first) {
            headings = cells;
        }
        boolean labelled = headings.length > 2;
        if (first && labelled) {
            return;
        }
        String indent = "";
        for (int i = 0; i < cells.length; i++) {
            String label = labelled && i < headings.length ? headings[i].strip() : "";
            String cell = (label.isEmpty() ? "" : label + ": ") + cells[i].strip();
            addWrapped(indent + withoutMarks(cell), indent.length());
            indent = CODE;
        }
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            int indent = paragraph.startsWith("- ") ? 2 : paragraph.matches("\\d\\. .*") ? 3 : 0;
            addWrapped(withoutMarks(paragraph), indent);
            paragraph = "";
        }
    }

    /** Adds a text, broken into lines, and marks the code between backticks. */
    private void addWrapped(String text, int indent) {
        String before = inFold ? INDENT : "";
        boolean inCode = false;
        String kept = INLINE_CODE.matcher(text).replaceAll(code -> kept(code.group()));
        for (String line : new Text(layout.width() - before.length()).wrap(kept, indent)) {
            StringBuilder marked = new StringBuilder(before);
            String[] parts = line.split("`", -1);
            for (int i = 0; i < parts.length; i++) {
                inCode = i == 0 ? inCode : !inCode;
                marked.append(
                        inCode && !parts[i].isBlank() ? marks.code.apply(parts[i]) : parts[i]);
            }
            lines.add(marked.toString());
        }
    }

    private static String kept(String code) {
        return Matcher.quoteReplacement(code.length() <= SHORT ? Text.whole(code) : code);
    }

    /** Returns a text without its Markdown. */
    static String plain(String text) {
        return withoutMarks(text).replace("`", "");
    }

    /** Returns a text without its Markdown, except for the backticks around code. */
    static String withoutMarks(String text) {
        String linked =
                text.replaceAll("\\*\\*(.+?)\\*\\*", "$1")
                        .replaceAll("(?<!\\w)\\*(\\w[^*`]*)\\*", "$1");
        return LINK.matcher(linked).replaceAll("$1").replace("\\|", "|");
    }
}
