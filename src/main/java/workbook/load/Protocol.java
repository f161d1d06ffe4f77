package workbook.load;

/** The protocol that the clients of a load speak. */
public enum Protocol {
    /** JSON instant messaging. */
    JIM(500) {
        @Override
        Conversation conversation(String name, Conversation.Listener listener) {
            return new JimConversation(name, listener);
        }
    },
    /** Internet relay chat, for comparison with its servers. */
    IRC(400) { // a line has at most 512 bytes, including the sender's address
        @Override
        Conversation conversation(String name, Conversation.Listener listener) {
            return new IrcConversation(name, listener);
        }
    };

    private final int longest;

    Protocol(int longest) {
        this.longest = longest;
    }

    /** Returns how many characters a text may have. */
    public int longest() {
        return longest;
    }

    /**
     * Creates the conversation of the client with this name. It reports what it receives to the
     * listener.
     */
    abstract Conversation conversation(String name, Conversation.Listener listener);
}
