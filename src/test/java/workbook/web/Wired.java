package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import workbook.tap.Recorder;
import workbook.wire.Event;

/** Records what a tap would record. */
final class Wired {

    static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 5555);

    private final Recorder recorder;

    Wired(Recorder recorder) {
        this.recorder = recorder;
    }

    Wired toServer(int client, Event.Kind kind, String text) {
        return cross(client, kind, name(client), "server", text.getBytes(UTF_8));
    }

    Wired toClient(int client, Event.Kind kind, String text) {
        return cross(client, kind, "server", name(client), text.getBytes(UTF_8));
    }

    Wired cross(int client, Event.Kind kind, String from, String to, byte[] bytes) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 40_000 + client);
        boolean up = to.equals("server");
        recorder.crossed(
                client,
                false,
                new Event(kind, from, to, bytes),
                up ? address : SERVER,
                up ? SERVER : address);
        return this;
    }

    private static String name(int client) {
        return client == 1 ? "client" : "client " + client;
    }
}
