package lesson24_jim_chat;

/** Given: where messages to a client wait. Safe for any number of threads. */
public interface Mailbox {

    /**
     * Accepts a message that will be sent soon. Never waits.
     *
     * @param message the bytes of one object; nobody may change them any more
     * @return false if the message is not accepted
     */
    boolean offer(byte[] message);
}
