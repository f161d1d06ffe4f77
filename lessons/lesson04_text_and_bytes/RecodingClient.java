package lesson04_text_and_bytes;

import java.io.IOException;
import java.net.Socket;

/**
 * Sends a text in one charset to a {@link RecodingServer} and receives it in another. This file is
 * given; it works as soon as {@link TextCodec} does.
 *
 * <p>On the wire: the client sends the text and ends its stream, and the same text comes back in
 * the other charset.
 */
public class RecodingClient {

    /**
     * Prints the reply and two misreadings of it. Arguments: host and port; without them, localhost
     * 10000.
     */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 10000;
        String reply = recode(host, port, "Привет!", "UTF-8", "KOI8-R");
        System.out.println(reply);
        System.out.println(
                "UTF-8 read as windows-1251: " + TextCodec.misread(reply, "UTF-8", "windows-1251"));
        System.out.println("UTF-8 read as KOI8-R: " + TextCodec.misread(reply, "UTF-8", "KOI8-R"));
    }

    /**
     * Connects, sends {@code text}, reads the whole reply, and closes the connection.
     *
     * @param sent the charset of the text that is sent
     * @param replyCharset the charset of the reply
     * @throws IOException if a letter cannot be encoded, or the server resets the connection
     */
    public static String recode(
            String host, int port, String text, String sent, String replyCharset)
            throws IOException {
        byte[] bytes = TextCodec.encode(text, sent);
        try (Socket server = new Socket(host, port)) { // blocks until connected
            server.getOutputStream().write(bytes);
            server.shutdownOutput(); // ends our stream; the other direction stays open
            byte[] reply = server.getInputStream().readAllBytes(); // blocks until the stream ends
            return TextCodec.decode(reply, replyCharset);
        }
    }
}
