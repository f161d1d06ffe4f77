package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;
import workbook.wire.Transcript;

/** Writes the lines of a {@code wire} block, with which a lesson's page shows what crossed. */
public final class WireBlock {

    private WireBlock() {}

    /**
     * Returns a numbered line for each event that crossed. Printed lines and notes are left out.
     *
     * @param joined whether successive bytes of the same TCP connection and direction are joined,
     *     because TCP may cut a stream anywhere. Datagrams are never joined.
     */
    public static List<String> lines(List<Crossing> crossings, boolean joined) {
        List<Event> events = new ArrayList<>();
        Crossing before = null;
        for (Crossing crossing : crossings) {
            if (!crossing.event().kind().crosses()) {
                continue;
            }
            if (joined && before != null && continues(before, crossing)) {
                int last = events.size() - 1;
                events.set(last, join(events.get(last), crossing.event()));
            } else {
                events.add(crossing.event());
            }
            before = crossing;
        }
        return Transcript.lines(events, 1);
    }

    private static boolean continues(Crossing before, Crossing next) {
        return before.event().kind() == Kind.DATA
                && next.event().kind() == Kind.DATA
                && !before.udp()
                && !next.udp()
                && before.connection() == next.connection()
                && before.event().from().equals(next.event().from())
                && before.event().to().equals(next.event().to());
    }

    private static Event join(Event first, Event second) {
        byte[] joined = new byte[first.bytes().length + second.bytes().length];
        System.arraycopy(first.bytes(), 0, joined, 0, first.bytes().length);
        System.arraycopy(second.bytes(), 0, joined, first.bytes().length, second.bytes().length);
        return new Event(first.kind(), first.from(), first.to(), joined);
    }
}
