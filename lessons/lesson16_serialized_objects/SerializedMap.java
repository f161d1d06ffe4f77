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
        // TODO 1: an ObjectOutputStream over a ByteArrayOutputStream; a HashMap goes in.
        throw new UnsupportedOperationException("TODO 1: write a HashMap");
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
        // TODO 1: an ObjectInputStream over in; one object comes out. Look at its class, and at the
        // class of each key and value: a cast of the map looks at none of them.
        // TODO 2: give it MapFilter.filter() before it reads.
        throw new UnsupportedOperationException("TODO 1: read a map, and look at all of it");
    }
}
