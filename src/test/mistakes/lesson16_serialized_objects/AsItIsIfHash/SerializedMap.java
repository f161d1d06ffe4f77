// mistake: instanceof HashMap tells that it is one, and not a subclass.
// wire: a LinkedHashMap goes out as a java.util.LinkedHashMap.
// fails: A map is a HashMap on the wire though a subclass of it is given
// says: is written as it is
package lesson16_serialized_objects;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A map as Java itself writes objects down.
 *
 * <p>On the wire: {@code ac ed 00 05}, with which every object stream begins; then one {@link
 * HashMap}, the names of its classes first.
 *
 * <p>Watch out: {@code readObject()} makes whatever object the bytes describe, and runs its code.
 */
public class SerializedMap {

    /** The bytes of an object stream with a {@link HashMap}, whatever kind of map is given. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) { // the close flushes
            objects.writeObject(map instanceof HashMap ? map : new HashMap<>(map));
        }
        return bytes.toByteArray();
    }

    /** The map in these bytes, which hold nothing else. Given whole. */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Map<Integer, String> map = readFrom(in);
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes behind the map");
        }
        return map;
    }

    /**
     * Reads the beginning of an object stream and one map, and no further. The caller closes {@code
     * in}.
     *
     * @throws IOException if it is no {@link HashMap} from integers to strings, neither of them
     *     null; if the filter refuses it; if the stream ends before
     */
    static Map<Integer, String> readFrom(InputStream in) throws IOException {
        ObjectInputStream objects = new ObjectInputStream(in); // waits for the first four bytes
        objects.setObjectInputFilter(MapFilter.filter());
        try {
            if (!(objects.readObject() instanceof HashMap<?, ?> found)) {
                throw new IOException("not a map");
            }
            Map<Integer, String> map = new HashMap<>();
            for (Map.Entry<?, ?> entry : found.entrySet()) { // a cast of the map checks none
                if (!(entry.getKey() instanceof Integer key)
                        || !(entry.getValue() instanceof String value)) {
                    throw new IOException("not a map from integers to strings");
                }
                map.put(key, value);
            }
            return map;
        } catch (ClassNotFoundException e) {
            throw new IOException("an object of a class that is not here", e);
        }
    }
}
