package workbook.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Measures what the server's process uses for its clients and for deliveries, if the process is
 * known.
 */
public final class ServerUse {

    private final ProcessFigures process; // null if it is unknown
    private final OptionalLong heapBefore;
    private final OptionalLong residentBefore;
    private OptionalLong heap = OptionalLong.empty();
    private OptionalLong resident = OptionalLong.empty();
    private Optional<Duration> busyAtHalf = Optional.empty();
    private Optional<Duration> busyAtEnd = Optional.empty();
    private long deliveredAtHalf;
    private long deliveredAtEnd;

    /**
     * Measures the server before the clients connect.
     *
     * @param process the server's process; null if it is unknown
     */
    public ServerUse(ProcessFigures process) {
        this.process = process;
        heapBefore = process == null ? OptionalLong.empty() : process.heap();
        residentBefore = process == null ? OptionalLong.empty() : process.resident();
    }

    /** Measures the memory when all clients are connected. */
    void connected() {
        if (process != null) {
            heap = process.heap(); // first: it begins with a garbage collection
            resident = process.resident();
        }
    }

    /**
     * Measures the processor time after the first half of the messages. By then, a JVM has compiled
     * most of its code.
     */
    void halfway(long delivered) {
        busyAtHalf = busy();
        deliveredAtHalf = delivered;
    }

    /** Measures the processor time when the last message has arrived. */
    void talked(long delivered) {
        busyAtEnd = busy();
        deliveredAtEnd = delivered;
    }

    private Optional<Duration> busy() {
        return process == null ? Optional.empty() : process.busy();
    }

    /** Returns the bytes of the resident set for each client; empty if unknown. */
    public OptionalLong resident(int clients) {
        return perClient(residentBefore, resident, clients);
    }

    /**
     * Returns the bytes of the heap, after a garbage collection, for each client; empty if unknown.
     */
    public OptionalLong heap(int clients) {
        return perClient(heapBefore, heap, clients);
    }

    private static OptionalLong perClient(OptionalLong before, OptionalLong after, int clients) {
        return before.isEmpty() || after.isEmpty() || clients == 0
                ? OptionalLong.empty()
                : OptionalLong.of((after.getAsLong() - before.getAsLong()) / clients);
    }

    /**
     * Returns the microseconds of processor time for each delivery of the second half; empty if
     * unknown.
     */
    public OptionalDouble busyPerDelivery() {
        long deliveries = deliveredAtEnd - deliveredAtHalf;
        if (busyAtHalf.isEmpty() || busyAtEnd.isEmpty() || deliveries <= 0) {
            return OptionalDouble.empty();
        }
        long nanos = busyAtEnd.get().minus(busyAtHalf.get()).toNanos();
        return OptionalDouble.of(nanos / 1000.0 / deliveries);
    }
}
