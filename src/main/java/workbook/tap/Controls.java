package workbook.tap;

import java.time.Duration;

/** What can be done to the bytes on their way while a tap is running; from any thread. */
public interface Controls {

    /**
     * How the tap is set at this moment.
     *
     * @param waiting pieces that are held back now
     * @param over whether nothing more will come, so that nothing can be controlled
     */
    record State(
            boolean held, int waiting, Duration delay, int split, boolean glued, boolean over) {}

    State state();

    /** Whether what crosses can be changed; otherwise it can only be held and stepped. */
    default boolean canChange() {
        return true;
    }

    /** Lets nothing pass until {@link #step()} or {@link #run()}. */
    void hold();

    /**
     * Lets the piece pass that has waited longest, and keeps holding the others.
     *
     * @return whether there was one; if not, the call has no effect, not even later
     */
    boolean step();

    /** Lets everything pass. */
    void run();

    /** Delays each piece by so much; zero means not at all. */
    void delay(Duration delay);

    /**
     * Cuts what passes into pieces of at most this many bytes; 0 leaves the pieces as they arrive.
     */
    void split(int bytes);

    /** While true, pieces of one direction that wait together pass as one. */
    void glue(boolean together);

    /** Ends both directions of a connection in an orderly way; 0 means every connection. */
    void cut(int connection);

    /** Resets both sides of a connection; 0 means every connection. */
    void reset(int connection);

    /**
     * Puts bytes into a connection as if one side had sent them.
     *
     * @param toServer whether the server gets them, else the client
     */
    void send(int connection, boolean toServer, byte[] bytes);
}
