package lesson22_jim_messages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

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
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // do not cache a stranger's field names
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    // all threads share the buffers
                                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                                    .build())
                    // TODO 3: enable the two features that make Jackson strict.
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
        // TODO 3: decode the bytes strictly, and let JSON read the tree. Is it an object? Is each emoji
        // complete? If anything is wrong, throw a JimException("").
        // TODO 4: has its compact form at most Limits.OBJECT characters?
        throw new UnsupportedOperationException("TODO 3: read one object");
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
        // TODO 4: is it a JSON string, and has it min to max characters?
        throw new UnsupportedOperationException("TODO 4: check a text");
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
