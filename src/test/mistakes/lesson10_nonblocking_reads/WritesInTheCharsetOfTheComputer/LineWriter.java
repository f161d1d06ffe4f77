// mistake: getBytes() gives the bytes of the text.
// wire: on a computer with another charset (windows-1251 while it is graded) other bytes go out.
// fails: in utf 8
// says: Name the charset
package lesson10_nonblocking_reads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes lines to a channel that does not block, as fast as the peer takes them.
 *
 * <p>On the wire: each line in UTF-8 and {@code "\n"}, in the order in which they were added.
 *
 * <p>Watch out: the system takes what it has room for, which may be half a letter, or nothing.
 */
public class LineWriter {

    private final SocketChannel channel;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>(); // the first may be sent in part

    /**
     * Writes nothing yet.
     *
     * @param channel does not block, and is closed by the caller
     */
    public LineWriter(SocketChannel channel) {
        this.channel = channel;
    }

    /** Puts a line and {@code "\n"} behind those that wait; sends nothing. */
    public void add(String line) {
        waiting.add(ByteBuffer.wrap((line + "\n").getBytes()));
    }

    /**
     * Sends what the channel takes now, returns at once. What it does not take waits for the next
     * call.
     *
     * @return whether all that was added has been sent
     * @throws IOException if the connection is lost
     */
    public boolean send() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer first = waiting.element();
            channel.write(first); // moves the position by the bytes taken, perhaps by none
            if (first.hasRemaining()) {
                return false; // the system's buffer is full until the peer reads
            }
            waiting.remove();
        }
        return true;
    }
}
