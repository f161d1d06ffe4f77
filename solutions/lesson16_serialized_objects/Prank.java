package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;

/**
 * An object whose code runs in the program that reads it. Given. This one only sets a mark. Classes
 * that do real harm when they are read have been found in many libraries.
 */
public class Prank implements Serializable {

    private static final long serialVersionUID = 1;

    private static volatile boolean hasRun;

    /** Sends a prank instead of a map. Arguments: host and port; without them, localhost 1243. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1243;
        try (Socket server = new Socket(host, port)) {
            Messages.write(server.getOutputStream(), bytes());
            byte[] reply = Messages.read(server.getInputStream(), 1000);
            System.out.println(reply == null ? "no reply" : new String(reply, UTF_8));
        }
    }

    /** Returns an object stream with a prank. */
    public static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new Prank());
        }
        return bytes.toByteArray();
    }

    /** Returns whether a prank was read in this program, so that its code has run. */
    public static boolean hasRun() {
        return hasRun;
    }

    /** Called by {@code ObjectInputStream.readObject()} before its caller can see the object. */
    private void readObject(ObjectInputStream objects) {
        hasRun = true;
        System.out.println("Prank: my code runs in your program");
    }
}
