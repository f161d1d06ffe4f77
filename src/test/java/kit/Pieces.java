package kit;

/**
 * Remembers the fewest bytes that a peer has received by the time it looks, over several rounds in
 * which one of the learner's threads is held. If the code sends a long message piece by piece, then
 * in one of the rounds the peer has received no more than a piece.
 */
public final class Pieces {

    private int smallest = Integer.MAX_VALUE;

    /**
     * Notes how many bytes this peer has received by now; ignores a peer that has received none.
     */
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
