package lesson22_jim_messages;

/**
 * Given: an object of JIM, as Java stores it. Each kind of object has a record of its own, and
 * there are no others.
 *
 * <p>{@code time} is in seconds since 1970, UTC. It is 0 if a quit or a response has no time. A
 * text that is missing is empty, never null.
 */
public sealed interface Message {

    /** Returns the seconds since 1970, UTC; 0 if a quit or a response has no time. */
    long time();

    /** {@code "action":"presence"}: "I am here." The status may be empty. */
    record Presence(long time, String account, String status) implements Message {}

    /** {@code "action":"probe"}: "Are you there?" */
    record Probe(long time) implements Message {}

    /** {@code "action":"authenticate"}: "It is me, and here is my password." */
    record Authenticate(long time, String account, String password) implements Message {

        /** Returns a text without the password, because such texts are written to logs. */
        @Override
        public String toString() {
            return "Authenticate[time=" + time + ", account=" + account + ", password=***]";
        }
    }

    /** {@code "action":"msg"}: a text for a user or a room. The encoding is usually ascii. */
    record Msg(long time, String to, String from, String encoding, String message)
            implements Message {}

    /** {@code "action":"join"}: "I enter the room", {@code #tea} for example. */
    record Join(long time, String room) implements Message {}

    /** {@code "action":"leave"}: "I leave the room." */
    record Leave(long time, String room) implements Message {}

    /** {@code "action":"quit"}: "Goodbye, close the connection." */
    record Quit(long time) implements Message {}

    /**
     * A reply. Its text, which may be empty, is called {@code alert} if the code is below 400,
     * otherwise {@code error}.
     */
    record Response(long time, int code, String text) implements Message {}
}
