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
 * The same map as JSON: text that makes no objects but those that you make.
 *
 * <pre>
 * {"1":"hi","2":"there"}
 * </pre>
 *
 * <p>Watch out: keys of JSON are strings, and Jackson is kind: it forgives more than you may think.
 */
public class JsonMap {

    private static final JsonFactory JSON = new JsonFactory();

    /** One JSON object in UTF-8, without blanks; its keys in any order. */
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
     * The map in these bytes.
     *
     * @throws IOException if they are anything but one JSON object, its keys integers as {@link
     *     Integer#toString(int)} writes them, each once, and its values strings
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
