package workbook.load;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The results of a load.
 *
 * @param talking how many of the talking clients logged in
 * @param idle how many of the idle clients logged in
 * @param sent messages that were sent
 * @param acknowledged responses 2xx to messages
 * @param due deliveries that the server had to make: for each message, one to each other member of
 *     its room
 * @param delivered deliveries that arrived, without repetitions
 * @param again deliveries that had already arrived before
 * @param seconds the time from when the first message was due to when the last one was read
 * @param latency the time from when a message was due to when it was read
 * @param late how late messages were sent; this part of the latency comes from the load generator
 *     itself
 * @param errors each kind of error, with how many times it occurred
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

    /** Percentiles and the maximum, in milliseconds. */
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

    /** Returns how many deliveries did not arrive in time. */
    public long lost() {
        return Math.max(0, due - delivered);
    }

    /** Returns the deliveries per second. */
    public double perSecond() {
        return seconds == 0 ? 0 : delivered / seconds;
    }

    /** Returns whether all clients logged in, and nothing was lost or went wrong. */
    public boolean passed() {
        return talking == plan.clients()
                && idle == plan.idle()
                && lost() == 0
                && again == 0
                && errors.isEmpty();
    }
}
