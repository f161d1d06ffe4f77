// style: channels and byte buffers; the decoder keeps one buffer that it compacts; encoders are asked with canEncode first.
package lesson04_text_and_bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;

/**
 * Takes text in one charset and sends it back in another.
 *
 * <p>On the wire, from UTF-8 to KOI8-R: {@code "При\xd0"} is answered with {@code f0 d2 c9} at
 * once, {@code "\xb2ет!"} with {@code d7 c5 d4 21}, until the client ends its stream.
 *
 * <p>Watch out: what cannot be turned resets the connection; an end would say that all is well.
 */
public class RecodingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served
    private static final int PIECE = 1024; // at most this many bytes per read

    private final ServerSocketChannel listener;
    private final String from;
    private final String to;

    /** Serves for ever; arguments: port and two charsets, 10000 UTF-8 KOI8-R unless reported. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 10000;
        String from = args.length > 1 ? args[1] : "UTF-8";
        String to = args.length > 2 ? args[2] : "KOI8-R";
        try (RecodingServer server = new RecodingServer(port, from, to)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    /**
     * Binds {@code port} on all addresses of this machine; 0 means any free port.
     *
     * @param from the charset of what clients send
     * @param to the charset of what they get
     * @throws UnsupportedEncodingException if there is no charset of one of these names
     */
    public RecodingServer(int port, String from, String to) throws IOException {
        TextCodec.charset(from); // a wrong name is reported now, not when a client comes
        TextCodec.charset(to);
        this.from = from;
        this.to = to;
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(port), BACKLOG);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (SocketChannel client = listener.accept()) { // blocks until a client connects
                recode(client);
            } catch (IOException e) {
                if (!listener.isOpen()) {
                    return;
                }
                System.err.println("client lost: " + e); // go on with the next one
            }
        }
    }

    /**
     * Answers every piece with its complete letters, at once, until the client ends its stream. The
     * caller closes the connection. If the client's bytes are no text, or its text has no bytes in
     * the other charset, that close is made a reset: {@code client.setSoLinger(true, 0)}.
     */
    private void recode(SocketChannel client) throws IOException {
        try {
            StreamDecoder decoder = new StreamDecoder(from);
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (client.read(piece) != -1) {
                send(client, decoder.feed(piece.array(), piece.position()));
                piece.clear();
            }
            send(client, decoder.end());
        } catch (CharacterCodingException e) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            throw e;
        }
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void send(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(TextCodec.encode(text, to));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }
}
