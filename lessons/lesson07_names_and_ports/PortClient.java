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
 * Asks a {@link PortServer} for the address of this client. This file is complete.
 *
 * <p>A name can have several addresses, and the server may listen at one of them only: {@code
 * localhost} is 127.0.0.1 and ::1. {@code new Socket(name, port)} tries the first one; this class
 * tries them all.
 */
public class PortClient {

    /** Prints the line. Arguments: host and port; without them, localhost 10000. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        System.out.println(ask(Hosts.SYSTEM, host, port));
    }

    /** Returns the line of the server at the first address of {@code host} where one answers. */
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
                throw new EOFException("the server closed the connection without a line");
            } catch (IOException e) {
                last = e; // no server listens at this address: try the next
            }
        }
        throw last;
    }
}
