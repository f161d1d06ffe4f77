package kit;

import java.util.Random;

/**
 * Decides what a bad network does to each answer of a {@link DatagramPeer}. A seeded one never
 * loses or delays two answers in a row, so of two requests in a row at least one is answered.
 */
public final class FaultyNetwork {

    /** What the network does to one answer. */
    enum Fate {
        ARRIVES,
        LOST,
        TWICE,
        /** It arrives after the next answer. */
        LATE
    }

    private final Random random;
    private final int lost; // how many answers it loses at the beginning of each cycle
    private final int cycle;
    private int answers;
    private boolean heldBack;

    private FaultyNetwork(int lost, int cycle, Random random) {
        this.lost = lost;
        this.cycle = cycle;
        this.random = random;
    }

    /** Loses the first {@code n} answers; all others arrive. */
    public static FaultyNetwork losing(int n) {
        return new FaultyNetwork(n, Integer.MAX_VALUE, null);
    }

    /** Loses the first answer, the third, the fifth and so on; all others arrive. */
    public static FaultyNetwork losingEveryOther() {
        return new FaultyNetwork(1, 2, null);
    }

    /**
     * Loses, duplicates and delays answers at random.
     *
     * @param seed the same seed makes the same choices
     */
    public static FaultyNetwork seeded(long seed) {
        return new FaultyNetwork(0, 1, new Random(seed));
    }

    synchronized Fate next() {
        if (random == null) {
            return answers++ % cycle < lost ? Fate.LOST : Fate.ARRIVES;
        }
        Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
        boolean bad = fate == Fate.LOST || fate == Fate.LATE;
        if (bad && heldBack) {
            fate = Fate.TWICE;
        }
        heldBack = bad && !heldBack;
        return fate;
    }
}
