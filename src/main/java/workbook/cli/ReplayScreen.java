package workbook.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import workbook.diagram.Lanes;
import workbook.session.Session;
import workbook.tap.Crossing;
import workbook.wire.Event;

/** Shows a saved session in a terminal. It can go back and take events off the screen again. */
final class ReplayScreen {

    private static final int KEPT = 1_000; // events that can be taken back
    private static final int LINES = 20_000; // lines of all these events

    /**
     * An event and the lines that show it.
     *
     * @param fresh whether it has not been shown before
     * @param beginsScene whether it is the first event of a scene
     */
    record Drawn(Crossing crossing, List<String> lines, boolean fresh, boolean beginsScene) {

        /** Returns the same event without its bytes, to save memory while it is kept. */
        Drawn kept() {
            Event event = crossing.event();
            Event bare = new Event(event.kind(), event.from(), event.to(), new byte[0]);
            return new Drawn(
                    new Crossing(
                            crossing.number(),
                            crossing.at(),
                            crossing.connection(),
                            crossing.udp(),
                            bare,
                            crossing.source(),
                            crossing.destination()),
                    lines,
                    false,
                    beginsScene);
        }
    }

    private final Terminal terminal;
    private final WireOptions view;
    private final Session session;
    private final Deque<Drawn> shown = new ArrayDeque<>(); // the most recent first
    private final Deque<Drawn> takenBack = new ArrayDeque<>(); // the next one first
    private final OpenLanes open;
    private Lanes scene;
    private int lines; // lines of all events in shown

    ReplayScreen(Terminal terminal, WireOptions view, Session session) {
        this.terminal = terminal;
        this.view = view;
        this.session = session;
        open = new OpenLanes(clients -> view.lanes(terminal, clients));
        scene = view.lanes(terminal);
    }

    void title() {
        terminal.line(terminal.bold(session.title()));
    }

    void keys() {
        terminal.line(WireKeys.OF_REPLAY);
    }

    /** Returns the next event; null at the end. */
    Drawn next() {
        if (!takenBack.isEmpty()) {
            return takenBack.pop();
        }
        Session.Entry entry = session.next();
        return entry == null ? null : draw(entry);
    }

    private Drawn draw(Session.Entry entry) {
        List<String> lines = new ArrayList<>();
        if (entry.beginsScene()) {
            lines.add("");
            scene = view.lanes(terminal);
        }
        Crossing crossing = entry.crossing();
        lines.addAll(session.isDemo() ? scene.lines(crossing) : open.lines(crossing));
        return new Drawn(crossing, lines, true, entry.beginsScene());
    }

    void show(Drawn event) {
        event.lines().forEach(terminal::line);
        shown.push(event.kept());
        lines += event.lines().size();
        while (shown.size() > KEPT || lines > LINES) {
            lines -= shown.removeLast().lines().size();
        }
    }

    /**
     * Removes the last event that crossed from the screen, together with the printed lines and
     * notes after it.
     *
     * @param next the event that would have come next; null at the end
     */
    void back(Drawn next) {
        if (next != null) {
            takenBack.push(next);
        }
        boolean crossed = false;
        while (!shown.isEmpty() && !crossed) {
            Drawn last = shown.pop();
            lines -= last.lines().size();
            takenBack.push(last);
            crossed = last.crossing().event().kind().crosses();
        }
        terminal.clear();
        title();
        keys();
        for (Iterator<Drawn> each = shown.descendingIterator(); each.hasNext(); ) {
            each.next().lines().forEach(terminal::line);
        }
    }
}
