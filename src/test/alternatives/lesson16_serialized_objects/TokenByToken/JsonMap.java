// style: JSON read token by token, with a set of the keys seen; written with a generator, keys in order.
package lesson16_serialized_objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

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

    private static final JsonFactory JSON = new JsonFactory();

    /** Returns one JSON object in UTF-8, without spaces between its parts. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<Integer, String> entry : new TreeMap<>(map).entrySet()) {
                json.writeStringField(String.valueOf(entry.getKey()), entry.getValue());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the map in these bytes.
     *
     * @throws IOException if they are not exactly one JSON object in UTF-8, if a key is not an
     *     integer as {@link Integer#toString(int)} writes it, if a key occurs twice, or if a value
     *     is not a string
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        Map<Integer, String> map = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object of JSON");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                int key = key(json.currentName());
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("no string");
                }
                if (map.put(key, json.getText()) != null) {
                    throw new IOException("a key twice: " + key);
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IOException("more than one object, or less");
            }
        }
        return map;
    }

    /** Returns the integer. 01 is rejected, because 01 and 1 would be two names of one key. */
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
