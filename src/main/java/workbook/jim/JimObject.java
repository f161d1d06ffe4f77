package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A JSON object from a stranger, whose fields are checked when they are asked for. Fields that
 * nobody asks for do no harm.
 *
 * <p>On the wire: <code>{"action": "probe", "time": 1700000000}</code>, in UTF-8.
 *
 * <p>Watch out: Jackson takes more than is right, unless told: two fields of one name, half an
 * emoji. And {@code length()} is not the number of characters.
 */
public final class JimObject {

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder() // strangers' names of fields are not kept
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .build())
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
     * @param json what {@link ObjectSplitter} has found, or anything else
     * @throws JimException with no field, if it is not one JSON object in UTF-8, has two fields of
     *     one name or half a surrogate pair in it, or is longer than {@link Limits#OBJECT}
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

    /** Unicode characters, of which a Java string needs two chars for some. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Whether each half of a surrogate pair has its other half. */
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Whether there is such a field, whatever its value, null excepted. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /**
     * The text of a field.
     *
     * @throws JimException with the field, if it is missing, is no JSON string, or has fewer than
     *     {@code min} or more than {@code max} characters (code points)
     */
    public String text(String field, int min, int max) throws JimException {
        String text = node.path(field).textValue(); // null if it is no string
        if (text == null || length(text) < min || length(text) > max) {
            throw new JimException(field);
        }
        return text;
    }

    /** The text of a field that may be missing; {@code otherwise} if it is, or is no string. */
    public String text(String field, String otherwise) {
        return node.path(field).isTextual() ? node.path(field).textValue() : otherwise;
    }

    /**
     * A number that may as well be written as a string, as text: {@code 202} or {@code "202"}.
     *
     * @throws JimException with the field, if it is missing, or neither number nor string
     */
    public String scalar(String field) throws JimException {
        JsonNode value = node.path(field);
        if (!value.isNumber() && !value.isTextual()) {
            throw new JimException(field);
        }
        return value.asText();
    }

    /**
     * An object in this one.
     *
     * @throws JimException with the field, if it is missing, or no JSON object
     */
    public JimObject object(String field) throws JimException {
        if (!node.path(field).isObject()) {
            throw new JimException(field);
        }
        return new JimObject(node.path(field));
    }
}
