package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;

/**
 * Given, so that you can talk to your servers: sends each line that you type, while a second thread
 * prints each line that arrives.
 */
public class TalkClient {

    /** Talks with a server. Arguments: host and port; without them, localhost 50000. */
    public static void main(String[] args) throws Exception {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 50000;
        boolean piped = System.console() == null;
        talk(
                host,
                port,
                piped ? new InputStreamReader(System.in, UTF_8) : System.console().reader());
    }

    /** Sends the lines of {@code keyboard}, then waits until the server ends its stream. */
    public static void talk(String host, int port, Reader keyboard)
            throws IOException, InterruptedException {
        BufferedReader typed = new BufferedReader(keyboard);
        try (Socket server = new Socket(host, port)) {
            Thread printer = new Thread(() -> print(server), "printer");
            printer.start();
            String line = typed.readLine(); // blocks until you press Enter
            while (line != null && printer.isAlive()) {
                server.getOutputStream().write((line + "\n").getBytes(UTF_8));
                line = typed.readLine();
            }
            server.shutdownOutput();
            printer.join();
        }
    }

    private static void print(Socket server) {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
            String line = lines.readLine(); // blocks until a line has arrived
            while (line != null) {
                System.out.println(line);
                line = lines.readLine();
            }
            System.out.println("(the server has closed the connection)");
        } catch (IOException e) {
            System.out.println("(" + e.getMessage() + ")");
        }
    }
}
