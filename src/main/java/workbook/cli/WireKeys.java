package workbook.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import workbook.tap.Valve;

/** The keys that hold the wire and let pieces pass, while it is shown in a terminal. */
final class WireKeys {

    private static final String KEYS =
            "The wire is held: Enter lets one piece pass, r all, q quits.";

    private final Valve valve;
    private final Terminal terminal;
    private final Runnable quit;
    private boolean told; // that nothing is held; once for each time that somebody is too early

    /**
     * @param quit is run once, when somebody wants to end it
     */
    WireKeys(Valve valve, Terminal terminal, Runnable quit) {
        this.valve = valve;
        this.terminal = terminal;
        AtomicBoolean quitting = new AtomicBoolean();
        this.quit =
                () -> {
                    if (!quitting.getAndSet(true)) {
                        quit.run();
                    }
                };
    }

    /** Acts on each key from now on, until that is to quit or the keyboard is gone. */
    void listen(Keyboard keyboard) {
        if (valve.state().held()) {
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
            case 'r' -> valve.run();
            case 'h' -> {
                valve.hold();
                told = false;
            }
            case 'q', 3, 4, Keyboard.GONE -> {
                quit.run();
                return false;
            }
            case '\r', '\n', ' ' -> step();
            default -> terminal.line(valve.state().held() ? KEYS : "h holds the wire, q quits.");
        }
        return true;
    }

    private void step() {
        if (valve.step()) {
            told = false;
        } else if (valve.state().held() && !told) {
            told = true;
            terminal.line(terminal.faint("Nothing is held at the moment."));
        }
    }
}
