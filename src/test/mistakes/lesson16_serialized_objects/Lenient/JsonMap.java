// mistake: a reader that forgives much makes friends.
// wire: a comma behind the last value and comments are let in, which other programs refuse.
// fails: with a comma behind the last is refused
// says: unless it is told to be lenient
package lesson16_serialized_objects;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The same map as JSON: text that makes no objects but those that you make.
 *
 * <pre>
 * {"1":"hi","2":"there"}
 * </pre>
 *
 * <p>Watch out: keys of JSON are strings, and Jackson is kind: it forgives more than you may think.
 */
public class JsonMap {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    /** One JSON object in UTF-8, without blanks; its keys in any order. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        return JSON.writeValueAsBytes(map); // turns the keys into strings
    }

    /**
     * The map in these bytes.
     *
     * @throws IOException if they are anything but one JSON object, its keys integers as {@link
     *     Integer#toString(int)} writes them, each once, and its values strings
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        JsonNode tree = JSON.readTree(bytes);
        if (!tree.isObject()) {
            throw new IOException("not an object of JSON");
        }
        Map<Integer, String> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new IOException("not a string: " + entry.getValue());
            }
            map.put(key(entry.getKey()), entry.getValue().textValue());
        }
        return map;
    }

    /** The integer that is written so; 01 is none, or two keys could mean the same. */
    private static int key(String text) throws IOException {
        try {
            int key = Integer.parseInt(text);
            if (Integer.toString(key).equals(text)) {
                return key;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException("not an integer: " + text);
    }
}
