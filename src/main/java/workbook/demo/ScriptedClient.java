package workbook.demo;

import java.io.Closeable;
import java.io.IOException;

/** A client that the demonstration plays itself, step by step. */
interface ScriptedClient extends Closeable {

    /** Sends bytes, in one datagram where there are datagrams. */
    void send(byte[] bytes) throws IOException;

    /** Ends the stream of this side, where there is one. */
    void end() throws IOException;

    /** Resets the connection, where there is one. */
    void reset() throws IOException;

    /** Whether these bytes have come, somewhere after those that were expected before. */
    boolean hasHeard(byte[] bytes);

    /** Whether nothing more can come. */
    boolean isOver();

    /** Whether there is an end to wait for. */
    boolean ends();
}
