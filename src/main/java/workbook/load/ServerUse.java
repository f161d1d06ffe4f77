package workbook.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the server's program uses for its clients and for deliveries, if it is known. */
public final class ServerUse {

    private final ProcessFigures process; // null: nobody knows which it is
    private final OptionalLong heapBefore;
    private final OptionalLong residentBefore;
    private OptionalLong heap = OptionalLong.empty();
    private OptionalLong resident = OptionalLong.empty();
    private Optional<Duration> busyAtHalf = Optional.empty();
    private Optional<Duration> busyAtEnd = Optional.empty();
    private long deliveredAtHalf;
    private long deliveredAtEnd;

    /**
     * Looks at the server before its clients connect.
     *
     * @param process null if it is not known
     */
    public ServerUse(ProcessFigures process) {
        this.process = process;
        heapBefore = process == null ? OptionalLong.empty() : process.heap();
        residentBefore = process == null ? OptionalLong.empty() : process.resident();
    }

    /** Looks at it when all clients are connected. */
    void connected() {
        if (process != null) {
            heap = process.heap(); // begins with a collection
            resident = process.resident();
        }
    }

    /**
     * Looks at it after the first half of the messages; a JVM has compiled most of its code then.
     */
    void halfway(long delivered) {
        busyAtHalf = busy();
        deliveredAtHalf = delivered;
    }

    /** Looks at it when the last message has arrived. */
    void talked(long delivered) {
        busyAtEnd = busy();
        deliveredAtEnd = delivered;
    }

    private Optional<Duration> busy() {
        return process == null ? Optional.empty() : process.busy();
    }

    /** Bytes of the resident set for each client; empty if unknown. */
    public OptionalLong resident(int clients) {
        return perClient(residentBefore, resident, clients);
    }

    /** Bytes of the heap, after a collection, for each client; empty if unknown. */
    public OptionalLong heap(int clients) {
        return perClient(heapBefore, heap, clients);
    }

    private static OptionalLong perClient(OptionalLong before, OptionalLong after, int clients) {
        return before.isEmpty() || after.isEmpty() || clients == 0
                ? OptionalLong.empty()
                : OptionalLong.of((after.getAsLong() - before.getAsLong()) / clients);
    }

    /** Microseconds of processor time for each delivery of the second half; empty if unknown. */
    public OptionalDouble busyPerDelivery() {
        long deliveries = deliveredAtEnd - deliveredAtHalf;
        if (busyAtHalf.isEmpty() || busyAtEnd.isEmpty() || deliveries <= 0) {
            return OptionalDouble.empty();
        }
        long nanos = busyAtEnd.get().minus(busyAtHalf.get()).toNanos();
        return OptionalDouble.of(nanos / 1000.0 / deliveries);
    }
}
