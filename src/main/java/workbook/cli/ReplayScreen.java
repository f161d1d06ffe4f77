package workbook.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import workbook.diagram.Lanes;
import workbook.session.SessionReader;
import workbook.tap.Crossing;

/** A saved session in a terminal, forwards and backwards: what was shown can be taken back. */
final class ReplayScreen {

    private static final int KEPT = 1_000; // events that can be taken back

    /**
     * An event, drawn.
     *
     * @param fresh whether it was never shown before
     */
    record Drawn(Crossing crossing, List<String> lines, boolean fresh) {}

    private final Terminal terminal;
    private final WireOptions view;
    private final SessionReader session;
    private final Deque<Drawn> shown = new ArrayDeque<>(); // the last one first
    private final Deque<Drawn> takenBack = new ArrayDeque<>(); // the next one first
    private final OpenLanes open;
    private Lanes scene;

    ReplayScreen(Terminal terminal, WireOptions view, SessionReader session) {
        this.terminal = terminal;
        this.view = view;
        this.session = session;
        open = new OpenLanes(clients -> view.lanes(terminal, clients));
        scene = view.lanes(terminal);
    }

    void title() {
        terminal.line(terminal.bold(session.title()));
    }

    /** The next event; null at the end. */
    Drawn next() {
        if (!takenBack.isEmpty()) {
            return takenBack.pop();
        }
        SessionReader.Entry entry = session.next();
        return entry == null ? null : draw(entry);
    }

    private Drawn draw(SessionReader.Entry entry) {
        List<String> lines = new ArrayList<>();
        if (entry.beginsScene()) {
            lines.add("");
            scene = view.lanes(terminal);
        }
        Crossing crossing = entry.crossing();
        lines.addAll(session.isDemo() ? scene.lines(crossing) : open.lines(crossing));
        return new Drawn(crossing, lines, true);
    }

    void show(Drawn event) {
        event.lines().forEach(terminal::line);
        shown.push(new Drawn(event.crossing(), event.lines(), false));
        if (shown.size() > KEPT) {
            shown.removeLast();
        }
    }

    /**
     * Takes back the last event that crossed, and what was printed or noted after it.
     *
     * @param next the event that was to be shown; null at the end
     */
    void back(Drawn next) {
        if (next != null) {
            takenBack.push(next);
        }
        boolean crossed = false;
        while (!shown.isEmpty() && !crossed) {
            Drawn last = shown.pop();
            takenBack.push(last);
            crossed = last.crossing().event().kind().crosses();
        }
        terminal.clear();
        title();
        for (Iterator<Drawn> each = shown.descendingIterator(); each.hasNext(); ) {
            each.next().lines().forEach(terminal::line);
        }
    }
}
