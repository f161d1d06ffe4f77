// style: surrogates by an encoder, characters counted by a stream, Jackson with an ObjectMapper of other features.
package lesson22_jim_messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A JSON object from a stranger. Each field is checked when somebody asks for it; the other fields
 * are ignored.
 *
 * <p>On the wire: <code>{"action": "probe", "time": 1700000000}</code>, in UTF-8.
 *
 * <p>Watch out: Jackson accepts more than it should, such as two fields with the same name, or half
 * an emoji. And {@code length()} is not the number of characters.
 */
public final class JimObject {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode node;

    private JimObject(JsonNode node) {
        this.node = node;
    }

    /**
     * Reads one object.
     *
     * @param json what an {@link ObjectSplitter} has found, or any other bytes
     * @throws JimException with an empty field, if the bytes are not exactly one JSON object in
     *     UTF-8, if a field occurs twice in one object, if there is half a surrogate pair in it, or
     *     if it has more than {@link Limits#OBJECT} characters
     */
    public static JimObject parse(byte[] json) throws JimException {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString(); // strict
            JsonNode node = JSON.readTree(text);
            String compact = JSON.writeValueAsString(node); // no blanks, no needless escapes
            if (node.isObject() && length(compact) <= Limits.OBJECT && isWhole(compact)) {
                return new JimObject(node);
            }
        } catch (CharacterCodingException | JsonProcessingException e) {
            // it is no text, or no JSON
        }
        throw new JimException("");
    }

    /** Returns the number of Unicode characters. Java stores some of them as two chars. */
    private static int length(String text) {
        return (int) text.codePoints().count();
    }

    /** Returns whether each half of a surrogate pair has its other half. */
    private static boolean isWhole(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    /** Returns whether the field exists, with any value except null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /**
     * Returns the text of a field.
     *
     * @throws JimException with the name of the field, if it is missing, is not a JSON string, or
     *     has fewer than {@code min} or more than {@code max} characters (code points)
     */
    public String text(String field, int min, int max) throws JimException {
        String text = node.path(field).textValue(); // null if it is no string
        if (text == null || length(text) < min || length(text) > max) {
            throw new JimException(field);
        }
        return text;
    }

    /** Returns the text of a field, or {@code otherwise} if it is missing or is not a string. */
    public String text(String field, String otherwise) {
        return node.path(field).isTextual() ? node.path(field).textValue() : otherwise;
    }

    /**
     * Returns a number or a string as text: {@code 202} for 202 and for {@code "202"}.
     *
     * @throws JimException with the name of the field, if it is missing, or is neither
     */
    public String scalar(String field) throws JimException {
        JsonNode value = node.path(field);
        if (!value.isNumber() && !value.isTextual()) {
            throw new JimException(field);
        }
        return value.asText();
    }

    /**
     * Returns an object inside this one.
     *
     * @throws JimException with the name of the field, if it is missing, or is not a JSON object
     */
    public JimObject object(String field) throws JimException {
        if (!node.path(field).isObject()) {
            throw new JimException(field);
        }
        return new JimObject(node.path(field));
    }
}
