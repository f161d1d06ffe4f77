// mistake: a queue needs no limit.
// wire: when a client does not read, all that is said is kept for it, until the memory is full.
// fails: A client that does not read is thrown out when too much waits for it
// says: nothing happens to the client
package lesson19_xor_chat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A client of the chat that has a nickname: its connection, a queue of the texts that it has still
 * to be sent, and a thread that sends them.
 *
 * <p>Watch out: whoever writes to a client that does not read waits, maybe for ever. So only this
 * member's own thread writes to it, and nobody waits for that thread.
 */
final class Member {

    private static final int QUEUE = 100; // texts that may wait

    private final Socket client;
    private final byte[] key;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Thread sender = new Thread(this::sendAll, "sender");

    Member(Socket client, byte[] key) {
        this.client = client;
        this.key = key;
    }

    /** Starts the thread that sends. */
    void start() {
        sender.start();
    }

    /**
     * Puts a text into the queue. Never waits. If 100 texts wait already, this client reads too
     * slowly, or not at all: its connection is closed, and the thread that reads from it, in {@link
     * ChatServer}, finds that out and sees to the rest.
     */
    void tell(String text) {
        if (!waiting.offer(text)) {
            disconnect();
        }
    }

    /** Sends text after text, on a thread of its own, until {@link #stop()} or a failed write. */
    private void sendAll() {
        try {
            OutputStream out = client.getOutputStream();
            while (true) {
                ChatWire.send(out, waiting.take(), key); // blocks: for a text, then for the client
            }
        } catch (InterruptedException e) {
            // stop() was called: there is nothing more to send
        } catch (IOException e) {
            disconnect(); // the client is gone; whoever reads from it hears of that now
        }
    }

    /** Ends the thread that sends, wherever it waits, and the connection. */
    void stop() {
        sender.interrupt(); // ends the wait for a text
        disconnect(); // ends the wait for the client
    }

    private void disconnect() {
        try {
            client.close(); // from any thread: a read or write that waits on it throws
        } catch (IOException e) {
            System.err.println("closing: " + e.getMessage()); // it is closed all the same
        }
    }
}
