package lesson16_serialized_objects;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** Sends a map in both forms, and prints what comes back. Given whole. */
public class MapClient {

    private static final int LIMIT = 1000; // bytes that an answer may have at most

    /** Sends {1: "hi", 2: "there"}; arguments: host and port, localhost 1243 unless told. */
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

    /** Sends one message, and reads the answer to it as JSON. The connection stays open. */
    public static Map<Integer, String> ask(Socket server, byte[] message) throws IOException {
        Messages.write(server.getOutputStream(), message);
        byte[] answer = Messages.read(server.getInputStream(), LIMIT);
        if (answer == null) {
            throw new EOFException("no answer");
        }
        return JsonMap.read(answer);
    }
}
