package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A mailbox that keeps every message that it accepts. */
final class Box implements Mailbox {

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private volatile boolean full;

    /** Makes this mailbox refuse every message from now on. */
    Box full() {
        full = true;
        return this;
    }

    @Override
    public synchronized boolean offer(byte[] message) {
        if (!full) {
            all.writeBytes(message);
        }
        return !full;
    }

    synchronized String content() {
        return all.toString(UTF_8);
    }
}
