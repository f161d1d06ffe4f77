package workbook.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.utils.InfoCmp.Capability;
import workbook.catalogue.Lesson;

/** The list of lessons, to choose from with the arrow keys; typing leaves those that match. */
final class Chooser {

    private enum Key {
        UP,
        DOWN,
        TAKE,
        LEAVE,
        ERASE,
        TYPED
    }

    private final Keyboard keyboard;
    private final Context context;
    private final List<Lesson> all;
    private String filter = "";
    private int chosen;

    Chooser(Keyboard keyboard, Context context, Lesson current) {
        this.keyboard = keyboard;
        this.context = context;
        this.all = context.catalogue().lessons();
        this.chosen = Math.max(0, all.indexOf(current));
    }

    /** Lets the user choose; empty if they would rather not. */
    Optional<Lesson> choose() {
        BindingReader reader = new BindingReader(keyboard.terminal().reader());
        KeyMap<Key> keys = keys();
        while (true) {
            draw();
            Key key = reader.readBinding(keys);
            List<Lesson> shown = shown();
            if (key == null || key == Key.LEAVE) {
                return Optional.empty();
            }
            switch (key) {
                case UP -> chosen = Math.max(0, chosen - 1);
                case DOWN -> chosen = Math.min(shown.size() - 1, chosen + 1);
                case ERASE -> filter(filter.substring(0, Math.max(0, filter.length() - 1)));
                case TYPED -> filter(filter + reader.getLastBinding());
                default -> {
                    if (!shown.isEmpty()) {
                        return Optional.of(shown.get(chosen));
                    }
                }
            }
        }
    }

    private KeyMap<Key> keys() {
        KeyMap<Key> keys = new KeyMap<>();
        keys.setAmbiguousTimeout(100); // ms in which an escape is known to be no arrow
        keys.setUnicode(Key.TYPED);
        for (char c = ' '; c < 0x7f; c++) {
            keys.bind(Key.TYPED, String.valueOf(c));
        }
        keys.bind(Key.UP, "\033[A", "\033OA");
        keys.bind(Key.DOWN, "\033[B", "\033OB");
        String up = KeyMap.key(keyboard.terminal(), Capability.key_up);
        String down = KeyMap.key(keyboard.terminal(), Capability.key_down);
        if (up != null && down != null) {
            keys.bind(Key.UP, up);
            keys.bind(Key.DOWN, down);
        }
        keys.bind(Key.TAKE, "\r", "\n");
        keys.bind(Key.ERASE, "\177", "\b");
        keys.bind(Key.LEAVE, "\033", "\003", "\004");
        return keys;
    }

    private void filter(String text) {
        filter = text;
        chosen = 0;
    }

    private List<Lesson> shown() {
        String wanted = filter.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(
                        lesson ->
                                (lesson.id() + " " + lesson.page().title())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted))
                .toList();
    }

    private void draw() {
        Terminal terminal = context.terminal();
        terminal.clear();
        terminal.line(terminal.bold("Which lesson?") + "   " + filter);
        terminal.line();
        List<Lesson> shown = shown();
        for (int i = 0; i < shown.size(); i++) {
            String line = ListCommand.line(context, shown.get(i));
            terminal.line(i == chosen ? terminal.inverse("> " + line) : "  " + line);
        }
        if (shown.isEmpty()) {
            terminal.line("  none matches");
        }
        terminal.line();
        terminal.line(terminal.faint("↑ ↓ choose · type to filter · Enter opens · Esc goes back"));
    }
}
