// mistake: Jackson turns it into a Map<Integer, String> and checks all that is to be checked.
// wire: 5 becomes "5", 01 becomes 1, of two equal keys the last one wins.
// fails: JSON that is null is refused
// says: Jackson
package lesson16_serialized_objects;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();

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
        return JSON.readValue(bytes, new TypeReference<HashMap<Integer, String>>() {});
    }
}
