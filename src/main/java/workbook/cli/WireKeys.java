package workbook.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import workbook.catalogue.UsageError;
import workbook.tap.Controls;

/** The keys that hold the wire and let pieces pass, while it is shown in a terminal. */
final class WireKeys {

    private static final String KEYS =
            "The wire is held: Enter lets one piece pass, r all, q quits.";

    private final Controls wire;
    private final Terminal terminal;
    private final Runnable quit;
    private boolean told; // that nothing is held; once for each time that somebody is too early

    /**
     * @param quit is run once, when somebody wants to end it
     */
    WireKeys(Controls wire, Terminal terminal, Runnable quit) {
        this.wire = wire;
        this.terminal = terminal;
        AtomicBoolean quitting = new AtomicBoolean();
        this.quit =
                () -> {
                    if (!quitting.getAndSet(true)) {
                        quit.run();
                    }
                };
    }

    /**
     * The keyboard, or null where there is none.
     *
     * @param step whether nothing passes without a key
     * @throws UsageError if it is needed and there is none
     */
    static Keyboard keyboard(boolean step) {
        Keyboard keyboard = Keyboard.open();
        if (step && keyboard == null) {
            throw new UsageError("--step needs a terminal: Enter lets a piece pass.");
        }
        return keyboard;
    }

    /** Acts on each key from now on, until that is to quit or the keyboard is gone. */
    void listen(Keyboard keyboard) {
        if (wire.state().held()) {
            terminal.line(KEYS);
        }
        keyboard.listen(
                key -> {
                    if (pressed(key)) {
                        keyboard.more();
                    }
                });
        keyboard.more();
    }

    private boolean pressed(int key) {
        switch (Layout.latin(key)) {
            case 'r' -> wire.run();
            case 'h' -> {
                wire.hold();
                told = false;
            }
            case 'q', 3, 4, Keyboard.GONE -> {
                quit.run();
                return false;
            }
            case '\r', '\n', ' ' -> step();
            default -> terminal.line(wire.state().held() ? KEYS : "h holds the wire, q quits.");
        }
        return true;
    }

    private void step() {
        if (wire.step()) {
            told = false;
        } else if (wire.state().held() && !told) {
            told = true;
            terminal.line(terminal.faint("Nothing is held at the moment."));
        }
    }
}
