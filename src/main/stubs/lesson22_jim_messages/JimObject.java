package lesson22_jim_messages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

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
                    // TODO 2: Jackson lets two fields of one name pass, and bytes after the end.
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
        // TODO 2: decode strictly, let JSON read the tree, and look at what it has read: is it an
        // object, is it short enough, is each emoji whole? Whatever is wrong: JimException("").
        throw new UnsupportedOperationException("TODO 2: read one object");
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
        // TODO 2: is it a JSON string, and does it have as many characters as it may?
        throw new UnsupportedOperationException("TODO 2: check a text");
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
