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
     * A fact that explains a failure by itself. A cause counts only if it has looked at every such
     * fact.
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
    private final Set<Fact> known = EnumSet.noneOf(Fact.class); // of the cause at hand

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

    /** Whether a time-out was over although time passed fast, so that no peer had time to act. */
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
        boolean escape = expectation.kind() == Expectation.Kind.ESCAPE; // that is about it
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
     * Whether a cause fits the evidence, and has looked at every fact that explains the failure by
     * itself.
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

    /** An exception that ended a call explains an end of the stream, too. */
    private boolean knowException(boolean seen) {
        return know(Fact.EXCEPTION, know(Fact.END, seen));
    }

    /** Exactly this text was expected: as bytes in UTF-8, or as the value of a method. */
    public boolean expected(String text) {
        return expectation.expectedText().equals(text);
    }

    /** What was expected, as the failure words it, contains this. */
    public boolean expectedWords(String part) {
        boolean returned = expectation.kind() == Expectation.Kind.RETURN; // may be shown in part
        return expectation.expected().contains(part)
                || returned && expectation.expectedText().contains(part);
    }

    /** Nothing was to happen yet. */
    public boolean expectedSilence() {
        return expectation.kind() == Expectation.Kind.SILENCE;
    }

    /** A server that listens, or a client that connects, was expected. */
    public boolean expectedConnection() {
        return expectation.kind() == Expectation.Kind.LISTEN;
    }

    /** The code acted although nothing but time had passed, which may be as long as you like. */
    public boolean stoppedWaiting() {
        return know(Fact.TIME, stoppedWaiting);
    }

    /** The end of the stream was expected. */
    public boolean expectedEnd() {
        return expectation.kind() == Expectation.Kind.END;
    }

    /** A reset of the connection was expected. */
    public boolean expectedReset() {
        return expectation.kind() == Expectation.Kind.RESET;
    }

    /** Something from the wire was expected. */
    public boolean expectedBytes() {
        return expectation.kind() == Expectation.Kind.BYTES;
    }

    /** A call was expected to return or to throw. */
    public boolean expectedReturn() {
        return expectation.kind() == Expectation.Kind.RETURN;
    }

    /** A call was expected to go on, but it has returned or thrown. */
    public boolean expectedToGoOn() {
        return expectation.kind() == Expectation.Kind.STAY;
    }

    /** Nothing was expected to be left behind, but something was. */
    public boolean expectedNothingLeft() {
        return expectation.kind() == Expectation.Kind.LEFT;
    }

    /**
     * Threads were expected to wait, but one of them sleeps or runs in a loop, or all have ended.
     */
    public boolean expectedRest() {
        return expectation.kind() == Expectation.Kind.REST;
    }

    /**
     * A thread of theirs ended with an error in the code, although everything else was as expected.
     */
    public boolean expectedNoDeadThread() {
        return expectation.kind() == Expectation.Kind.THREAD;
    }

    /** Something was expected to be printed. */
    public boolean expectedPrint() {
        return expectation.kind() == Expectation.Kind.PRINT;
    }

    /** Bytes, or a returned text, that equal {@code text}. */
    public boolean got(String text) {
        return gotText().equals(text);
    }

    /** The bytes that came, or the text that was returned. */
    public String gotText() {
        known.add(Fact.BYTES);
        byte[] actual = expectation.actual();
        return actual == null ? "" : new String(actual, UTF_8);
    }

    /** How many bytes came in place of those expected. */
    public int gotLength() {
        known.add(Fact.BYTES);
        return expectation.actual() == null ? 0 : expectation.actual().length;
    }

    /** Not one byte came. */
    public boolean gotNothing() {
        return know(Fact.END, gotLength() == 0);
    }

    /** A beginning of what was expected came, but not all of it. */
    public boolean gotOnlyTheBeginning() {
        return gotLength() > 0
                && gotLength() < expectation.expectedText().getBytes(UTF_8).length
                && expectation.expectedText().startsWith(gotText());
    }

    /** The stream has ended, by a close or a half-close. */
    public boolean streamEnded() {
        return know(Fact.END, expectation.ended());
    }

    /** The connection was reset. */
    public boolean reset() {
        know(Fact.RESET, expectation.reset());
        return know(Fact.END, expectation.reset());
    }

    /** A thread of theirs waits in a method of this name: {@code "accept"}, {@code "readLine"}. */
    public boolean waitsIn(String... methods) {
        return places.stream().anyMatch(p -> p.blocked() && Set.of(methods).contains(p.call()));
    }

    /** A thread of theirs waits for bytes, whatever method it has called to get them. */
    public boolean waitsForBytes() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.READ);
    }

    /** A thread of theirs waits for bytes in a method of a {@code Reader}. */
    public boolean waitsInReader() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.READ && p.inReader());
    }

    /** A thread of theirs waits in {@code read()} of a stream or a channel, not of a reader. */
    public boolean waitsInReadOfBytes() {
        return places.stream()
                .anyMatch(
                        p ->
                                p.doing() == Place.Doing.READ
                                        && p.call().equals("read")
                                        && !p.inReader());
    }

    /** A thread of theirs waits in a method of a channel, not of a stream. */
    public boolean waitsInChannel() {
        return places.stream().anyMatch(p -> p.blocked() && p.inChannel());
    }

    /** A thread of the learner waits for a datagram, with a time-out or without one. */
    public boolean waitsForDatagram() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.RECEIVE);
    }

    /** A thread of theirs does not wait; it is in a method of theirs of this name. */
    public boolean runsIn(String method) {
        return places.stream().anyMatch(p -> !p.blocked() && p.method().equals(method));
    }

    /** A thread of theirs waits for a client. */
    public boolean waitsForClient() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.ACCEPT);
    }

    /** A thread of theirs runs without progress, or was stopped because it printed too much. */
    public boolean runsWithoutEnd() {
        return spinning || threw(Capture.Flood.class);
    }

    /** A thread of theirs waits for a lock that another one holds. */
    public boolean waitsForLock() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.LOCK) || waitsIn("lock");
    }

    /** A thread of theirs sleeps. */
    public boolean sleeps() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.SLEEP);
    }

    /** A call of theirs, or a thread of theirs, ended with this kind of exception. */
    public boolean threw(Class<? extends Throwable> type) {
        return knowException(codeUnderTest.thrown().stream().anyMatch(type::isInstance));
    }

    /** The same, and it was thrown by a method of this name. */
    public boolean threwFrom(Class<? extends Throwable> type, String method) {
        return knowException(
                codeUnderTest.thrown().stream()
                        .filter(type::isInstance)
                        .filter(t -> t.getStackTrace().length > 0)
                        .anyMatch(t -> t.getStackTrace()[0].getMethodName().equals(method)));
    }

    /** The same, and the exception's message contains {@code words}. */
    public boolean threw(Class<? extends Throwable> type, String words) {
        return knowException(
                codeUnderTest.thrown().stream()
                        .filter(type::isInstance)
                        .anyMatch(t -> String.valueOf(t.getMessage()).contains(words)));
    }

    /** A call of theirs, or a thread of theirs, ended with an exception. */
    public boolean threwAnything() {
        return knowException(!codeUnderTest.thrown().isEmpty());
    }

    /** {@code serve()} or the like has returned, without an exception. */
    public boolean returned(String call) {
        return know(
                Fact.END,
                codeUnderTest.calls().stream()
                        .anyMatch(c -> c.name().equals(call) && c.done() && c.thrown() == null));
    }

    /** A call was made whose name begins with this text. */
    public boolean called(String beginning) {
        return codeUnderTest.calls().stream().anyMatch(c -> c.name().startsWith(beginning));
    }

    /** A datagram came from another address or port than the one that a client had sent to. */
    public boolean cameFromAnotherPort() {
        return anotherPort;
    }

    /** The peer that the test plays has reset the connection. */
    public boolean peerHasReset() {
        return peerReset;
    }

    /**
     * A thread was held in a call, after one step and before another, whose texts begin with these:
     * {@code "serve()"}, {@code "ServerSocket.accept()"}, {@code "current = …"}. An empty text fits
     * any step.
     */
    public boolean held(String call, String after, String before) {
        return steering != null
                && steering.pause() != null
                && steering.pause().who().startsWith(call)
                && steering.before().startsWith(after)
                && steering.pause().text().startsWith(before);
    }

    /**
     * The learner's code has come to a step whose text begins with one of these: {@code
     * "Set.clear()"}. For tests that have called {@link Wire#noteSteps()}; false everywhere but in
     * a worker.
     */
    public boolean took(String... beginnings) {
        return steps.stream().anyMatch(step -> Stream.of(beginnings).anyMatch(step::startsWith));
    }

    /** How many connections there were on the wire. */
    public long connections() {
        return events.stream().filter(event -> event.kind() == Event.Kind.CONNECT).count();
    }

    /** Not one event on the wire was seen. */
    public boolean nothingCrossed() {
        return events.isEmpty();
    }

    /** A byte of this value, 0 to 255, was sent by either side. */
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

    /** How many bytes {@code who} has sent so far: {@code "client"}, {@code "server"}. */
    public int bytesFrom(String who) {
        return events.stream()
                .filter(event -> event.from().equals(who))
                .mapToInt(event -> event.bytes().length)
                .sum();
    }

    /** The peer that the test plays has ended its stream. */
    public boolean peerHasEnded() {
        return peerEnded;
    }

    /** Something arrived that is not a beginning of what was expected. */
    public boolean gotSomethingElse() {
        return gotLength() > 0 && !expectation.expectedText().startsWith(gotText());
    }

    /** The last word that a printed line was expected to contain was printed, on any line. */
    public boolean printedTheLastWord() {
        String text = expectation.expectedText();
        return printed().contains(text.substring(text.lastIndexOf(' ') + 1));
    }

    /** Only a beginning of the expected text was printed. */
    public boolean printedOnlyTheBeginning() {
        String text = printed().strip();
        return !text.isEmpty() && expectation.expectedText().startsWith(text);
    }

    /** All that was printed. */
    public String printed() {
        return codeUnderTest.printed();
    }
}
