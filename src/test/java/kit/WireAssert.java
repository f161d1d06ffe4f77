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

    /** Expects a printed line that contains all of these texts. */
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

    /**
     * Expects a complete printed line that begins with the first of these texts and contains all
     * the others.
     */
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
     * Expects a message (UTF-8) to be printed in pieces of at most this many bytes. Each piece has
     * a line with its number of bytes and its text in double quotes.
     */
    public WireAssert printsInPieces(int most, String message) {
        return printsInPieces(most, message.getBytes(UTF_8));
    }

    /**
     * Does the same for bytes that need not be valid UTF-8; each invalid one is shown as U+FFFD.
     */
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

    /**
     * Expects that no printed line contains all of these texts when all of the learner's threads
     * are at rest.
     */
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

    /**
     * Expects this text to be printed, with its line breaks. A line may also end in {@code \r\n}.
     */
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
     * Expects that the learner's code has ended and has left nothing behind: no thread, and no
     * socket (only Linux shows sockets). Closes the peers of the test first.
     */
    public WireAssert isLeftClean() {
        actual.closeOwn();
        Leftovers.check(actual, () -> false, "after your code has ended");
        return this;
    }

    /**
     * Expects that no thread of the learner's code is left, while the peers of the test are still
     * there. Before {@link #isLeftClean()}, for threads that a closed peer would end.
     */
    public WireAssert leavesNoThread() {
        Leftovers.checkThreads(actual, "after your code has ended");
        return this;
    }

    /** Expects that in at least one of these rounds a peer had received at most this many bytes. */
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
     * Expects that the learner's code has not changed a setting of the whole program: the default
     * locale, the default time zone.
     */
    public WireAssert keepsItsSettings() {
        Leftovers.checkSettings(actual);
        return this;
    }

    /** Expects that no exception has ended a thread of the learner's code so far. */
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
     * Expects that the learner's threads wait until something happens, and use no processor
     * meanwhile: no thread runs in a loop, and none sleeps in order to look again later.
     */
    public WireAssert waitsAtRest() {
        boolean rests = actual.quiescence().comesToRest();
        if (!rests || actual.codeUnderTest().places().isEmpty()) {
            String was =
                    rests
                            ? "none: it has ended"
                            : actual.quiescence().sawSpinning()
                                    ? "one that keeps checking, without a pause"
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
     * Expects that no thread is inside many calls of one method at once, when all of the learner's
     * threads are at rest. A method that calls itself for each next client fills the stack in the
     * end.
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
