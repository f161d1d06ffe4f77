package lesson16_serialized_objects;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** Sends a map, serialized and as JSON, and prints the replies. Given. */
public class MapClient {

    private static final int LIMIT = 1000; // bytes of a reply, at most

    /** Sends {1: "hi", 2: "there"}. Arguments: host and port; without them, localhost 1243. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1243;
        Map<Integer, String> map = new TreeMap<>(Map.of(1, "hi", 2, "there")); // in order
        try (Socket server = new Socket(host, port)) {
            byte[] serialized = SerializedMap.write(map);
            System.out.println(serialized.length + " bytes: " + ask(server, serialized));
            byte[] json = JsonMap.write(map);
            System.out.println(json.length + " bytes: " + ask(server, json));
        }
    }

    /** Sends one message and returns the map in the reply. The connection stays open. */
    public static Map<Integer, String> ask(Socket server, byte[] message) throws IOException {
        Messages.write(server.getOutputStream(), message);
        byte[] reply = Messages.read(server.getInputStream(), LIMIT);
        if (reply == null) {
            throw new EOFException("no reply");
        }
        return JsonMap.read(reply);
    }
}
