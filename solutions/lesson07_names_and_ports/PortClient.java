package lesson07_names_and_ports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/**
 * Asks a {@link PortServer} who we are. Given whole.
 *
 * <p>A name may have several addresses, and the server may listen at one of them only: {@code
 * localhost} is 127.0.0.1 and ::1. {@code new Socket(name, port)} tries the first, this tries all.
 */
public class PortClient {

    /** Prints who we are; arguments: host and port, localhost 10000 unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println(ask(Hosts.SYSTEM, host, port));
    }

    /** The line of the server at the first address of {@code host} that answers at all. */
    public static String ask(Hosts hosts, String host, int port) throws IOException {
        IOException last = new UnknownHostException(host);
        for (InetAddress address : hosts.forward(host)) {
            try (Socket server = new Socket(address, port);
                    BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(server.getInputStream(), UTF_8))) {
                String line = lines.readLine();
                if (line != null) {
                    return line;
                }
                throw new EOFException("the server closed without a word");
            } catch (IOException e) {
                last = e; // nobody listens at this address: try the next
            }
        }
        throw last;
    }
}
