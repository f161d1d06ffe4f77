package workbook.jim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the objects of JIM in a form that every program can read.
 *
 * <p>On the wire: <code>{"action":"probe","time":1700000000}</code> and {@code "\n"}. There are no
 * spaces between the parts, and every character that is not ASCII is escaped.
 *
 * <p>Watch out: a message that others would reject must not be sent at all.
 */
public final class JimWriter {

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder() // all threads share the buffers
                                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                                    .build())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();

    private JimWriter() {}

    /**
     * Returns one object and {@code "\n"}. Send them with one write.
     *
     * @throws IllegalArgumentException if {@link JimReader} would not read the same message back
     */
    public static byte[] bytes(Message message) {
        try {
            byte[] bytes = (JSON.writeValueAsString(object(message)) + "\n").getBytes(US_ASCII);
            if (new JimReader(JimReader.Dialect.HANDBOOK).read(bytes).equals(message)) {
                return bytes;
            }
            throw new IllegalArgumentException("JimReader would read another message");
        } catch (JimException | JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ObjectNode object(Message message) {
        if (message instanceof Message.Presence m) {
            ObjectNode object = action("presence", m.time()).put("type", "status");
            ObjectNode user = object.putObject("user").put("account_name", m.account());
            putUnlessEmpty(user, "status", m.status());
            return object;
        }
        if (message instanceof Message.Probe m) {
            return action("probe", m.time());
        }
        if (message instanceof Message.Authenticate m) {
            ObjectNode object = action("authenticate", m.time());
            ObjectNode user = object.putObject("user").put("account_name", m.account());
            user.put("password", m.password());
            return object;
        }
        if (message instanceof Message.Msg m) {
            ObjectNode object = action("msg", m.time()).put("to", m.to()).put("from", m.from());
            return object.put("encoding", m.encoding()).put("message", m.message());
        }
        if (message instanceof Message.Join m) {
            return action("join", m.time()).put("room", m.room());
        }
        if (message instanceof Message.Leave m) {
            return action("leave", m.time()).put("room", m.room());
        }
        if (message instanceof Message.Quit m) {
            ObjectNode object = JSON.createObjectNode().put("action", "quit");
            return m.time() == 0 ? object : object.put("time", m.time());
        }
        return response((Message.Response) message);
    }

    private static ObjectNode response(Message.Response m) {
        ObjectNode object = JSON.createObjectNode().put("response", m.code());
        if (m.time() != 0) {
            object.put("time", m.time());
        }
        putUnlessEmpty(object, m.code() < 400 ? "alert" : "error", m.text());
        return object;
    }

    private static ObjectNode action(String action, long time) {
        return JSON.createObjectNode().put("action", action).put("time", time);
    }

    private static void putUnlessEmpty(ObjectNode object, String field, String text) {
        if (!text.isEmpty()) {
            object.put(field, text);
        }
    }
}
