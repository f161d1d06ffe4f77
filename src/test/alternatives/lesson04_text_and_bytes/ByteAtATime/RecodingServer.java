// style: every byte is given to the decoder alone; the server reads byte by byte as well.
package lesson04_text_and_bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.ServerSocket;
import java.net.Socket;
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

    private final ServerSocket listener;
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
        listener = new ServerSocket(port, BACKLOG);
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Serves one client after another; returns, quietly, once {@link #close()} is called. */
    public void serve() throws IOException {
        while (true) {
            try (Socket client = listener.accept()) { // blocks until a client connects
                recode(client);
            } catch (IOException e) {
                if (listener.isClosed()) {
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
    private void recode(Socket client) throws IOException {
        StreamDecoder decoder = new StreamDecoder(from);
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] one = new byte[1];
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                one[0] = (byte) b;
                String text = decoder.feed(one, 1);
                if (!text.isEmpty()) {
                    out.write(TextCodec.encode(text, to));
                }
            }
            decoder.end();
        } catch (CharacterCodingException e) {
            client.setSoLinger(true, 0);
            client.close();
            System.err.println("not recoded: " + e);
        }
    }

    /** Closes the listener, from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
