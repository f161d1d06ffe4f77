// style: JSON written by hand from a map; limits checked one by one; the tree of the reader as Java maps.
package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

public final class JimWriter {

    private JimWriter() {}

    public static byte[] bytes(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (message instanceof Message.Presence) {
            Message.Presence m = (Message.Presence) message;
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("account_name", name(m.account()));
            if (!m.status().isEmpty()) {
                user.put("status", m.status());
            }
            action(fields, "presence", m.time());
            fields.put("type", "status");
            fields.put("user", user);
        } else if (message instanceof Message.Probe) {
            action(fields, "probe", ((Message.Probe) message).time());
        } else if (message instanceof Message.Authenticate) {
            Message.Authenticate m = (Message.Authenticate) message;
            Map<String, Object> user = new LinkedHashMap<>();
            user.put("account_name", name(m.account()));
            user.put("password", m.password());
            action(fields, "authenticate", m.time());
            fields.put("user", user);
        } else if (message instanceof Message.Msg) {
            Message.Msg m = (Message.Msg) message;
            action(fields, "msg", m.time());
            check(!m.to().equals("#"), "to");
            fields.put("to", name(m.to()));
            fields.put("from", name(m.from()));
            fields.put("encoding", m.encoding());
            check(m.message().codePointCount(0, m.message().length()) <= 500, "message");
            fields.put("message", m.message());
        } else if (message instanceof Message.Join) {
            Message.Join m = (Message.Join) message;
            action(fields, "join", m.time());
            fields.put("room", room(m.room()));
        } else if (message instanceof Message.Leave) {
            Message.Leave m = (Message.Leave) message;
            action(fields, "leave", m.time());
            fields.put("room", room(m.room()));
        } else if (message instanceof Message.Quit) {
            fields.put("action", "quit");
            if (((Message.Quit) message).time() != 0) {
                fields.put("time", time(((Message.Quit) message).time()));
            }
        } else {
            Message.Response m = (Message.Response) message;
            check(m.code() >= 100 && m.code() <= 999, "response");
            fields.put("response", m.code());
            if (m.time() != 0) {
                fields.put("time", time(m.time()));
            }
            if (!m.text().isEmpty()) {
                fields.put(m.code() >= 400 ? "error" : "alert", m.text());
            }
        }
        String plain = json(fields, false);
        check(plain.codePoints().count() <= 640, "the object");
        check(UTF_8.newEncoder().canEncode(plain), "a character");
        return json(fields, true).concat("\n").getBytes(US_ASCII);
    }

    private static void check(boolean truth, String what) {
        if (!truth) {
            throw new IllegalArgumentException(what);
        }
    }

    private static String name(String name) {
        long length = name.codePoints().count();
        check(length >= 1 && length <= 25, name);
        return name;
    }

    private static String room(String room) {
        check(room.startsWith("#") && room.length() > 1, room);
        return name(room);
    }

    private static long time(long time) {
        check(time >= 0 && time < 100_000_000_000L, "time");
        return time;
    }

    private static void action(Map<String, Object> fields, String action, long time) {
        fields.put("action", action);
        fields.put("time", time(time));
    }

    private static String json(Object value, boolean ascii) {
        StringBuilder json = new StringBuilder();
        if (value instanceof Map) {
            String comma = "{";
            for (Map.Entry<?, ?> field : ((Map<?, ?>) value).entrySet()) {
                json.append(comma).append(json(field.getKey(), ascii)).append(':');
                json.append(json(field.getValue(), ascii));
                comma = ",";
            }
            return json.append('}').toString();
        }
        if (!(value instanceof String)) {
            return value.toString();
        }
        json.append('"');
        for (char c : ((String) value).toCharArray()) {
            int simple = "\n\r\t\b\f\"\\".indexOf(c);
            if (simple >= 0) {
                json.append('\\').append("nrtbf\"\\".charAt(simple));
            } else if (c < ' ' || c > '~' && ascii) {
                String hex = "000" + Integer.toHexString(c);
                json.append("\\u").append(hex.substring(hex.length() - 4));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
