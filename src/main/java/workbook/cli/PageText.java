package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A lesson's page without its Markdown, and without its hints, which are to be asked for. */
final class PageText {

    private static final String CODE = "    ";

    private final UnaryOperator<String> heading;
    private final List<String> lines = new ArrayList<>();
    private String paragraph = "";
    private boolean code;
    private boolean hints;

    private PageText(UnaryOperator<String> heading) {
        this.heading = heading;
    }

    /**
     * The page in lines of at most {@link Text#WIDTH} columns, code lines excepted.
     *
     * @param heading makes a heading of a line
     */
    static List<String> lines(String markdown, UnaryOperator<String> heading) {
        PageText text = new PageText(heading);
        markdown.lines().forEach(text::add);
        text.endParagraph();
        return text.lines;
    }

    private void add(String line) {
        if (line.startsWith("#")) {
            endParagraph();
            lines.add(heading.apply(line.replaceFirst("#+ ", "")));
            hints = line.equals("## Hints");
            if (hints) {
                lines.addAll(List.of("", "In watch mode h gives one more each time.", ""));
            }
        } else if (hints) {
            return;
        } else if (line.startsWith("```")) {
            endParagraph();
            code = !code;
        } else if (code) {
            lines.add(CODE + line);
        } else if (line.startsWith("|")) {
            endParagraph();
            addRow(line);
        } else if (line.isBlank()) {
            endParagraph();
            lines.add("");
        } else if (line.matches("(- |\\d\\. ).*")) {
            endParagraph();
            paragraph = line;
        } else {
            paragraph = paragraph.isEmpty() ? line.strip() : paragraph + " " + line.strip();
        }
    }

    /** One cell below the other: two beside each other are wider than a terminal. */
    private void addRow(String line) {
        if (line.startsWith("|--")) {
            return;
        }
        String indent = "";
        for (String cell : line.substring(1).split("(?<!\\\\)\\|")) {
            lines.addAll(Text.wrap(indent + plain(cell.strip()), indent.length()));
            indent = CODE;
        }
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            int indent = paragraph.startsWith("- ") ? 2 : paragraph.matches("\\d\\. .*") ? 3 : 0;
            lines.addAll(Text.wrap(plain(paragraph), indent));
            paragraph = "";
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\*\\*(.+?)\\*\\*", "$1")
                .replaceAll("\\[(.+?)]\\(.+?\\)", "$1")
                .replace("`", "")
                .replace("\\|", "|");
    }
}
