package workbook.load;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param talking clients that were let in of those that were to talk
 * @param idle clients that were let in of those that were to be idle
 * @param sent messages
 * @param acknowledged answers 2xx to messages
 * @param due deliveries that were to be made: one for each other member of a message's room
 * @param delivered deliveries that were made, each counted once
 * @param again deliveries of what was delivered before
 * @param seconds from when the first message was due to when the last one was read
 * @param latency from when a message was due to when it was read
 * @param late by how much messages were sent late: what the measuring itself adds
 * @param errors how often what went wrong
 */
public record LoadReport(
        Plan plan,
        int talking,
        int idle,
        long sent,
        long acknowledged,
        long due,
        long delivered,
        long again,
        double seconds,
        Spread latency,
        Spread late,
        Map<String, Long> errors) {

    /** Percentiles and the largest, in milliseconds. */
    public record Spread(double p50, double p90, double p99, double max) {

        private static Spread of(Histogram micros) {
            return new Spread(
                    micros.getValueAtPercentile(50) / 1000.0,
                    micros.getValueAtPercentile(90) / 1000.0,
                    micros.getValueAtPercentile(99) / 1000.0,
                    micros.getMaxValue() / 1000.0);
        }
    }

    static LoadReport of(
            Plan plan,
            int talking,
            int idle,
            long due,
            long begin,
            Histogram late,
            Tally.Counts counts) {
        long took = counts.delivered() == 0 ? 0 : counts.lastCame() - begin;
        return new LoadReport(
                plan,
                talking,
                idle,
                late.getTotalCount(),
                counts.acknowledged(),
                due,
                counts.delivered(),
                counts.again(),
                took / 1e9,
                Spread.of(counts.latencies()),
                Spread.of(late),
                counts.errors());
    }

    /** Deliveries that were not made in time. */
    public long lost() {
        return Math.max(0, due - delivered);
    }

    /** Deliveries in a second. */
    public double perSecond() {
        return seconds == 0 ? 0 : delivered / seconds;
    }

    /** Whether all clients were let in, and nothing was lost or went wrong. */
    public boolean passed() {
        return talking == plan.clients()
                && idle == plan.idle()
                && lost() == 0
                && again == 0
                && errors.isEmpty();
    }
}
