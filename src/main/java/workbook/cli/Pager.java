package workbook.cli;

import java.util.List;

/** Shows a long text page by page, until the reader quits. */
final class Pager {

    private static final int ASIDE = 10; // columns for each step to the side
    private static final int BEFORE = 2; // lines shown above the line to begin with

    private final Terminal terminal;
    private final Keyboard keyboard;
    private final String title;
    private final List<String> closed;
    private final List<String> open;
    private List<String> lines; // closed or open
    private int top; // the first line shown
    private int left; // the first column shown, for lines that are too long

    Pager(Terminal terminal, Keyboard keyboard, String title, List<String> lines) {
        this(terminal, keyboard, title, lines, lines);
    }

    /**
     * @param closed the text with its folds closed
     * @param open the text with its folds open; it contains all lines of {@code closed}
     */
    Pager(
            Terminal terminal,
            Keyboard keyboard,
            String title,
            List<String> closed,
            List<String> open) {
        this.terminal = terminal;
        this.keyboard = keyboard;
        this.title = title;
        this.closed = closed;
        this.open = open;
        this.lines = closed;
    }

    /**
     * Shows the text until the reader quits.
     *
     * @param first the number of the line to begin with; a few lines before it are shown, too
     */
    void show(int first) {
        top = Math.max(0, Math.min(first - BEFORE, lines.size() - height()));
        boolean reading = true;
        while (reading) {
            draw();
            reading = turn(keyboard.read());
        }
    }

    /** Handles a key. Returns false if the reader quits. */
    private boolean turn(int key) {
        int page = Math.max(1, height() - 1); // one line stays visible
        switch (Layout.latin(key)) {
            case Keyboard.DOWN, 'j', '\r', '\n' -> top++;
            case Keyboard.UP, 'k' -> top--;
            case Keyboard.PAGE_DOWN, ' ', 'f' -> top += page;
            case Keyboard.PAGE_UP, 'b' -> top -= page;
            case Keyboard.FIRST -> top = 0;
            case Keyboard.LAST -> top = lines.size();
            case Keyboard.RIGHT -> left += ASIDE;
            case Keyboard.LEFT -> left = Math.max(0, left - ASIDE);
            case 'o' -> unfold();
            case 'q', 't', Keyboard.ESCAPE, Keyboard.GONE, 3, 4 -> {
                return false;
            }
            default -> {} // the last line on the screen lists the keys
        }
        top = Math.max(0, Math.min(top, lines.size() - height()));
        left = Math.min(left, Math.max(0, longest() - width()));
        return true;
    }

    /** Opens or closes all folds. The line at the top of the screen stays the same. */
    void unfold() {
        int toOpen = 0; // index of the top line in the other text
        int toClosed = 0;
        for (int line = 0; toOpen < open.size() && toClosed < closed.size(); toOpen++) {
            if (line++ == top && lines == open || toClosed == top && lines == closed) {
                break;
            }
            if (open.get(toOpen).equals(closed.get(toClosed))) {
                toClosed++;
            }
        }
        top = lines == open ? toClosed : toOpen;
        lines = lines == open ? closed : open;
    }

    private int height() {
        return Math.min(lines.size(), Math.max(1, keyboard.rows() - 1));
    }

    private int width() {
        int columns = keyboard.columns();
        return columns > 0 ? columns : Short.MAX_VALUE;
    }

    private int longest() {
        return lines.stream().mapToInt(line -> Terminal.plain(line).length()).max().orElse(0);
    }

    private void draw() {
        int end = Math.min(lines.size(), top + height());
        terminal.clear();
        lines.subList(top, end).forEach(line -> terminal.line(part(line)));
        String more = longest() > width() ? " ← →" : "";
        String folds =
                open.size() == closed.size() ? "" : lines == closed ? " · o open ▸" : " · o close";
        String keys =
                "%s  %d of %d · Space ↑ ↓%s%s · q back"
                        .formatted(title, end, lines.size(), more, folds);
        terminal.prompt(terminal.inverse(keys.substring(0, Math.min(keys.length(), width() - 1))));
    }

    /**
     * Returns the part of a line that is inside the window. Only a line that fits keeps its
     * colours.
     */
    private String part(String line) {
        if (left == 0 && Terminal.plain(line).length() <= width()) {
            return line;
        }
        String plain = Terminal.plain(line);
        return plain.substring(
                Math.min(left, plain.length()), Math.min(left + width(), plain.length()));
    }
}
