package workbook.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.catalogue.Lesson;

/**
 * Shows the list of lessons. The user chooses one with the arrow keys, or types to filter the list.
 */
final class LessonPicker {

    private static final List<String> KEYS =
            List.of("↑ ↓ choose", "type to filter", "Enter opens", "Esc goes back");

    private final Keyboard keyboard;
    private final Context context;
    private final List<Lesson> all;
    private String filter = "";
    private int chosen;

    LessonPicker(Keyboard keyboard, Context context, Lesson current) {
        this.keyboard = keyboard;
        this.context = context;
        this.all = context.catalogue().lessons();
        this.chosen = Math.max(0, all.indexOf(current));
    }

    /** Lets the user choose a lesson. Returns empty if the user cancels. */
    Optional<Lesson> choose() {
        while (true) {
            draw();
            int key = keyboard.read();
            List<Lesson> shown = shown();
            switch (key) {
                case Keyboard.UP -> chosen--;
                case Keyboard.DOWN -> chosen++;
                case Keyboard.PAGE_UP -> chosen -= height();
                case Keyboard.PAGE_DOWN -> chosen += height();
                case Keyboard.FIRST -> chosen = 0;
                case Keyboard.LAST -> chosen = shown.size() - 1;
                case Keyboard.ESCAPE, Keyboard.GONE, 3, 4 -> {
                    return Optional.empty();
                }
                case '\r', '\n' -> {
                    if (!shown.isEmpty()) {
                        return Optional.of(shown.get(chosen));
                    }
                }
                case 0x7f, '\b' -> filter(filter.substring(0, Math.max(0, filter.length() - 1)));
                default -> {
                    if (key >= ' ') {
                        filter(filter + (char) key);
                    }
                }
            }
            chosen = Math.max(0, Math.min(chosen, shown().size() - 1));
        }
    }

    private void filter(String text) {
        filter = text;
        chosen = 0;
    }

    private List<Lesson> shown() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        String latin = Layout.latin(wanted);
        return all.stream()
                .filter(
                        lesson -> {
                            String line = lesson.id() + " " + lesson.page().title();
                            String small = line.toLowerCase(Locale.ROOT);
                            return small.contains(wanted) || small.contains(latin);
                        })
                .toList();
    }

    /** Returns how many lessons fit on the screen, between the question and the list of keys. */
    private int height() {
        return Math.max(1, keyboard.rows() - 2 - 1 - KEYS.size());
    }

    private void draw() {
        Terminal terminal = context.terminal();
        List<Lesson> shown = shown();
        int height = Math.min(height(), shown.size());
        int first = Math.max(0, Math.min(chosen - height / 2, shown.size() - height));
        terminal.clear();
        terminal.line(terminal.bold("Which lesson?") + "   " + filter);
        terminal.line();
        for (int i = first; i < first + height; i++) {
            String line = ListCommand.line(context, shown.get(i));
            terminal.line(i == chosen ? terminal.inverse("> " + line) : "  " + line);
        }
        if (shown.isEmpty()) {
            terminal.line("  No lesson matches.");
        }
        terminal.line();
        String keys = String.join("\n", terminal.text().items(KEYS));
        terminal.prompt(terminal.faint(keys));
    }
}
