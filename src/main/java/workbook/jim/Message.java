package workbook.jim;

/**
 * Given: an object of JIM, as Java has it. Every kind of object is a record of its own, and there
 * are no others.
 *
 * <p>{@code time} is in seconds since 1970, UTC; 0 where the peer did not tell, which only a quit
 * and a response may leave out. A text that may be left out is empty then, never null.
 */
public sealed interface Message {

    /** Seconds since 1970, UTC; 0 if it was not told. */
    long time();

    /** {@code "action":"presence"}: I am here. The status may be empty. */
    record Presence(long time, String account, String status) implements Message {}

    /** {@code "action":"probe"}: are you there? Servers ask it. */
    record Probe(long time) implements Message {}

    /** {@code "action":"authenticate"}: it is me. */
    record Authenticate(long time, String account, String password) implements Message {

        /** Without the password: texts end up in logs. */
        @Override
        public String toString() {
            return "Authenticate[time=" + time + ", account=" + account + ", password=***]";
        }
    }

    /** {@code "action":"msg"}: a text to an account, or to a room; ascii unless told otherwise. */
    record Msg(long time, String to, String from, String encoding, String message)
            implements Message {}

    /** {@code "action":"join"}: I come into a room, {@code "#kitchen"}. */
    record Join(long time, String room) implements Message {}

    /** {@code "action":"leave"}: I leave a room. */
    record Leave(long time, String room) implements Message {}

    /** {@code "action":"quit"}: I close the connection now. */
    record Quit(long time) implements Message {}

    /**
     * An answer. The text may be empty; it is an {@code alert} with codes up to 399, an {@code
     * error} with others.
     */
    record Response(long time, int code, String text) implements Message {}
}
