package workbook.load;

import workbook.catalogue.UsageError;

/**
 * How much is to be done. Every number has a limit, so that nothing goes on for ever.
 *
 * @param protocol that they speak
 * @param clients that talk, 2 to 2,000
 * @param idle clients that only are there, 0 to 20,000
 * @param rooms among which the talking clients are spread, each in one; 0: they talk in pairs
 * @param rate messages that each of them sends in a second, 0.01 to 1,000; all of them together at
 *     most 50,000
 * @param seconds for how long they talk, 1 to 600
 * @param size characters of a message's text, 50 to 500 (in IRC to 400)
 */
public record Plan(
        Protocol protocol, int clients, int idle, int rooms, double rate, int seconds, int size) {

    /** Seconds after the end until a message that has not come is lost. */
    public static final int GRACE = 5;

    private static final int MOST_TOGETHER = 50_000; // messages sent in a second

    /**
     * A plan within the limits.
     *
     * @throws UsageError if it is not
     */
    public Plan {
        within("--clients", clients, 2, 2000);
        within("--idle", idle, 0, 20_000);
        within("--seconds", seconds, 1, 600);
        within("--size", size, 50, protocol.longest());
        within("--rooms", rooms, 0, clients / 2);
        if (!(rate >= 0.01 && rate <= 1000)) {
            throw new UsageError("--rate takes a number from 0.01 to 1000.");
        }
        if (clients * rate > MOST_TOGETHER) {
            throw new UsageError("All clients together send at most 50,000 messages a second.");
        }
        if (clients * rate * seconds < 1) {
            throw new UsageError("That is not one message: raise --rate or --seconds.");
        }
        if (rooms == 0 && clients % 2 != 0) {
            throw new UsageError("To talk in pairs (--rooms 0) --clients must be even.");
        }
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageError(
                    "%s takes a whole number from %d to %d.".formatted(option, least, most));
        }
    }

    /** Messages that all of them send. */
    int messages() {
        return (int) (clients * rate * seconds);
    }

    /** Nanoseconds from the beginning until message {@code n}, from 0, is due. */
    long due(int n) {
        return (long) (n * (1e9 / (clients * rate)));
    }

    /** Which room, or pair, a talking client is in. */
    int group(int client) {
        return rooms == 0 ? client / 2 : client % rooms;
    }

    int groups() {
        return rooms == 0 ? clients / 2 : rooms;
    }
}
