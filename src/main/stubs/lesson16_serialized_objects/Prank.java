package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;

/**
 * No map: an object whose code runs where it is read. Given whole. It does no harm, it leaves a
 * mark; others of its kind lie in many libraries, and do what their reader never wanted.
 */
public class Prank implements Serializable {

    private static final long serialVersionUID = 1;

    private static volatile boolean hasRun;

    /** Sends a prank in place of a map; arguments: host and port, localhost 1243 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1243;
        try (Socket server = new Socket(host, port)) {
            Messages.write(server.getOutputStream(), bytes());
            byte[] answer = Messages.read(server.getInputStream(), 1000);
            System.out.println(answer == null ? "no answer" : new String(answer, UTF_8));
        }
    }

    /** A prank, as it goes over the wire. */
    public static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(new Prank());
        }
        return bytes.toByteArray();
    }

    /** Whether a prank has been read in this program, and its code has run. */
    public static boolean hasRun() {
        return hasRun;
    }

    /** Called by {@code ObjectInputStream.readObject()}, before anybody can look at the object. */
    private void readObject(ObjectInputStream objects) {
        hasRun = true;
        System.out.println("Prank: my code runs in your program");
    }
}
