package lesson22_jim_messages;

import java.util.HashMap;
import java.util.Map;

public class JimReader {

    public enum Dialect {
        HANDBOOK,
        TEMPLATE
    }

    private interface Kind {
        Message of(JimObject object) throws JimException;
    }

    private final Map<String, Kind> kinds = new HashMap<>();
    private final Dialect dialect;

    public JimReader(Dialect dialect) {
        this.dialect = dialect;
        kinds.put("presence", o -> new Message.Presence(time(o), account(o.object("user")), o.object("user").text("status", "")));
        kinds.put("probe", o -> new Message.Probe(time(o)));
        kinds.put(
                "authenticate",
                o -> {
                    JimObject user = o.object("user");
                    return new Message.Authenticate(
                            time(o), account(user), user.text("password", 0, 640));
                });
        kinds.put("msg", o -> msg(o, "message"));
        kinds.put("join", o -> new Message.Join(time(o), room(o)));
        kinds.put("leave", o -> new Message.Leave(time(o), room(o)));
        kinds.put("quit", JimReader::quit);
        if (dialect == Dialect.TEMPLATE) {
            kinds.put("message", o -> msg(o, "mess_text"));
            kinds.put("exit", JimReader::quit);
        }
    }

    public Message read(byte[] json) throws JimException {
        JimObject object = JimObject.parse(json);
        if (object.has("action")) {
            Kind kind = kinds.get(object.text("action", 0, 15));
            if (kind == null) {
                throw new JimException("action");
            }
            return kind.of(object);
        }
        if (!object.has("response")) {
            throw new JimException("action");
        }
        String code = object.scalar("response");
        for (char digit : code.toCharArray()) {
            if (digit < '0' || digit > '9') {
                throw new JimException("response");
            }
        }
        if (code.length() != 3 || code.charAt(0) == '0') {
            throw new JimException("response");
        }
        String text = object.text("error", "");
        return new Message.Response(
                object.has("time") ? time(object) : 0,
                Integer.valueOf(code),
                text.isEmpty() ? object.text("alert", "") : text);
    }

    private static Message quit(JimObject object) throws JimException {
        return new Message.Quit(object.has("time") ? time(object) : 0);
    }

    private static Message msg(JimObject object, String text) throws JimException {
        long time = time(object);
        String to = object.text("to", 1, 25);
        if (to.equals("#")) {
            throw new JimException("to");
        }
        String from = object.text("from", 1, 25);
        String message = object.text(text, 0, 500);
        return new Message.Msg(time, to, from, object.text("encoding", "ascii"), message);
    }

    private String account(JimObject user) throws JimException {
        if (dialect == Dialect.TEMPLATE && user.has("client_name")) {
            return user.text("client_name", 1, 25);
        }
        return user.text("account_name", 1, 25);
    }

    private static String room(JimObject object) throws JimException {
        String room = object.text("room", 2, 25);
        if (room.charAt(0) != '#') {
            throw new JimException("room");
        }
        return room;
    }

    private static long time(JimObject object) throws JimException {
        return JimTime.seconds(object.scalar("time"));
    }
}
