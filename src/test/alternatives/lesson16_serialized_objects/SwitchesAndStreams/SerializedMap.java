package lesson16_serialized_objects;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes a map the way Java itself writes objects, and reads it back.
 *
 * <p>On the wire: {@code ac ed 00 05}, the first four bytes of every object stream, then one {@link
 * HashMap}, beginning with the names of its classes.
 *
 * <p>Watch out: {@code readObject()} creates any object that the bytes describe, and runs its code,
 * before you can look at it.
 */
public class SerializedMap {

    /** Returns an object stream that contains a {@link HashMap} with the entries of {@code map}. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) { // the close flushes
            objects.writeObject(new HashMap<>(map));
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the map in these bytes, which must not contain anything else. Given.
     *
     * @throws IOException if {@link #readFrom} throws one, or if there are bytes after the map
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Map<Integer, String> map = readFrom(in);
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes behind the map");
        }
        return map;
    }

    /**
     * Reads the start of an object stream and one map, and no byte after it. The caller closes
     * {@code in}.
     *
     * @throws IOException if the object is not a {@link HashMap}, if a key is not an Integer or a
     *     value not a String, if its class is unknown here, if the filter rejects it, or if the
     *     stream ends too early
     */
    static Map<Integer, String> readFrom(InputStream in) throws IOException {
        try {
            ObjectInputStream objects = new ObjectInputStream(in);
            objects.setObjectInputFilter(MapFilter.filter());
            Object object = objects.readObject();
            if (object == null || object.getClass() != HashMap.class) {
                throw new InvalidObjectException("not a map");
            }
            return ((Map<?, ?>) object)
                    .entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            entry -> (Integer) Objects.requireNonNull(entry.getKey()),
                                            entry -> (String) Objects.requireNonNull(entry.getValue())));
        } catch (ClassNotFoundException | RuntimeException e) {
            throw new IOException("not a map from integers to strings", e);
        }
    }
}
