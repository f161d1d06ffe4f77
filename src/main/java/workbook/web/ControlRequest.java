package workbook.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import workbook.tap.Controls;
import workbook.wire.Bytes;

/**
 * A request of the page to control the wire. Without arguments: {@code {"action":"hold"}}, {@code
 * step} and {@code run}. With arguments: {@code {"action":"delay","millis":250}}, {@code split}
 * with {@code bytes}, {@code glue} with {@code together}, {@code cut} and {@code reset} with {@code
 * connection}, and {@code send} with {@code connection}, {@code to} (server or client) and {@code
 * text} (see {@link Bytes#unescape}).
 */
final class ControlRequest {

    private static final int DELAY = 600_000; // ms
    private static final int SPLIT = 1_000_000; // bytes
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** A call of the controls whose arguments are already checked. */
    private interface Call {
        void on(Controls controls);
    }

    private final Call call;

    private ControlRequest(Call call) {
        this.call = call;
    }

    /**
     * Parses a request.
     *
     * @throws HttpError if {@code body} is not a valid request
     */
    static ControlRequest parse(byte[] body) throws HttpError {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw bad("The request is not JSON.");
        } catch (IOException e) {
            throw bad("The request is not text.");
        }
        if (json == null || !json.isObject()) {
            throw bad("The request is not a JSON object.");
        }
        return new ControlRequest(call(json));
    }

    /**
     * Does what the request asks for.
     *
     * @throws HttpError if the tap cannot do it now
     */
    void applyTo(Controls controls) throws HttpError {
        try {
            call.on(controls);
        } catch (IllegalArgumentException | IllegalStateException e) {
            String why = e.getMessage();
            throw new HttpError(
                    409, why == null || why.isBlank() ? "The tap cannot do that now." : why);
        }
    }

    private static Call call(JsonNode json) throws HttpError {
        String action = text(json, "action");
        switch (action) {
            case "hold":
                return Controls::hold;
            case "step":
                return ControlRequest::step;
            case "run":
                return Controls::run;
            case "delay":
                Duration delay = Duration.ofMillis(number(json, "millis", 0, DELAY));
                return controls -> controls.delay(delay);
            case "split":
                int bytes = number(json, "bytes", 0, SPLIT);
                return controls -> controls.split(bytes);
            case "glue":
                boolean together = truth(json, "together");
                return controls -> controls.glue(together);
            case "cut":
                int ended = number(json, "connection", 0, Integer.MAX_VALUE);
                return controls -> controls.cut(ended);
            case "reset":
                int reset = number(json, "connection", 0, Integer.MAX_VALUE);
                return controls -> controls.reset(reset);
            case "send":
                return send(json);
            default:
                throw bad("There is no action of that name.");
        }
    }

    private static void step(Controls controls) {
        if (!controls.step()) {
            throw new IllegalStateException("Nothing is waiting: there is no piece to let pass.");
        }
    }

    private static Call send(JsonNode json) throws HttpError {
        int connection = number(json, "connection", 1, Integer.MAX_VALUE);
        String to = text(json, "to");
        if (!to.equals("server") && !to.equals("client")) {
            throw bad("\"to\" must be \"server\" or \"client\".");
        }
        byte[] bytes = bytes(text(json, "text"));
        if (bytes.length == 0) {
            throw bad("There is nothing to send.");
        }
        return controls -> controls.send(connection, to.equals("server"), bytes);
    }

    private static byte[] bytes(String text) throws HttpError {
        try {
            return Bytes.unescape(text);
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    private static int number(JsonNode json, String name, int least, int most) throws HttpError {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw bad(
                    "\"" + name + "\" must be a whole number from " + least + " to " + most + ".");
        }
        return value.intValue();
    }

    private static String text(JsonNode json, String name) throws HttpError {
        if (!json.path(name).isTextual()) {
            throw bad("\"" + name + "\" must be a text.");
        }
        return json.path(name).textValue();
    }

    private static boolean truth(JsonNode json, String name) throws HttpError {
        if (!json.path(name).isBoolean()) {
            throw bad("\"" + name + "\" must be true or false.");
        }
        return json.path(name).booleanValue();
    }

    private static HttpError bad(String sentence) {
        return new HttpError(400, sentence);
    }
}
