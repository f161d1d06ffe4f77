package workbook.tap;

import java.time.Duration;

/** Controls the bytes on their way while a tap is running. Safe to call from any thread. */
public interface Controls {

    /**
     * The settings of the tap at this moment.
     *
     * @param waiting the number of pieces that are held back now
     * @param over whether nothing more will come, so that nothing can be controlled
     */
    record State(
            boolean held, int waiting, Duration delay, int split, boolean glued, boolean over) {}

    State state();

    /**
     * Returns whether the user can change what crosses. Otherwise it can only be held and stepped.
     */
    default boolean canChange() {
        return true;
    }

    /** Holds everything until {@link #step()} or {@link #run()} is called. */
    void hold();

    /**
     * Lets the piece that has waited longest pass, and keeps holding the others.
     *
     * @return whether a piece was waiting; if not, the call has no effect, not even later
     */
    boolean step();

    /** Lets everything pass. */
    void run();

    /** Delays each piece by this time; zero switches the delay off. */
    void delay(Duration delay);

    /**
     * Cuts what passes into pieces of at most this many bytes; 0 leaves the pieces as they arrive.
     */
    void split(int bytes);

    /**
     * Switches gluing on or off. While it is on, waiting pieces of one direction pass as one piece.
     */
    void glue(boolean together);

    /** Ends both directions of a connection in an orderly way; 0 means every connection. */
    void cut(int connection);

    /** Resets both sides of a connection; 0 means every connection. */
    void reset(int connection);

    /**
     * Puts bytes into a connection as if one side had sent them.
     *
     * @param toServer whether the bytes go to the server; otherwise they go to the client
     */
    void send(int connection, boolean toServer, byte[] bytes);
}
