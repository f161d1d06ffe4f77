package workbook.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** A client that speaks JIM. It sends each object with a line end. */
final class JimConversation implements Conversation, ObjectSink {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectSplitter splitter = new ObjectSplitter(this);
    private final String name;
    private final Listener listener;
    private int probed; // pending responses to a presence that answered a probe

    JimConversation(String name, Listener listener) {
        this.name = name;
        this.listener = listener;
    }

    @Override
    public String login() {
        return "{\"action\":\"presence\",\"time\":%d,\"user\":{\"account_name\":\"%s\"}}\n"
                .formatted(now(), name);
    }

    @Override
    public String join(String room) {
        return "{\"action\":\"join\",\"time\":%d,\"room\":\"%s\"}\n".formatted(now(), room);
    }

    @Override
    public String message(String to, String text) {
        return "{\"action\":\"msg\",\"time\":%d,\"to\":\"%s\",\"from\":\"%s\",\"encoding\":\"ascii\",\"message\":\"%s\"}\n"
                .formatted(now(), to, name, text);
    }

    @Override
    public String quit() {
        return "{\"action\":\"quit\"}\n";
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    @Override
    public void feed(byte[] piece, int n) throws IOException {
        splitter.feed(piece, n);
    }

    @Override
    public void object(byte[] json) throws IOException {
        try {
            JsonNode object = JSON.readTree(json);
            switch (object.path("action").asText("")) {
                case "msg" -> listener.message(object.path("message").asText(""));
                case "probe" -> {
                    probed++;
                    listener.reply(login());
                }
                default -> response(object.path("response").asText(""));
            }
        } catch (JsonProcessingException e) {
            broken();
        }
    }

    private void response(String code) throws IOException {
        if (code.startsWith("1")) {
            return; // a notice
        }
        if (probed > 0) {
            probed--;
        } else {
            listener.responded(code.startsWith("2"), code);
        }
    }

    @Override
    public void broken() {
        listener.garbage();
    }
}
