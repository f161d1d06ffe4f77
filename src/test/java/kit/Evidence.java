package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.SocketTimeoutException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import workbook.wire.Event;
import workbook.worker.FastTime;

/** What is known when an expectation was not met. */
public final class Evidence {

    private static final String SETTINGS =
            "your code changes a setting that belongs to the whole program, and with it what other code does. Give the locale or the zone to the call that needs it.";

    private static final String TIME =
            "your code stops waiting when some time has passed, but the other side may take as long as it likes. Wait without a time-out, and without a limit on how often you look.";

    /**
     * A fact that explains a failure by itself. A cause counts only if its condition has asked for
     * every such fact.
     */
    private enum Fact {
        /** The learner's code has ended with an exception that it caused itself. */
        EXCEPTION,
        /** The connection was reset, although an orderly end was expected. */
        RESET,
        /** A setting of the whole program was changed. */
        SETTINGS,
        /** The code acted although nothing but time had passed. */
        TIME,
        /** Bytes arrived, although none were expected. */
        BYTES,
        /** The stream ended or was reset, although nothing was expected yet. */
        END
    }

    private final Expectation expectation;
    private final List<Place> places;
    private final CodeUnderTest codeUnderTest;
    private final List<Event> events;
    private final boolean peerEnded;
    private final boolean peerReset;
    private final boolean anotherPort;
    private final boolean spinning;
    private final boolean stoppedWaiting;
    private final Steering steering; // null: no thread was held
    private final Set<String> steps;
    private final Set<Fact> facts;
    private final Set<Fact> known = EnumSet.noneOf(Fact.class); // that the cause asked for

    Evidence(Wire wire, Expectation expectation, List<Place> places) {
        this.expectation = expectation;
        this.places = places;
        this.codeUnderTest = wire.codeUnderTest();
        this.events = wire.transcript().events();
        this.peerEnded = wire.peerEnded();
        this.peerReset = wire.peerReset();
        this.anotherPort = wire.anotherPort();
        this.steering = wire.round() == null ? null : wire.round().steering();
        this.steps = Set.copyOf(wire.steps());
        this.spinning = wire.quiescence().sawSpinning();
        this.stoppedWaiting = wire.quiescence().sawStoppedWaiting() || timedOutFast();
        this.facts = facts();
    }

    /** Returns whether a time-out ended while time passed fast. Then no peer had time to act. */
    private boolean timedOutFast() {
        return FastTime.isFast()
                && codeUnderTest.thrown().stream()
                        .anyMatch(
                                thrown ->
                                        thrown instanceof SocketTimeoutException
                                                || thrown instanceof TimeoutException);
    }

    private Set<Fact> facts() {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        boolean bytes = expectation.actual() != null && expectation.actual().length > 0;
        boolean silence = expectation.kind() == Expectation.Kind.SILENCE;
        boolean end = expectation.kind() == Expectation.Kind.END;
        boolean escape = expectation.kind() == Expectation.Kind.ESCAPE; // about the exception
        if (codeUnderTest.ownFailure().isPresent() && !escape) {
            facts.add(Fact.EXCEPTION);
        }
        if (expectation.kind() == Expectation.Kind.SETTINGS) {
            facts.add(Fact.SETTINGS);
        }
        if (stoppedWaiting) {
            facts.add(Fact.TIME);
        }
        if (bytes && (silence || end)) {
            facts.add(Fact.BYTES);
        }
        if (!bytes && end && expectation.reset()) {
            facts.add(Fact.RESET);
        }
        if (!bytes && silence && (expectation.ended() || expectation.reset())) {
            facts.add(Fact.END);
        }
        return facts;
    }

    /**
     * Returns whether a cause fits the evidence, and has asked for every fact that explains the
     * failure by itself.
     */
    boolean proves(Likely likely) {
        known.clear();
        return likely.fits().test(this) && known.containsAll(facts);
    }

    /**
     * Returns a cause that follows from the facts alone, for failures that no cause of the grader
     * fits.
     */
    Optional<String> ownCause() {
        if (facts.contains(Fact.TIME)) {
            return Optional.of(TIME);
        }
        if (facts.contains(Fact.EXCEPTION)) {
            return codeUnderTest.ownFailure();
        }
        if (facts.contains(Fact.SETTINGS)) {
            return Optional.of(SETTINGS);
        }
        return facts.contains(Fact.RESET)
                ? Optional.of(
                        "the connection was reset, not closed in an orderly way. Closing it while bytes that have come are unread resets it, and so does setSoLinger(true, 0): read to the end, then close.")
                : Optional.empty();
    }

    private boolean know(Fact fact, boolean seen) {
        if (seen) {
            known.add(fact);
        }
        return seen;
    }

    /**
     * Notes that a cause has asked for an exception. An exception that ended a call also explains
     * why the stream ended.
     */
    private boolean knowException(boolean seen) {
        return know(Fact.EXCEPTION, know(Fact.END, seen));
    }

    /**
     * Returns whether exactly this text was expected: as bytes in UTF-8, or as the value of a
     * method.
     */
    public boolean expected(String text) {
        return expectation.expectedText().equals(text);
    }

    /** Returns whether what was expected, as the failure describes it, contains this text. */
    public boolean expectedWords(String part) {
        boolean returned = expectation.kind() == Expectation.Kind.RETURN; // may be shown in part
        return expectation.expected().contains(part)
                || returned && expectation.expectedText().contains(part);
    }

    /** Returns whether nothing was expected to arrive yet. */
    public boolean expectedSilence() {
        return expectation.kind() == Expectation.Kind.SILENCE;
    }

    /** Returns whether a server that listens, or a client that connects, was expected. */
    public boolean expectedConnection() {
        return expectation.kind() == Expectation.Kind.LISTEN;
    }

    /**
     * Returns whether the code acted although nothing but time had passed. In such a test the other
     * side may take as long as it likes.
     */
    public boolean stoppedWaiting() {
        return know(Fact.TIME, stoppedWaiting);
    }

    /** Returns whether the end of the stream was expected. */
    public boolean expectedEnd() {
        return expectation.kind() == Expectation.Kind.END;
    }

    /** Returns whether a reset of the connection was expected. */
    public boolean expectedReset() {
        return expectation.kind() == Expectation.Kind.RESET;
    }

    /** Returns whether bytes from the other side were expected. */
    public boolean expectedBytes() {
        return expectation.kind() == Expectation.Kind.BYTES;
    }

    /** Returns whether a call was expected to return or to throw. */
    public boolean expectedReturn() {
        return expectation.kind() == Expectation.Kind.RETURN;
    }

    /** Returns whether a call was expected to keep running, but has returned or thrown. */
    public boolean expectedToGoOn() {
        return expectation.kind() == Expectation.Kind.STAY;
    }

    /** Returns whether the code was expected to leave nothing behind, but has left something. */
    public boolean expectedNothingLeft() {
        return expectation.kind() == Expectation.Kind.LEFT;
    }

    /**
     * Returns whether threads were expected to wait, but one of them sleeps or runs in a loop, or
     * all have ended.
     */
    public boolean expectedRest() {
        return expectation.kind() == Expectation.Kind.REST;
    }

    /**
     * Returns whether a thread of the learner's code ended with an error in the code, although
     * everything else was as expected.
     */
    public boolean expectedNoDeadThread() {
        return expectation.kind() == Expectation.Kind.THREAD;
    }

    /** Returns whether something was expected to be printed, or not to be printed. */
    public boolean expectedPrint() {
        return expectation.kind() == Expectation.Kind.PRINT;
    }

    /** Returns whether the bytes that arrived, or the returned text, equal {@code text}. */
    public boolean got(String text) {
        return gotText().equals(text);
    }

    /**
     * Returns the bytes that arrived, decoded as UTF-8, or the text that was returned; an empty
     * text if there is neither.
     */
    public String gotText() {
        known.add(Fact.BYTES);
        byte[] actual = expectation.actual();
        return actual == null ? "" : new String(actual, UTF_8);
    }

    /** Returns how many bytes arrived in place of the expected ones. */
    public int gotLength() {
        known.add(Fact.BYTES);
        return expectation.actual() == null ? 0 : expectation.actual().length;
    }

    /** Returns whether not a single byte arrived. */
    public boolean gotNothing() {
        return know(Fact.END, gotLength() == 0);
    }

    /** Returns whether a beginning of the expected bytes arrived, but not all of them. */
    public boolean gotOnlyTheBeginning() {
        return gotLength() > 0
                && gotLength() < expectation.expectedText().getBytes(UTF_8).length
                && expectation.expectedText().startsWith(gotText());
    }

    /** Returns whether the stream has ended, by a close or a half-close. */
    public boolean streamEnded() {
        return know(Fact.END, expectation.ended());
    }

    /** Returns whether the connection was reset. */
    public boolean reset() {
        know(Fact.RESET, expectation.reset());
        return know(Fact.END, expectation.reset());
    }

    /**
     * Returns whether a thread of the learner's code waits in a method with one of these names,
     * such as {@code "accept"} or {@code "readLine"}.
     */
    public boolean waitsIn(String... methods) {
        return places.stream().anyMatch(p -> p.blocked() && Set.of(methods).contains(p.call()));
    }

    /** Returns whether a thread of the learner's code waits for bytes, in any method. */
    public boolean waitsForBytes() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.READ);
    }

    /**
     * Returns whether a thread of the learner's code waits for bytes in a method of a {@code
     * Reader}.
     */
    public boolean waitsInReader() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.READ && p.inReader());
    }

    /**
     * Returns whether a thread of the learner's code waits in {@code read()} of a stream or a
     * channel, not of a reader.
     */
    public boolean waitsInReadOfBytes() {
        return places.stream()
                .anyMatch(
                        p ->
                                p.doing() == Place.Doing.READ
                                        && p.call().equals("read")
                                        && !p.inReader());
    }

    /**
     * Returns whether a thread of the learner's code waits in a method of a channel, not of a
     * stream.
     */
    public boolean waitsInChannel() {
        return places.stream().anyMatch(p -> p.blocked() && p.inChannel());
    }

    /**
     * Returns whether a thread of the learner's code waits for a datagram, with a time-out or
     * without one.
     */
    public boolean waitsForDatagram() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.RECEIVE);
    }

    /**
     * Returns whether a thread of the learner's code runs, and is in a method of this name that the
     * learner wrote.
     */
    public boolean runsIn(String method) {
        return places.stream().anyMatch(p -> !p.blocked() && p.method().equals(method));
    }

    /** Returns whether a thread of the learner's code waits for a client. */
    public boolean waitsForClient() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.ACCEPT);
    }

    /**
     * Returns whether a thread of the learner's code runs without progress, or was stopped because
     * it printed too much.
     */
    public boolean runsWithoutEnd() {
        return spinning || threw(Capture.Flood.class);
    }

    /**
     * Returns whether a thread of the learner's code waits for a lock that another thread holds.
     */
    public boolean waitsForLock() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.LOCK) || waitsIn("lock");
    }

    /** Returns whether a thread of the learner's code sleeps. */
    public boolean sleeps() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.SLEEP);
    }

    /** Returns whether an exception of this type ended a call or a thread of the learner's code. */
    public boolean threw(Class<? extends Throwable> type) {
        return knowException(codeUnderTest.thrown().stream().anyMatch(type::isInstance));
    }

    /**
     * Returns whether an exception of this type ended a call or a thread of the learner's code, and
     * a method of this name threw it.
     */
    public boolean threwFrom(Class<? extends Throwable> type, String method) {
        return knowException(
                codeUnderTest.thrown().stream()
                        .filter(type::isInstance)
                        .filter(t -> t.getStackTrace().length > 0)
                        .anyMatch(t -> t.getStackTrace()[0].getMethodName().equals(method)));
    }

    /**
     * Returns whether an exception of this type, whose message contains {@code words}, ended a call
     * or a thread of the learner's code.
     */
    public boolean threw(Class<? extends Throwable> type, String words) {
        return knowException(
                codeUnderTest.thrown().stream()
                        .filter(type::isInstance)
                        .anyMatch(t -> String.valueOf(t.getMessage()).contains(words)));
    }

    /** Returns whether any exception ended a call or a thread of the learner's code. */
    public boolean threwAnything() {
        return knowException(!codeUnderTest.thrown().isEmpty());
    }

    /** Returns whether this call, such as {@code serve()}, has returned without an exception. */
    public boolean returned(String call) {
        return know(
                Fact.END,
                codeUnderTest.calls().stream()
                        .anyMatch(c -> c.name().equals(call) && c.done() && c.thrown() == null));
    }

    /** Returns whether the test made a call whose name begins with this text. */
    public boolean called(String beginning) {
        return codeUnderTest.calls().stream().anyMatch(c -> c.name().startsWith(beginning));
    }

    /**
     * Returns whether a client received a datagram from another address or port than it had sent
     * to.
     */
    public boolean cameFromAnotherPort() {
        return anotherPort;
    }

    /** Returns whether the peer that the test plays has reset the connection. */
    public boolean peerHasReset() {
        return peerReset;
    }

    /**
     * Returns whether a thread was held in this call, after one step and before another. The texts
     * are beginnings: {@code "serve()"}, {@code "ServerSocket.accept()"}, {@code "current = …"}. An
     * empty text fits any step.
     */
    public boolean held(String call, String after, String before) {
        return steering != null
                && steering.pause() != null
                && steering.pause().who().startsWith(call)
                && steering.before().startsWith(after)
                && steering.pause().text().startsWith(before);
    }

    /**
     * Returns whether the learner's code has reached a step whose text begins with one of these,
     * such as {@code "Set.clear()"}. For tests that have called {@link Wire#noteSteps()}; always
     * false outside a worker.
     */
    public boolean took(String... beginnings) {
        return steps.stream().anyMatch(step -> Stream.of(beginnings).anyMatch(step::startsWith));
    }

    /** Returns how many connections there were on the wire. */
    public long connections() {
        return events.stream().filter(event -> event.kind() == Event.Kind.CONNECT).count();
    }

    /** Returns whether there was no event on the wire at all. */
    public boolean nothingCrossed() {
        return events.isEmpty();
    }

    /** Returns whether either side sent a byte of this value, 0 to 255. */
    public boolean peerSent(int value) {
        for (Event event : events) {
            for (byte b : event.bytes()) {
                if ((b & 0xff) == value) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns how many bytes {@code who} has sent so far.
     *
     * @param who {@code "client"}, {@code "server"}, or another name on the wire
     */
    public int bytesFrom(String who) {
        return events.stream()
                .filter(event -> event.from().equals(who))
                .mapToInt(event -> event.bytes().length)
                .sum();
    }

    /** Returns whether the peer that the test plays has ended its stream. */
    public boolean peerHasEnded() {
        return peerEnded;
    }

    /** Returns whether something arrived that is not a beginning of what was expected. */
    public boolean gotSomethingElse() {
        return gotLength() > 0 && !expectation.expectedText().startsWith(gotText());
    }

    /**
     * Returns whether the last word that a printed line was expected to contain was printed, on any
     * line.
     */
    public boolean printedTheLastWord() {
        String text = expectation.expectedText();
        return printed().contains(text.substring(text.lastIndexOf(' ') + 1));
    }

    /** Returns whether only a beginning of the expected text was printed. */
    public boolean printedOnlyTheBeginning() {
        String text = printed().strip();
        return !text.isEmpty() && expectation.expectedText().startsWith(text);
    }

    /** Returns everything that the learner's code has printed. */
    public String printed() {
        return codeUnderTest.printed();
    }
}
