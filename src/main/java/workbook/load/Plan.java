package workbook.load;

import workbook.catalogue.UsageError;

/**
 * The size of a load. Every number has a limit, so that a load always ends.
 *
 * @param protocol the protocol that the clients speak
 * @param clients the number of clients that talk, 2 to 2,000
 * @param idle the number of clients that are only connected, 0 to 20,000
 * @param rooms the number of rooms; each talking client is in one of them. 0: the clients talk in
 *     pairs
 * @param rate messages that each talking client sends per second, 0.01 to 1,000; all together at
 *     most 50,000
 * @param seconds how long the clients talk, 1 to 600
 * @param size the characters of a message's text, 50 to 500 (in IRC, to 400)
 */
public record Plan(
        Protocol protocol, int clients, int idle, int rooms, double rate, int seconds, int size) {

    /** How many seconds after the end a message that has not arrived counts as lost. */
    public static final int GRACE = 5;

    private static final int MOST_TOGETHER = 50_000; // messages per second of all clients

    /**
     * Checks the limits.
     *
     * @throws UsageError if a number is not within its limits
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

    /** Returns how many messages all clients send together. */
    int messages() {
        return (int) (clients * rate * seconds);
    }

    /** Returns how many nanoseconds after the beginning message {@code n}, from 0, is due. */
    long due(int n) {
        return (long) (n * (1e9 / (clients * rate)));
    }

    /** Returns the number of the room, or the pair, of a talking client. */
    int group(int client) {
        return rooms == 0 ? client / 2 : client % rooms;
    }

    int groups() {
        return rooms == 0 ? clients / 2 : rooms;
    }
}
