package workbook.jim;

/**
 * Reads the objects of JIM, even if a program writes them a little differently.
 *
 * <p>On the wire: <code>{"action":"quit"}</code>. The fields may be in any order, with others
 * between them.
 *
 * <p>Watch out: for any bytes at all, the result is a message or a {@link JimException}, never
 * another exception.
 */
public class JimReader {

    /** Which programs a reader understands. */
    public enum Dialect {
        /** Programs that write objects as the handbook describes them. */
        HANDBOOK,
        /** The same, and programs made from the course's template for students. */
        TEMPLATE
    }

    private final boolean template;

    /** Makes a reader for any number of objects. */
    public JimReader(Dialect dialect) {
        template = dialect == Dialect.TEMPLATE;
    }

    /**
     * Reads one object.
     *
     * @param json what an {@link ObjectSplitter} has found, or any other bytes
     * @throws JimException if it is not an object of JIM, with the name of the field that is wrong
     */
    public Message read(byte[] json) throws JimException {
        JimObject object = JimObject.parse(json);
        if (!object.has("action") && object.has("response")) {
            return response(object);
        }
        String action = object.text("action", 1, Limits.ACTION);
        return switch (template ? handbookName(action) : action) {
            case "presence" -> presence(object);
            case "probe" -> new Message.Probe(time(object));
            case "authenticate" -> authenticate(object);
            case "msg" -> msg(object);
            case "join" -> new Message.Join(time(object), room(object));
            case "leave" -> new Message.Leave(time(object), room(object));
            case "quit" -> new Message.Quit(timeOrZero(object));
            default -> throw new JimException("action");
        };
    }

    /** Returns the handbook's name of an action of the template. */
    private static String handbookName(String action) {
        return switch (action) {
            case "message" -> "msg";
            case "exit" -> "quit";
            default -> action;
        };
    }

    private Message presence(JimObject object) throws JimException {
        JimObject user = object.object("user");
        return new Message.Presence(time(object), account(user), user.text("status", ""));
    }

    private Message authenticate(JimObject object) throws JimException {
        JimObject user = object.object("user");
        String password = user.text("password", 0, Limits.OBJECT);
        return new Message.Authenticate(time(object), account(user), password);
    }

    private String account(JimObject user) throws JimException {
        boolean other = template && user.has("client_name");
        return user.text(other ? "client_name" : "account_name", 1, Limits.NAME);
    }

    private Message msg(JimObject object) throws JimException {
        boolean other = template && object.has("mess_text");
        return new Message.Msg(
                time(object),
                to(object),
                object.text("from", 1, Limits.NAME),
                object.text("encoding", "ascii"),
                object.text(other ? "mess_text" : "message", 0, Limits.MESSAGE));
    }

    private static String to(JimObject object) throws JimException {
        String to = object.text("to", 1, Limits.NAME);
        if (to.equals("#")) { // a room must have a name
            throw new JimException("to");
        }
        return to;
    }

    private static String room(JimObject object) throws JimException {
        String room = object.text("room", 2, Limits.NAME);
        if (!room.startsWith("#")) {
            throw new JimException("room");
        }
        return room;
    }

    private static Message response(JimObject object) throws JimException {
        String code = object.scalar("response");
        if (!code.matches("[1-9][0-9][0-9]")) {
            throw new JimException("response");
        }
        String text = object.text("alert", object.text("error", ""));
        return new Message.Response(timeOrZero(object), Integer.parseInt(code), text);
    }

    private static long time(JimObject object) throws JimException {
        return JimTime.seconds(object.scalar("time"));
    }

    /** Returns 0 if there is no time: the handbook's own quit and its responses have none. */
    private static long timeOrZero(JimObject object) throws JimException {
        return object.has("time") ? time(object) : 0;
    }
}
