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
 * Receives text in one charset and sends it back in another.
 *
 * <p>On the wire, from UTF-8 to KOI8-R: the piece {@code "При\xd0"} gets the reply {@code f0 d2 c9}
 * immediately, and {@code "\xb2ет!"} gets {@code d7 c5 d4 21}, until the client ends its stream.
 *
 * <p>Watch out: after an error the connection must be reset. An ordinary end of the stream would
 * tell the client that its whole text has been recoded.
 */
public class RecodingServer implements Closeable {

    private static final int BACKLOG = 10; // clients that may queue while another is being served

    private final ServerSocket listener;
    private final String from;
    private final String to;

    /**
     * Serves until the program is stopped. Arguments: the port and two charsets; without them,
     * 10000 UTF-8 KOI8-R.
     */
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
     * Binds {@code port} on all addresses of this computer; 0 means any free port.
     *
     * @param from the charset of the text that clients send
     * @param to the charset of the text that clients receive
     * @throws UnsupportedEncodingException if one of these charsets does not exist
     */
    public RecodingServer(int port, String from, String to) throws IOException {
        TextCodec.charset(from); // a wrong name is reported now, not when a client comes
        TextCodec.charset(to);
        this.from = from;
        this.to = to;
        listener = new ServerSocket(port, BACKLOG);
    }

    /** Returns the port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Serves one client after another, and closes each connection. Returns without an exception
     * after {@link #close()}.
     */
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
     * Replies to each piece with the letters that are complete, until the client ends its stream.
     * {@link #serve()} closes the connection. If a byte is not valid, or the other charset lacks a
     * letter, this method makes that close a reset: {@code client.setSoLinger(true, 0)}.
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

    /** Closes the listener. Safe to call from any thread; {@link #serve()} then returns. */
    @Override
    public void close() throws IOException {
        listener.close();
    }
}
