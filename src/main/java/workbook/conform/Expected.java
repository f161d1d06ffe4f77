package workbook.conform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must come: {@code 200}, {@code 200|201}, {@code 2xx}, {@code closed}, {@code 400|closed}, or
 * an object of which only those fields are compared that are named; the value {@code "<number>"} is
 * any number. {@code 400+} is one or more of them, {@code 2xx*} any number: those that come are
 * passed over until what is expected next.
 */
final class Expected {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CODES =
            Pattern.compile(
                    "((?:[1-5](?:\\d\\d|xx)|closed)(?:\\|(?:[1-5](?:\\d\\d|xx)|closed))*)[+*]?");

    private static final List<String> KIND = List.of("action", "response", "error");
    private static final String NUMBER = "<number>";

    private final String text;
    private final JsonNode object; // null if codes are expected

    private Expected(String text, JsonNode object) {
        this.text = text;
        this.object = object;
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is none of the forms above
     */
    static Expected of(String text) {
        if (CODES.matcher(text).matches()) {
            return new Expected(text, null);
        }
        try {
            JsonNode object = JSON.readTree(text);
            if (object.isObject()) {
                return new Expected(text, object);
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "Expected is a code such as 200, 200|201, 4xx or 400+, closed, or an object.");
    }

    /** Whether none of them is as good as one. */
    boolean mayBeMissing() {
        return object == null && text.endsWith("*");
    }

    /** Whether more of them may follow. */
    boolean mayFollow() {
        return object == null && (text.endsWith("+") || text.endsWith("*"));
    }

    /** Whether the end of the stream is as good as an answer. */
    boolean isClosed() {
        return object == null && text.contains("closed");
    }

    /** Whether what came is what is expected. */
    boolean matches(JsonNode received) {
        if (object != null) {
            return includes(received, object);
        }
        String code = received.path("response").asText("");
        for (String one : text.replaceAll("[+*]$", "").split("\\|")) {
            if (code.matches(one.replace("x", "\\d"))) {
                return !received.has("action");
            }
        }
        return false;
    }

    /**
     * Of an object that came instead: the fields that are expected, in this order, and its kind.
     */
    String part(JsonNode received) {
        if (object == null) {
            return received.toString();
        }
        ObjectNode part = JSON.createObjectNode();
        Stream.concat(object.properties().stream().map(Map.Entry::getKey), KIND.stream())
                .filter(received::has)
                .forEach(field -> part.set(field, received.get(field)));
        return part.toString();
    }

    private static boolean includes(JsonNode received, JsonNode expected) {
        if (expected.asText().equals(NUMBER)) {
            return received.isNumber();
        }
        if (!expected.isObject()) {
            return received.equals(expected);
        }
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            if (!includes(received.path(field.getKey()), field.getValue())) {
                return false;
            }
        }
        return received.isObject();
    }

    @Override
    public String toString() {
        return text;
    }
}
