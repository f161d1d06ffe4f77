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
 * What the server must send: {@code 200}, {@code 200|201}, {@code 2xx}, {@code closed}, {@code
 * 400|closed}, or an object. Of an object, only the fields that are named are compared; the value
 * {@code "<number>"} stands for any number. {@code 400+} expects one or more of these responses,
 * and {@code 2xx*} any number of them: all of them are skipped until the next expected thing
 * arrives.
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
     * Parses the text of an expectation.
     *
     * @throws IllegalArgumentException if the text has none of the forms above
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
            // the exception below reports it
        }
        throw new IllegalArgumentException(
                "Expected is a code such as 200, 200|201, 4xx or 400+, closed, or an object.");
    }

    /** Returns whether the response may be missing. */
    boolean mayBeMissing() {
        return object == null && text.endsWith("*");
    }

    /** Returns whether further responses of this kind may follow. */
    boolean mayFollow() {
        return object == null && (text.endsWith("+") || text.endsWith("*"));
    }

    /** Returns whether the end of the stream is accepted as a reply. */
    boolean isClosed() {
        return object == null && text.contains("closed");
    }

    /** Returns whether an object is what is expected. */
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
     * Returns the part of another object that is worth showing: the expected fields, in their
     * order, and the fields that show its kind.
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
