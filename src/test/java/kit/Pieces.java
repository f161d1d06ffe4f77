package kit;

/**
 * How much a peer has received each time it looked, while a thread of the learner's was held
 * somewhere: of a long message that is answered piece by piece, a piece is all there is in one of
 * the rounds.
 */
public final class Pieces {

    private int smallest = Integer.MAX_VALUE;

    /** Notes how many bytes this peer has received by now. */
    public void note(ScriptedPeer peer) {
        int n = peer.available();
        if (n > 0) {
            smallest = Math.min(smallest, n);
        }
    }

    int smallest() {
        return smallest;
    }
}
