package lesson24_jim_chat;

/** Given: where messages to a client are put. Any thread may do that. */
public interface Mailbox {

    /**
     * Puts a message there, to be sent soon. Never waits.
     *
     * @param message bytes of one object, which nobody changes any more
     * @return false if the client cannot be sent any more
     */
    boolean offer(byte[] message);
}
