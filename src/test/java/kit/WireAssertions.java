package kit;

import org.assertj.core.api.Assertions;

/** Starts all expectations of a grader. */
public final class WireAssertions extends Assertions {

    private WireAssertions() {}

    /** Starts expectations of what a peer receives. */
    public static PeerAssert assertThat(ScriptedPeer peer) {
        return new PeerAssert(peer);
    }

    /** Starts expectations of the datagrams that a peer receives. */
    public static DatagramAssert assertThat(DatagramPeer peer) {
        return new DatagramAssert(peer);
    }

    /** Starts expectations of how a call of the learner's code ends. */
    public static <T> CallAssert<T> assertThat(Call<T> call) {
        return new CallAssert<>(call);
    }

    /** Starts expectations of what a server leaves behind. */
    public static ServedAssert assertThat(Served<?> served) {
        return new ServedAssert(served);
    }

    /**
     * Starts expectations of what the learner's code prints and leaves behind, and of its threads.
     */
    public static WireAssert assertThat(Wire wire) {
        return new WireAssert(wire);
    }
}
