package workbook.cli;

import java.time.Duration;
import picocli.CommandLine.Option;
import workbook.catalogue.UsageError;

/** Options for what a tap does to the pieces that cross. All commands with a tap share them. */
final class PieceOptions {

    private static final long LONGEST = 60_000; // ms that a piece may be delayed

    @Option(
            names = "--split",
            paramLabel = "N",
            defaultValue = "0",
            description = "Cut what crosses into pieces of at most N bytes.")
    int split;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Each piece arrives MS milliseconds later.")
    private int delay;

    /**
     * Checks the values that the user typed.
     *
     * @throws UsageError if a value is out of range
     */
    void check() {
        if (split < 0 || delay < 0 || delay > LONGEST) {
            throw new UsageError(
                    "--split takes a whole number from 0, --delay one from 0 to %d (milliseconds)."
                            .formatted(LONGEST));
        }
    }

    Duration delay() {
        return Duration.ofMillis(delay);
    }
}
