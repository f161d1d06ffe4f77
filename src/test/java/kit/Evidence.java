package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import workbook.wire.Event;

/** What is known when an expectation was not met. */
public final class Evidence {

    private final Expectation expectation;
    private final List<Place> places;
    private final Learner learner;
    private final List<Event> events;
    private final boolean peerEnded;
    private final boolean spinning;

    Evidence(Wire wire, Expectation expectation, List<Place> places) {
        this.expectation = expectation;
        this.places = places;
        this.learner = wire.learner();
        this.events = wire.transcript().events();
        this.peerEnded = wire.peerEnded();
        this.spinning = wire.patience().sawSpinning();
    }

    /** These very bytes, as UTF-8, were expected; or this value of a method. */
    public boolean expected(String text) {
        return expectation.expectedText().equals(text);
    }

    /** What was expected, as the failure words it, contains this. */
    public boolean expectedWords(String part) {
        return expectation.expected().contains(part);
    }

    /** Nothing was to happen yet. */
    public boolean expectedSilence() {
        return expectation.kind() == Expectation.Kind.SILENCE;
    }

    /** A server that listens, or a client that connects, was expected. */
    public boolean expectedConnection() {
        return expectation.kind() == Expectation.Kind.LISTEN;
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

    /** A call was expected to come back, one way or the other. */
    public boolean expectedReturn() {
        return expectation.kind() == Expectation.Kind.RETURN;
    }

    /** Nothing was to be left behind, and something was. */
    public boolean expectedNothingLeft() {
        return expectation.kind() == Expectation.Kind.LEFT;
    }

    /** A thread that waits was expected, and one sleeps in its place or runs round a loop. */
    public boolean expectedRest() {
        return expectation.kind() == Expectation.Kind.REST;
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
        byte[] actual = expectation.actual();
        return actual == null ? "" : new String(actual, UTF_8);
    }

    /** How many bytes came in place of those expected. */
    public int gotLength() {
        return expectation.actual() == null ? 0 : expectation.actual().length;
    }

    /** Not one byte came. */
    public boolean gotNothing() {
        return gotLength() == 0;
    }

    /** A beginning of what was expected came, but not all of it. */
    public boolean gotOnlyTheBeginning() {
        return gotLength() > 0
                && gotLength() < expectation.expectedText().getBytes(UTF_8).length
                && expectation.expectedText().startsWith(gotText());
    }

    /** The stream has ended, by a close or a half-close. */
    public boolean streamEnded() {
        return expectation.ended();
    }

    /** The connection was reset. */
    public boolean reset() {
        return expectation.reset();
    }

    /** A thread of theirs waits in a method of this name: {@code "accept"}, {@code "readLine"}. */
    public boolean waitsIn(String... methods) {
        return places.stream().anyMatch(p -> p.blocked() && Set.of(methods).contains(p.call()));
    }

    /** A thread of theirs waits for bytes, whatever method it has called to get them. */
    public boolean waitsForBytes() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.READ);
    }

    /** A thread of theirs waits for a datagram, whether for a while or for ever. */
    public boolean waitsForDatagram() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.RECEIVE);
    }

    /** A thread of theirs waits for a client. */
    public boolean waitsForClient() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.ACCEPT);
    }

    /** A thread of theirs runs and runs, or was stopped because it printed without end. */
    public boolean runsWithoutEnd() {
        return spinning || threw(Capture.Flood.class);
    }

    /** A thread of theirs sleeps. */
    public boolean sleeps() {
        return places.stream().anyMatch(p -> p.doing() == Place.Doing.SLEEP);
    }

    /** A call of theirs, or a thread of theirs, ended with this kind of exception. */
    public boolean threw(Class<? extends Throwable> type) {
        return learner.thrown().stream().anyMatch(type::isInstance);
    }

    /** The same, and the exception's message contains {@code words}. */
    public boolean threw(Class<? extends Throwable> type, String words) {
        return learner.thrown().stream()
                .anyMatch(
                        t -> type.isInstance(t) && String.valueOf(t.getMessage()).contains(words));
    }

    /** A call of theirs, or a thread of theirs, ended with an exception. */
    public boolean threwAnything() {
        return !learner.thrown().isEmpty();
    }

    /** {@code serve()} or the like has returned, without an exception. */
    public boolean returned(String call) {
        return learner.calls().stream()
                .anyMatch(c -> c.name().equals(call) && c.done() && c.thrown() == null);
    }

    /** A call whose name begins so was made. */
    public boolean called(String beginning) {
        return learner.calls().stream().anyMatch(c -> c.name().startsWith(beginning));
    }

    /** The peer that the test plays has reset the connection. */
    public boolean peerHasReset() {
        return events.stream().anyMatch(event -> event.kind() == Event.Kind.RESET);
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

    /** The peer that the test plays has ended its stream. */
    public boolean peerHasEnded() {
        return peerEnded;
    }

    /** Something came that is not what was expected, and not merely too short. */
    public boolean gotSomethingElse() {
        return gotLength() > 0 && !expectation.expectedText().startsWith(gotText());
    }

    /** All that was printed. */
    public String printed() {
        return learner.printed();
    }
}
