package workbook.demo;

import java.io.Closeable;
import java.io.IOException;

/** A client that the demonstration itself plays, step by step. */
interface ScriptedClient extends Closeable {

    /** Sends bytes; over UDP, in one datagram. */
    void send(byte[] bytes) throws IOException;

    /** Ends the stream of this side. Over UDP, this is a usage error. */
    void end() throws IOException;

    /** Resets the connection. Over UDP, this is a usage error. */
    void reset() throws IOException;

    /**
     * Returns whether these bytes have arrived, somewhere after those that earlier calls have
     * found.
     */
    boolean hasHeard(byte[] bytes);

    /** Returns whether nothing more can arrive. */
    boolean isOver();

    /** Returns whether this kind of client has an end of stream to wait for. */
    boolean ends();
}
