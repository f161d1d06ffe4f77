package workbook;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What of a long list is tried: all of it, or with {@code -Dproof.every=4} every fourth, other ones
 * each day.
 */
final class Sample {

    static final long TODAY = LocalDate.now(ZoneOffset.UTC).toEpochDay();

    private static final int EVERY = Integer.getInteger("proof.every", 1);

    private Sample() {}

    /** Prints how many of the list are left out, if any are. */
    static <T> List<T> of(String what, List<T> all) {
        List<T> sample =
                IntStream.range(0, all.size())
                        .filter(i -> (i + TODAY) % EVERY == 0)
                        .mapToObj(all::get)
                        .toList();
        if (sample.size() < all.size()) {
            System.out.printf(
                    "LEFT OUT: %d of %d %s%n", all.size() - sample.size(), all.size(), what);
        }
        return sample;
    }
}
