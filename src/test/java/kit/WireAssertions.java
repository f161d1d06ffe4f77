package kit;

import org.assertj.core.api.Assertions;

/** The entry to all assertions of a grader. */
public final class WireAssertions extends Assertions {

    private WireAssertions() {}

    /** What a peer receives. */
    public static PeerAssert assertThat(ScriptedPeer peer) {
        return new PeerAssert(peer);
    }

    /** What datagrams a peer receives. */
    public static DatagramAssert assertThat(DatagramPeer peer) {
        return new DatagramAssert(peer);
    }

    /** How a call of the learner's code ends. */
    public static <T> CallAssert<T> assertThat(Call<T> call) {
        return new CallAssert<>(call);
    }

    /** What a server leaves behind. */
    public static ServedAssert assertThat(Served<?> served) {
        return new ServedAssert(served);
    }

    /** What is printed. */
    public static WireAssert assertThat(Wire wire) {
        return new WireAssert(wire);
    }
}
