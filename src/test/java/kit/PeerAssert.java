package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AbstractAssert;
import workbook.wire.Bytes;

/** Expectations of what a peer receives, in order. */
public final class PeerAssert extends AbstractAssert<PeerAssert, ScriptedPeer> {

    private static final byte[] NOTHING = {};

    PeerAssert(ScriptedPeer peer) {
        super(peer, PeerAssert.class);
    }

    /** Expects this text in UTF-8 as the next bytes, in any number of pieces. */
    public PeerAssert receives(String text) {
        return receives(text.getBytes(UTF_8));
    }

    /** Expects these next bytes, in any number of pieces. */
    public PeerAssert receives(byte[] expected) {
        await(() -> actual.available() >= expected.length || actual.over());
        byte[] bytes = actual.waiting();
        if (bytes.length < expected.length
                || !Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length)) {
            actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
            throw unmet(
                    Expectation.Kind.BYTES,
                    Expectation.beside(expected, actual.waiting()),
                    expected);
        }
        actual.take(expected.length);
        return this;
    }

    /**
     * Expects that the other side has ended its stream in an orderly way, and has sent nothing more
     * before that.
     */
    public PeerAssert receivesEnd() {
        await(() -> actual.over() || actual.available() > 0);
        if (actual.available() > 0 || !actual.over() || actual.wasReset()) {
            actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
            throw unmet(Expectation.Kind.END, "the end of the stream", NOTHING);
        }
        return this;
    }

    /**
     * Expects that the other side has ended its stream, and that this text was the last that it
     * sent.
     */
    public PeerAssert receivesAtLast(String text) {
        await(actual::over);
        actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
        String came = new String(actual.waiting(), UTF_8);
        if (!actual.over() || actual.wasReset() || !came.endsWith(text)) {
            throw unmet(
                    Expectation.Kind.BYTES,
                    Bytes.quote(text.getBytes(UTF_8))
                            + " as the last bytes, then the end of the stream",
                    NOTHING);
        }
        return this;
    }

    /**
     * Expects that the other side has reset the connection, and has sent nothing more before that.
     */
    public PeerAssert receivesReset() {
        await(() -> actual.over() || actual.available() > 0);
        if (actual.available() > 0 || !actual.wasReset()) {
            actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
            throw unmet(Expectation.Kind.RESET, "a reset of the connection", NOTHING);
        }
        return this;
    }

    /**
     * Expects that the other side has ended its stream or reset the connection. It may have sent
     * anything before.
     */
    public PeerAssert isDisconnected() {
        await(actual::over);
        if (!actual.over()) {
            actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
            actual.take(actual.available()); // these bytes do not matter
            throw unmet(Expectation.Kind.END, "the end of the stream, or a reset", NOTHING);
        }
        return this;
    }

    /**
     * Expects that the other side has ended its stream or reset the connection, and has sent fewer
     * than this many bytes before that.
     */
    public PeerAssert isDisconnectedBefore(int bytes) {
        await(() -> actual.over() || actual.available() >= bytes);
        if (!actual.over() || actual.available() >= bytes) {
            actual.wire().quiescence().rest(); // now everything has arrived that may still arrive
            throw unmet(
                    Expectation.Kind.END,
                    "the end of the stream, or a reset, before byte %,d".formatted(bytes),
                    NOTHING);
        }
        return this;
    }

    /**
     * Expects that nothing has arrived, and that nothing arrives while the learner's code waits for
     * more. The stream must stay open.
     */
    public PeerAssert receivesNothing() {
        actual.wire().settle();
        actual.wire().quiescence().outlastTimeout();
        if (actual.available() > 0 || actual.over()) {
            String open = actual.available() > 0 ? "" : ", and a stream that has not ended";
            throw unmet(Expectation.Kind.SILENCE, "nothing yet" + open, NOTHING);
        }
        return this;
    }

    /**
     * Expects no further bytes: when all of the learner's threads are at rest, the test has already
     * expected every byte. The stream may have ended.
     */
    public PeerAssert receivesNoMoreBytes() {
        actual.wire().settle();
        if (actual.available() > 0) {
            throw unmet(Expectation.Kind.SILENCE, "nothing more", NOTHING);
        }
        return this;
    }

    private void await(BooleanSupplier done) {
        actual.wire().quiescence().await(done);
    }

    private Failure unmet(Expectation.Kind kind, String words, byte[] expected) {
        byte[] came = actual.waiting();
        boolean ended = actual.over() && !actual.wasReset();
        String was = Failure.was(came, expected, ended, actual.wasReset());
        boolean over = kind == Expectation.Kind.END || kind == Expectation.Kind.RESET;
        if (over && came.length == 0 && !actual.over()) {
            was = "a stream that stays open";
        }
        return actual.wire()
                .failure(
                        new Expectation(
                                kind,
                                words,
                                was,
                                new String(expected, UTF_8),
                                came,
                                ended,
                                actual.wasReset()));
    }
}
