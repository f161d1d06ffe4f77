package workbook.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import workbook.wire.Event;

/** What tests look at while a tap is running. */
final class Watch {

    static final int PATIENCE = 10_000; // ms; far more than anything takes

    private Watch() {}

    /** Looks again and again until it is so; fails after ten seconds. */
    static void until(String what, BooleanSupplier so) {
        long start = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE)) {
                throw new AssertionError("never came true: " + what);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    static void untilWaiting(Valve valve, int pieces) {
        until(pieces + " pieces wait", () -> valve.state().waiting() == pieces);
    }

    /** Each event as {@code client → server DATA hello}. */
    static List<String> events(Recorder recorder) {
        return recorder.crossings().stream().map(crossing -> text(crossing.event())).toList();
    }

    /** The events of one direction. */
    static List<String> events(Recorder recorder, String arrow) {
        return events(recorder).stream()
                .filter(event -> event.startsWith(arrow + " "))
                .map(event -> event.substring(arrow.length() + 1))
                .toList();
    }

    static void untilRecorded(Recorder recorder, String event) {
        until("recorded: " + event, () -> events(recorder).contains(event));
    }

    private static String text(Event event) {
        String bytes = new String(event.bytes(), ISO_8859_1);
        return (event.from() + " → " + event.to() + " " + event.kind() + " " + bytes).strip();
    }

    /** The threads of a tap that are alive, by name. */
    static List<String> threads(int port) {
        return Stream.of(Thread.getAllStackTraces().keySet().toArray(new Thread[0]))
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("tap " + port + " "))
                .toList();
    }
}
