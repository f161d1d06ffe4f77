package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import workbook.wire.Bytes;

/** Expectations of the datagrams that a peer receives, in order. */
public final class DatagramAssert extends AbstractAssert<DatagramAssert, DatagramPeer> {

    private static final byte[] NOTHING = {};

    DatagramAssert(DatagramPeer peer) {
        super(peer, DatagramAssert.class);
    }

    /** Expects that the next datagram contains exactly this text, as UTF-8. */
    public DatagramAssert receives(String text) {
        return receives(text.getBytes(UTF_8));
    }

    /** Expects that the next datagram contains exactly these bytes. */
    public DatagramAssert receives(byte[] expected) {
        actual.wire().quiescence().await(() -> actual.first() != null);
        byte[] came = actual.first();
        if (!Arrays.equals(came, expected)) {
            String was = came == null ? "nothing" : quote(came, expected);
            throw unmet(Expectation.Kind.BYTES, quote(expected, came), was, expected);
        }
        actual.take();
        return this;
    }

    /**
     * Expects no further datagram: when all of the learner's threads are at rest, the test has
     * already expected every datagram that the peer has received.
     */
    public DatagramAssert receivesNothing() {
        actual.wire().settle();
        return hasNothing("nothing more");
    }

    /** Expects no further datagram before this call of the learner's code returns or throws. */
    public DatagramAssert receivesNothingBefore(Call<?> call) {
        actual.wire().quiescence().await(() -> call.done() || actual.first() != null);
        return hasNothing("nothing more");
    }

    private DatagramAssert hasNothing(String words) {
        byte[] came = actual.first();
        if (came != null) {
            throw unmet(Expectation.Kind.SILENCE, words, quote(came, NOTHING), NOTHING);
        }
        return this;
    }

    private static String quote(byte[] bytes, byte[] other) {
        String size = bytes.length == 0 ? " (an empty datagram)" : "";
        return Bytes.quoteBeside(bytes, other == null ? NOTHING : other) + size;
    }

    private Failure unmet(Expectation.Kind kind, String words, String was, byte[] expected) {
        byte[] came = actual.first();
        return actual.wire()
                .failure(
                        new Expectation(
                                kind,
                                words,
                                was,
                                new String(expected, UTF_8),
                                came == null ? NOTHING : came,
                                false,
                                false));
    }
}
