package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import workbook.tap.Controls;
import workbook.tap.Crossing;
import workbook.tap.Recorder;

/**
 * The server-sent events of one open page (WHATWG HTML, section 9.2). The stream begins with {@code
 * hello}, a {@code crossing} for each event that is kept so far, and {@code live}. Then it sends
 * each further {@code crossing} as it happens, and {@code state} when the settings of the tap
 * change.
 *
 * <p>If a page reads too slowly, its stream is closed. Its browser then connects again and names
 * the last event that it has received.
 */
final class EventStream {

    static final int QUEUE = 1_000; // events that may wait for a slow page

    private static final long STATE_MILLIS = 200; // at most this long until a new state is noticed
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final Recorder recorder;
    private final Controls controls;
    private final String run;
    private final Duration keepAlive;
    private final BlockingQueue<Crossing> queue = new ArrayBlockingQueue<>(QUEUE);
    private Thread writer;
    private boolean ended;
    private final AtomicBoolean asked =
            new AtomicBoolean(); // send the state, even if it has not changed

    EventStream(Recorder recorder, Controls controls, String run) {
        this(recorder, controls, run, KEEP_ALIVE);
    }

    EventStream(Recorder recorder, Controls controls, String run, Duration keepAlive) {
        this.recorder = recorder;
        this.controls = controls;
        this.run = run;
        this.keepAlive = keepAlive;
    }

    /**
     * Queues an event that has just happened. Never blocks. If the queue is full, ends the stream.
     */
    void offer(Crossing crossing) {
        if (!queue.offer(crossing)) {
            end();
        }
    }

    /** Makes the stream send the state soon, even if it has not changed. */
    void tellState() {
        asked.set(true);
    }

    /** Ends the stream, even if it is blocked in a write: the interrupt closes its channel. */
    synchronized void end() {
        ended = true;
        if (writer != null) {
            writer.interrupt();
        }
    }

    /**
     * Writes events until the stream is ended.
     *
     * @param after the number of the last event that the page already has
     * @throws IOException if the page is gone
     */
    void writeTo(OutputStream out, long after) throws IOException {
        begin();
        try {
            Controls.State state = controls.state();
            List<Crossing> kept = recorder.crossings();
            long newest = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).number();
            long last = after > newest ? 0 : after; // otherwise the number is from an earlier run
            write(
                    out,
                    "retry: 1000\nevent: hello\ndata: "
                            + Json.hello(run, recorder, state, controls.canChange()));
            for (Crossing crossing : kept) {
                last = write(out, crossing, last);
            }
            write(out, "event: live\ndata: {}");
            goOn(out, last, state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void goOn(OutputStream out, long last, Controls.State told)
            throws IOException, InterruptedException {
        long sent = System.nanoTime();
        while (!ended()) {
            Crossing crossing = queue.poll();
            if (crossing == null) {
                out.flush(); // not earlier, so that a burst of events is sent together
                crossing = queue.poll(STATE_MILLIS, TimeUnit.MILLISECONDS);
            }
            boolean again = asked.getAndSet(false);
            Controls.State state = controls.state();
            if (crossing != null) {
                last = write(out, crossing, last);
                sent = System.nanoTime();
            }
            if (again || !state.equals(told)) {
                write(out, "event: state\ndata: " + Json.state(state));
                told = state;
                sent = System.nanoTime();
            }
            if (System.nanoTime() - sent >= keepAlive.toNanos()) {
                write(out, ": still here");
                sent = System.nanoTime();
            }
        }
    }

    /**
     * Writes an event unless it was sent already. An event that was kept when the stream began may
     * be in the queue as well.
     */
    private static long write(OutputStream out, Crossing crossing, long last) throws IOException {
        if (crossing.number() <= last) {
            return last;
        }
        write(
                out,
                "id: " + crossing.number() + "\nevent: crossing\ndata: " + Json.crossing(crossing));
        return crossing.number();
    }

    private static void write(OutputStream out, String lines) throws IOException {
        out.write((lines + "\n\n").getBytes(UTF_8));
    }

    private synchronized boolean ended() {
        return ended;
    }

    private synchronized void begin() {
        writer = Thread.currentThread();
    }

    private synchronized void leave() {
        writer = null;
    }
}
