// style: wait and notifyAll in place of a queue of the library; a flag ends the thread.
package lesson19_xor_chat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

final class Member extends Thread {

    private final Socket client;
    private final byte[] key;
    private final Deque<String> texts = new ArrayDeque<>();
    private boolean over;

    Member(Socket client, byte[] key) {
        this.client = client;
        this.key = key;
        setDaemon(true);
    }

    synchronized void tell(String text) {
        if (texts.size() >= 100) {
            halt();
        } else if (!over) {
            texts.addLast(text);
            notifyAll();
        }
    }

    private synchronized String next() throws InterruptedException {
        while (texts.isEmpty() && !over) {
            wait();
        }
        return over ? null : texts.removeFirst();
    }

    @Override
    public void run() {
        try {
            for (String text = next(); text != null; text = next()) {
                ChatWire.send(client.getOutputStream(), text, key);
            }
        } catch (IOException | InterruptedException e) {
            halt();
        }
    }

    synchronized void halt() {
        over = true;
        notifyAll();
        try {
            client.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
