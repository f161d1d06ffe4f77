package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import workbook.wire.Bytes;

/** Expectations of what the learner's code prints. */
public final class WireAssert extends AbstractAssert<WireAssert, Wire> {

    WireAssert(Wire wire) {
        super(wire, WireAssert.class);
    }

    /** Prints a line that holds all of these. */
    public WireAssert prints(String... parts) {
        actual.quiescence().await(() -> hasLineWith(parts));
        if (!hasLineWith(parts)) {
            String printed = actual.codeUnderTest().printed();
            throw actual.failure(
                    new Expectation(
                            Expectation.Kind.PRINT,
                            "a printed line with " + quoted(parts),
                            printed.isEmpty() ? "nothing printed" : "not among what was printed",
                            String.join(" ", parts),
                            null,
                            false,
                            false));
        }
        return this;
    }

    /** Prints a complete line that begins with the first of these and contains all the others. */
    public WireAssert printsWholeLine(String beginning, String... parts) {
        String[] all = Stream.concat(Stream.of(beginning), Stream.of(parts)).toArray(String[]::new);
        actual.quiescence().await(() -> hasWholeLineWith(beginning, all));
        if (!hasWholeLineWith(beginning, all)) {
            throw actual.failure(
                    new Expectation(
                            Expectation.Kind.PRINT,
                            "a line of its own with " + quoted(all),
                            printed().isEmpty() ? "nothing printed" : "not among what was printed",
                            String.join(" ", all),
                            null,
                            false,
                            false));
        }
        return this;
    }

    private boolean hasWholeLineWith(String beginning, String... all) {
        String printed = printed();
        return printed.substring(0, printed.lastIndexOf('\n') + 1)
                .lines()
                .anyMatch(
                        line ->
                                line.startsWith(beginning)
                                        && Arrays.stream(all).allMatch(line::contains));
    }

    /**
     * Prints a message (UTF-8) in pieces of at most this many bytes. Each piece has a line with its
     * number of bytes and its text in double quotes.
     */
    public WireAssert printsInPieces(int most, String message) {
        return printsInPieces(most, message.getBytes(UTF_8));
    }

    /** The same for bytes that need not be valid UTF-8; those that are not are shown as U+FFFD. */
    public WireAssert printsInPieces(int most, byte[] bytes) {
        String message = new String(bytes, UTF_8);
        actual.quiescence().await(() -> new PrintedPieces(printed()).make(bytes, most));
        if (!new PrintedPieces(printed()).make(bytes, most)) {
            throw actual.failure(
                    new Expectation(
                            Expectation.Kind.PRINT,
                            "lines of at most " + most + " bytes each for " + quoted(message),
                            printed().isEmpty() ? "nothing printed" : "other lines",
                            message,
                            null,
                            false,
                            false));
        }
        return this;
    }

    /** When all of the learner's threads are at rest, no printed line contains all of these. */
    public WireAssert printsNoLineWith(String... parts) {
        actual.settle();
        if (hasLineWith(parts)) {
            throw actual.failure(
                    new Expectation(
                            Expectation.Kind.PRINT,
                            "no printed line with " + quoted(parts),
                            "among what was printed",
                            String.join(" ", parts),
                            null,
                            false,
                            false));
        }
        return this;
    }

    /** Prints this text with its line breaks. A line may also end in {@code \r\n}. */
    public WireAssert printsText(String text) {
        actual.quiescence().await(() -> printed().contains(text));
        if (!printed().contains(text)) {
            throw actual.failure(
                    new Expectation(
                            Expectation.Kind.PRINT,
                            Expectation.quote(text) + " printed",
                            printed().isEmpty() ? "nothing printed" : "not among what was printed",
                            text,
                            null,
                            false,
                            false));
        }
        return this;
    }

    private String printed() {
        return actual.codeUnderTest().printed().replace("\r\n", "\n");
    }

    /**
     * The learner's code has ended and has left nothing behind: no thread, and no socket (which can
     * be seen only on Linux). The peers of the test are closed first.
     */
    public WireAssert isLeftClean() {
        actual.closeOwn();
        Leftovers.check(actual, () -> false, "when all is over");
        return this;
    }

    /** The first of what was sent in these rounds had at most this many bytes. */
    public WireAssert sendsAtMost(int bytes, Pieces pieces) {
        if (pieces.smallest() > bytes) {
            throw actual.failure(
                    Expectation.of(
                            Expectation.Kind.BYTES,
                            "at most " + Bytes.count(bytes) + " at a time",
                            Bytes.count(pieces.smallest()) + " at once"));
        }
        return this;
    }

    /**
     * The learner's code has not changed what belongs to the whole program: language, time zone.
     */
    public WireAssert keepsItsSettings() {
        Leftovers.checkSettings(actual);
        return this;
    }

    /** No thread of the learner's has died of an exception, so far. */
    public WireAssert letsNoExceptionEscape() {
        for (Throwable thrown : actual.codeUnderTest().uncaught()) {
            throw actual.failure(
                    Expectation.of(
                            Expectation.Kind.ESCAPE,
                            "a thread that ends without an exception",
                            Thrown.words(thrown)));
        }
        return this;
    }

    /**
     * The learner's threads wait until something happens, and use no processor meanwhile: none runs
     * round a loop, and none sleeps to look again later.
     */
    public WireAssert waitsAtRest() {
        boolean rests = actual.quiescence().comesToRest();
        if (!rests || actual.codeUnderTest().places().isEmpty()) {
            String was =
                    rests
                            ? "none: it has ended"
                            : actual.quiescence().sawSpinning()
                                    ? "one that looks again and again, without a pause"
                                    : "one that sleeps, looks, and sleeps again";
            throw actual.failure(
                    Expectation.of(
                            Expectation.Kind.REST,
                            "a thread that waits until something happens",
                            was));
        }
        return this;
    }

    /**
     * When all of the learner's threads are at rest, none of them is in many calls of one method at
     * once. A method that calls itself for each next client fills the stack in the end.
     */
    public WireAssert doesNotNestItsCalls() {
        actual.settle();
        actual.codeUnderTest()
                .nestedCalls()
                .ifPresent(
                        nested -> {
                            throw actual.failure(
                                    Expectation.of(
                                            Expectation.Kind.REST,
                                            "methods that return before they are called again",
                                            nested));
                        });
        return this;
    }

    private static String quoted(String... parts) {
        return Arrays.stream(parts).map(Expectation::quote).collect(Collectors.joining(" and "));
    }

    private boolean hasLineWith(String... parts) {
        return actual.codeUnderTest()
                .printed()
                .lines()
                .filter(line -> line.indexOf('\0') < 0) // unused bytes of a buffer
                .anyMatch(line -> Arrays.stream(parts).allMatch(line::contains));
    }
}
