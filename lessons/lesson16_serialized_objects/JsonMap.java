package lesson16_serialized_objects;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
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

    /** Returns one JSON object in UTF-8, without spaces between its parts. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        // TODO 5: which method of an ObjectMapper returns JSON in UTF-8?
        throw new UnsupportedOperationException("TODO 5: write the map as JSON");
    }

    /**
     * Returns the map in these bytes.
     *
     * @throws IOException if they are not exactly one JSON object in UTF-8, if a key is not an
     *     integer as {@link Integer#toString(int)} writes it, if a key occurs twice, or if a value
     *     is not a string
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        // TODO 6: let an ObjectMapper read a JsonNode, and turn its properties into a map.
        // TODO 7: reject everything else. Which two features make Jackson strict? What must you
        // check yourself, in the keys and in the values?
        throw new UnsupportedOperationException("TODO 6: read a map from JSON");
    }
}
