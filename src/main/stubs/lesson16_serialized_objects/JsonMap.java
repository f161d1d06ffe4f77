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
 * The same map as JSON: text that makes no objects but those that you make.
 *
 * <pre>
 * {"1":"hi","2":"there"}
 * </pre>
 *
 * <p>Watch out: keys of JSON are strings, and Jackson is kind: it forgives more than you may think.
 */
public class JsonMap {

    /** One JSON object in UTF-8, without blanks; its keys in any order. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        // TODO 3: an ObjectMapper can do that alone.
        throw new UnsupportedOperationException("TODO 3: write the map as JSON");
    }

    /**
     * The map in these bytes.
     *
     * @throws IOException if they are anything but one JSON object, its keys integers as {@link
     *     Integer#toString(int)} writes them, each once, and its values strings
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        // TODO 3: let an ObjectMapper read a JsonNode, strictly, and look at every key and value.
        throw new UnsupportedOperationException("TODO 3: read JSON, and refuse what is no map");
    }
}
