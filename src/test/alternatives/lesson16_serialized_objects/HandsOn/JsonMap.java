// style: a filter of one expression; JSON text decoded strictly before it is parsed; keys by a pattern; buffered object streams that are flushed.
package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes and reads the same map as JSON. Reading a text creates only the objects that you create.
 *
 * <pre>
 * {"1":"hi","2":"there"}
 * </pre>
 *
 * <p>Watch out: JSON's keys are strings, and Jackson accepts more than you may expect.
 */
public class JsonMap {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Returns one JSON object in UTF-8, without spaces between its parts. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        return JSON.writeValueAsBytes(map); // turns the keys into strings
    }

    /**
     * Returns the map in these bytes.
     *
     * @throws IOException if they are not exactly one JSON object in UTF-8, if a key is not an
     *     integer as {@link Integer#toString(int)} writes it, if a key occurs twice, or if a value
     *     is not a string
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        JsonNode tree = JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        if (!tree.isObject()) {
            throw new IOException("not an object of JSON");
        }
        Map<Integer, String> map = new HashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> i = tree.fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = i.next();
            if (!entry.getValue().isTextual()) {
                throw new IOException("not a string: " + entry.getValue());
            }
            map.put(key(entry.getKey()), entry.getValue().textValue());
        }
        return map;
    }

    /** Returns the integer. 01 is rejected, because 01 and 1 would be two names of one key. */
    private static int key(String text) throws IOException {
        if (!text.matches("0|-?[1-9][0-9]{0,9}")) {
            throw new IOException("not an integer: " + text);
        }
        long key = Long.parseLong(text);
        if (key != (int) key) {
            throw new IOException("too large: " + text);
        }
        return (int) key;
    }
}
