package workbook.tap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import workbook.wire.Event;

/**
 * Records events in order and passes each of them to the listeners at once. In a long recording it
 * forgets the oldest events, so that memory stays bounded. Safe for use by several threads.
 */
public final class Recorder {

    private static final long LIMIT = 16 << 20; // bytes of payload kept
    private static final int EVENTS = 20_000; // events kept
    private static final byte[] NOTHING = {};

    private final long start = System.nanoTime();
    private final Deque<Crossing> kept = new ArrayDeque<>();
    private final List<Consumer<Crossing>> listeners = new CopyOnWriteArrayList<>();
    private long count;
    private long bytes;

    /** Passes every further event to {@code listener}, one at a time and in order. */
    public void listen(Consumer<Crossing> listener) {
        listeners.add(listener);
    }

    /** Passes all kept events to the listener, then every further one. */
    public synchronized void listenFromBeginning(Consumer<Crossing> listener) {
        kept.forEach(listener);
        listeners.add(listener);
    }

    /** Passes no further events to {@code listener}. */
    public void forget(Consumer<Crossing> listener) {
        listeners.remove(listener);
    }

    /** Records something that crossed, or was lost on its way. */
    public void crossed(
            int connection,
            boolean udp,
            Event event,
            InetSocketAddress source,
            InetSocketAddress destination) {
        add(connection, udp, event, source, destination);
    }

    /** Records a line that a program printed. */
    public void printed(String who, String line) {
        add(0, false, new Event(Event.Kind.PRINT, who, "", line.getBytes(UTF_8)), null, null);
    }

    /** Records a note about what happens. */
    public void note(String text) {
        add(0, false, new Event(Event.Kind.NOTE, "", "", text.getBytes(UTF_8)), null, null);
    }

    /**
     * Records an event that another recorder has recorded. It keeps its time, but gets a new
     * number.
     */
    public synchronized void again(Crossing crossing) {
        add(
                new Crossing(
                        ++count,
                        crossing.at(),
                        crossing.connection(),
                        crossing.udp(),
                        crossing.event(),
                        crossing.source(),
                        crossing.destination()));
    }

    /** Records an event of a connection that carries no bytes. */
    void crossed(
            int connection,
            Event.Kind kind,
            String from,
            String to,
            InetSocketAddress source,
            InetSocketAddress destination) {
        crossed(connection, false, new Event(kind, from, to, NOTHING), source, destination);
    }

    private synchronized void add(
            int connection,
            boolean udp,
            Event event,
            InetSocketAddress source,
            InetSocketAddress destination) {
        Duration at = Duration.ofNanos(System.nanoTime() - start);
        add(new Crossing(++count, at, connection, udp, event, source, destination));
    }

    private void add(Crossing crossing) {
        kept.add(crossing);
        bytes += crossing.event().bytes().length;
        while (bytes > LIMIT || kept.size() > EVENTS) {
            bytes -= kept.remove().event().bytes().length;
        }
        listeners.forEach(listener -> listener.accept(crossing));
    }

    /** Returns all events that are kept, the oldest first. */
    public synchronized List<Crossing> crossings() {
        return List.copyOf(kept);
    }

    /** Returns how many events were forgotten because there were too many. */
    public synchronized long forgotten() {
        return count - kept.size();
    }
}
