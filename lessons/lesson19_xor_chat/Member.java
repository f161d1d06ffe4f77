package lesson19_xor_chat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A client that has joined the chat: its connection, a queue of the texts that must still be sent
 * to it, and a thread that sends them.
 *
 * <p>Watch out: a write to a client that does not read blocks, perhaps forever. So only the
 * member's own thread writes to it, and nobody waits for that thread.
 */
final class Member {

    private static final int QUEUE = 100; // texts that may wait

    private final Socket client;
    private final byte[] key;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(QUEUE);
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
     * Puts a text into the queue, without waiting. If 100 texts are in the queue already, the
     * client reads too slowly or not at all: closes its connection. The thread in {@link
     * ChatServer} that reads from the client notices that, and lets it leave.
     */
    void tell(String text) {
        // TODO 5: put the text into the queue; if it is full, disconnect().
        // Which method of the queue does not wait, and does not throw?
        throw new UnsupportedOperationException("TODO 5: put a text into the queue");
    }

    /** Sends one text after another, in its own thread, until {@link #stop()} or a failed write. */
    private void sendAll() {
        // TODO 5: wait for a text, send it, and start again. stop() interrupts that: return.
        // What do you do if a write fails?
        throw new UnsupportedOperationException("TODO 5: send what is in the queue");
    }

    /** Ends the thread that sends, wherever it waits, and closes the connection. */
    void stop() {
        sender.interrupt(); // ends the wait for a text
        disconnect(); // ends the wait for the client
    }

    private void disconnect() {
        try {
            client.close(); // a read or write that waits on it throws
        } catch (IOException e) {
            System.err.println("closing: " + e.getMessage()); // it is closed all the same
        }
    }
}
