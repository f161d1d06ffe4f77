package workbook.jim;

/**
 * Understands the objects of JIM, also those of programs that write them a little differently.
 *
 * <p>On the wire: <code>{"action":"quit"}</code>, fields in any order, others among them.
 *
 * <p>Watch out: whatever comes, it may only ever cause a message or a {@link JimException}.
 */
public class JimReader {

    /** Whose objects are understood. */
    public enum Dialect {
        /** Those of the handbook. */
        HANDBOOK,
        /** The same, and those of the course's template for students. */
        TEMPLATE
    }

    private final boolean template;

    /** A reader of any number of objects. */
    public JimReader(Dialect dialect) {
        template = dialect == Dialect.TEMPLATE;
    }

    /**
     * Reads one object.
     *
     * @param json what {@link ObjectSplitter} has found, or anything else
     * @throws JimException if it is no object of JIM, with the field to blame
     */
    public Message read(byte[] json) throws JimException {
        JimObject object = JimObject.parse(json);
        if (!object.has("action") && object.has("response")) {
            return response(object);
        }
        String action = object.text("action", 1, Limits.ACTION);
        return switch (template ? handbooks(action) : action) {
            case "presence" -> presence(object);
            case "probe" -> new Message.Probe(time(object));
            case "authenticate" -> authenticate(object);
            case "msg" -> msg(object);
            case "join" -> new Message.Join(time(object), room(object));
            case "leave" -> new Message.Leave(time(object), room(object));
            case "quit" -> new Message.Quit(timeIfTold(object));
            default -> throw new JimException("action");
        };
    }

    /** The handbook's name for what the template calls otherwise. */
    private static String handbooks(String action) {
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
                object.text("to", 1, Limits.NAME),
                object.text("from", 1, Limits.NAME),
                object.text("encoding", "ascii"),
                object.text(other ? "mess_text" : "message", 0, Limits.MESSAGE));
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
        return new Message.Response(timeIfTold(object), Integer.parseInt(code), text);
    }

    private static long time(JimObject object) throws JimException {
        return JimTime.seconds(object.scalar("time"));
    }

    /** The handbook's own quit has no time, and neither have its responses. */
    private static long timeIfTold(JimObject object) throws JimException {
        return object.has("time") ? time(object) : 0;
    }
}
