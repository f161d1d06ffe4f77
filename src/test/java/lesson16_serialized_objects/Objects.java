package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Object streams that a peer may send. */
class Objects {

    /** Returns an object stream with one object. */
    static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /** Returns an object stream with a map of one entry. */
    static byte[] map(Object key, Object value) throws IOException {
        Map<Object, Object> map = new HashMap<>();
        map.put(key, value);
        return bytes(map);
    }

    /**
     * Returns the class of the object in these bytes, and its entries in the order of their keys.
     */
    static String described(byte[] bytes) throws IOException, ClassNotFoundException {
        ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes));
        Object object = objects.readObject();
        String entries = object instanceof Map<?, ?> map ? " " + new TreeMap<>(map) : "";
        return object.getClass().getName() + entries;
    }

    /** Returns an object stream with an object of a class that does not exist. */
    static byte[] ofUnknownClass() throws IOException {
        String text = new String(bytes(new Stowaway()), ISO_8859_1);
        return text.replace("Stowaway", "Nobodies").getBytes(ISO_8859_1);
    }

    /** Returns an object stream with a map that claims a billion entries and has none. */
    static byte[] aBillionEntries() throws IOException {
        String text = new String(bytes(new HashMap<>()), ISO_8859_1);
        String sizes = "w\10\0\0\0\20\0\0\0\0"; // a capacity of 16, and 0 entries
        return text.replace(sizes, "w\10\77\377\377\377\77\377\377\377").getBytes(ISO_8859_1);
    }

    /**
     * Returns a call that reads an object; it reports whether the object was rejected, and whether
     * its code has run.
     */
    static Callable<String> watched(Callable<?> reading) {
        return () -> {
            Stowaway.hasRun = false;
            try {
                return "taken: " + reading.call();
            } catch (IOException e) {
                return Stowaway.hasRun ? "refused, but its code has run" : "refused";
            }
        };
    }
}
