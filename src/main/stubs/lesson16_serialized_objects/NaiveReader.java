package lesson16_serialized_objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Map;

/**
 * Reads what a stranger sent as many programs do: wrongly. Given whole; send it a {@link Prank}.
 */
public class NaiveReader {

    /** Serves on the port given, 1243 unless told, and believes everybody. */
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
            return (Map<Integer, String>) objects.readObject(); // reads first, and looks then
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("no map", e); // too late
        }
    }
}
