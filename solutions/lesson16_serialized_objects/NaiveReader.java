package lesson16_serialized_objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Map;

/**
 * Reads objects from strangers without a filter, as many programs do. Given: send it a {@link
 * Prank}.
 */
public class NaiveReader {

    /** Serves until the program is stopped. The argument is the port; without it, 1243. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 1243;
        try (MapServer server = new MapServer(port, NaiveReader::read)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Integer, String> read(byte[] bytes) throws IOException {
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Map<Integer, String>)
                    objects.readObject(); // creates the object, then looks at it
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("not a map", e); // too late
        }
    }
}
