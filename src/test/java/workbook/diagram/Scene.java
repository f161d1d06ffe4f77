package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/** A recording made by hand: a client's port is 50,000 and its number, the server's is 8,080. */
final class Scene {

    private static final byte[] NOTHING = {};

    private final List<Crossing> crossings = new ArrayList<>();
    private final String host;
    private boolean udp;

    Scene() {
        this("127.0.0.1");
    }

    Scene(String host) {
        this.host = host;
    }

    Scene byUdp() {
        udp = true;
        return this;
    }

    Scene add(Kind kind, String from, String to) {
        return add(kind, from, to, NOTHING);
    }

    Scene data(String from, String to, String text) {
        return add(Kind.DATA, from, to, text.getBytes(UTF_8));
    }

    Scene prints(String who, String text) {
        return add(Kind.PRINT, who, "", text.getBytes(UTF_8));
    }

    Scene note(String text) {
        return add(Kind.NOTE, "", "", text.getBytes(UTF_8));
    }

    Scene add(Kind kind, String from, String to, byte[] bytes) {
        long number = crossings.size() + 1;
        crossings.add(
                new Crossing(
                        number,
                        Duration.ofMillis(number * 12),
                        kind.crosses() ? client(from.startsWith("server") ? to : from) : 0,
                        udp,
                        new Event(kind, from, to, bytes),
                        kind.crosses() ? place(from) : null,
                        kind.crosses() ? place(to) : null));
        return this;
    }

    private static int client(String name) {
        String number = name.replaceAll("\\D", "");
        return number.isEmpty() ? 1 : Integer.parseInt(number);
    }

    private InetSocketAddress place(String name) {
        try {
            int port = name.startsWith("server") ? 8080 : 50_000 + client(name);
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<Crossing> all() {
        return List.copyOf(crossings);
    }

    Crossing last() {
        return crossings.get(crossings.size() - 1);
    }

    /** Two clients and one of everything that can happen. */
    static Scene everything() {
        return new Scene()
                .note("Two clients, one server that serves them one after the other.")
                .add(Kind.CONNECT, "client", "server")
                .data("client", "server", "hello, ")
                .data("server", "client", "HELLO, ")
                .prints("server", "client 1 wrote 7 bytes; now it is waited for the next ones")
                .add(Kind.CONNECT, "client 2", "server")
                .data("client 2", "server", "Привет, сервер\n")
                .prints("client 2", "waiting")
                .add(Kind.LOST, "client 2", "server", "gone".getBytes(UTF_8))
                .add(Kind.RESET, "client 2", "server")
                .add(Kind.REFUSED, "client 3", "server")
                .data("server", "client", "a long answer, ".repeat(9))
                .add(Kind.END, "client", "server")
                .add(Kind.END, "server", "client");
    }
}
