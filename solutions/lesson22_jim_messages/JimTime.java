package lesson22_jim_messages;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Given: reads the times that JIM programs send, which they write in many forms. */
final class JimTime {

    private static final double LATEST = 1e11; // seconds, year 5138; more is a smaller unit
    private static final double NEVER = 1e20; // larger than any time in nanoseconds

    private JimTime() {}

    /**
     * Returns the whole seconds since 1970, UTC.
     *
     * @param value a JSON number or string as text: {@code 1700000000}, {@code 1700000000.25}, the
     *     same in milli-, micro- or nanoseconds, {@code 2023-11-14T22:13:20}, which is UTC unless
     *     an offset follows
     * @throws JimException if it is none of these, or before 1970
     */
    static long seconds(String value) throws JimException {
        double seconds = isNumber(value) ? Double.parseDouble(value) : ofDate(value);
        if (!(seconds >= 0 && seconds < NEVER)) { // also rejects infinity: 1e999
            throw new JimException("time");
        }
        while (seconds >= LATEST) {
            seconds /= 1000;
        }
        return (long) seconds;
    }

    /** Double.parseDouble accepts more: {@code NaN}, {@code 1f}, {@code 0x1p3}. */
    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }

    private static long ofDate(String value) throws JimException {
        try {
            TemporalAccessor date =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            value, OffsetDateTime::from, LocalDateTime::from);
            return date instanceof OffsetDateTime there
                    ? there.toEpochSecond()
                    : ((LocalDateTime) date).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new JimException("time");
        }
    }
}
