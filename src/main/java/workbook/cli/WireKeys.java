package workbook.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import workbook.catalogue.UsageError;
import workbook.tap.Controls;

/**
 * Handles the keys that hold the wire and let pieces pass while a terminal shows it. A presenter's
 * remote control works, too: it sends PageDown and a full stop.
 */
final class WireKeys {

    /** Explains the keys while a replay is held. */
    static final String OF_REPLAY =
            "Enter shows the next arrow, b goes one step back, r shows all, q quits.";

    private static final String HELD =
            "The wire is held: Enter lets one piece pass, r all, q quits.";

    private static final char PERIOD = 'ю'; // on the key of the full stop on a Russian keyboard

    private final Controls wire;
    private final Terminal terminal;
    private final Runnable quit;
    private Runnable who; // shows who is connected; null if the command has no clients
    private Runnable back; // goes one step back; null if the command cannot
    private boolean told; // the user has been told that nothing is held

    /**
     * @param quit runs once, when the user quits
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

    /** Adds the keys b and PageUp, which go one step back. */
    WireKeys back(Runnable back) {
        this.back = back;
        return this;
    }

    /** Adds the key w, which shows who is connected. */
    WireKeys who(Runnable who) {
        this.who = who;
        return this;
    }

    /**
     * Opens the keyboard. Returns null if there is none.
     *
     * @param step whether a keyboard is required, because pieces pass only when a key is pressed
     * @throws UsageError if a keyboard is required and there is none
     */
    static Keyboard keyboard(boolean step) {
        Keyboard keyboard = Keyboard.open();
        if (step && keyboard == null) {
            throw new UsageError("--step needs a terminal: Enter lets a piece pass.");
        }
        return keyboard;
    }

    /** Handles keys from now on, until the user quits or the keyboard is gone. */
    void listen(Keyboard keyboard) {
        terminal.measureBy(keyboard::columns);
        if (wire.canChange()) { // a replay shows its keys itself
            explain();
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
            case 'r' -> run();
            case 'h', '.', PERIOD -> hold();
            case 'q', 3, 4, Keyboard.GONE -> {
                quit.run();
                return false;
            }
            case '\r', '\n', ' ', Keyboard.PAGE_DOWN -> step();
            default -> other(key);
        }
        return true;
    }

    private void other(int key) {
        int letter = Layout.latin(key);
        if (who != null && letter == 'w') {
            who.run();
        } else if (back != null && (letter == 'b' || key == Keyboard.PAGE_UP)) {
            back.run();
        } else {
            explain();
        }
    }

    private void run() {
        if (wire.state().held()) {
            terminal.line(terminal.faint("Nothing is held any more."));
        }
        wire.run();
    }

    private void hold() {
        if (!wire.state().held()) {
            terminal.line(terminal.faint(wire.canChange() ? HELD : OF_REPLAY));
        }
        wire.hold();
        told = false;
    }

    private void explain() {
        if (!wire.state().held()) {
            terminal.line(
                    wire.canChange()
                            ? "h holds the wire, q quits."
                            : "h holds the replay, b goes one step back, q quits.");
        } else {
            terminal.line(wire.canChange() ? HELD : OF_REPLAY);
        }
        if (who != null) {
            terminal.line("w shows who is connected.");
        }
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
