package workbook.tap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A listener, a tap before it, and the two ends of connections through it. */
final class TcpEnds implements BeforeEachCallback, AfterEachCallback {

    final Valve valve = new Valve();
    final Recorder recorder = new Recorder();
    private final List<Socket> sockets = new ArrayList<>();
    private int connections;
    ServerSocket listener;
    TcpTap tap;

    /** One connection. */
    record Ends(Socket client, Socket server) {}

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(Watch.PATIENCE);
        tap = new TcpTap(target(), valve, recorder);
    }

    InetSocketAddress target() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Ends connect() throws IOException {
        Socket client = socket(new Socket(InetAddress.getLoopbackAddress(), tap.port()));
        Socket server = socket(listener.accept());
        int connection = ++connections;
        Watch.untilRecorded(recorder, Connection.client(connection) + " → server CONNECT");
        return new Ends(client, server);
    }

    private Socket socket(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setSoTimeout(Watch.PATIENCE);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Exactly so many bytes, or fewer at the end of the stream. */
    static String receive(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), ISO_8859_1);
    }

    /** -1 at the end of the stream. */
    static int read(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        tap.close();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
