package workbook.load;

/** What the clients of a load speak. */
public enum Protocol {
    /** JSON instant messaging. */
    JIM(500) {
        @Override
        Conversation conversation(String name, Conversation.Listener listener) {
            return new JimConversation(name, listener);
        }
    },
    /** Internet relay chat, for comparison with its servers. */
    IRC(400) { // a line has 512 bytes, with the sender's name and address
        @Override
        Conversation conversation(String name, Conversation.Listener listener) {
            return new IrcConversation(name, listener);
        }
    };

    private final int longest;

    Protocol(int longest) {
        this.longest = longest;
    }

    /** Characters that a text may have. */
    public int longest() {
        return longest;
    }

    /** What the client of this name says, and where what it understands goes. */
    abstract Conversation conversation(String name, Conversation.Listener listener);
}
