package lesson22_jim_messages;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Given: sends messages with your code, and reads all replies of the server. */
public class JimClient {

    /** Sends three messages and prints the replies. Arguments: host and port; localhost 7777. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 7777;
        List<Message> messages =
                List.of(
                        new Message.Presence(1_700_000_000, "anna", ""),
                        new Message.Msg(1_700_000_001, "#all", "anna", "ascii", "Да"),
                        new Message.Quit(0));
        ask(host, port, messages).forEach(System.out::println);
    }

    /**
     * Sends all messages, ends its stream, and reads replies until the server ends its own.
     *
     * @throws IOException also if a reply is not an object of JIM
     */
    public static List<Message> ask(String host, int port, List<Message> messages)
            throws IOException {
        try (Socket server = new Socket(host, port)) {
            server.setTcpNoDelay(true);
            for (Message message : messages) {
                server.getOutputStream().write(JimWriter.bytes(message));
            }
            server.shutdownOutput();
            return replies(server.getInputStream());
        }
    }

    private static List<Message> replies(InputStream in) throws IOException {
        Collector replies = new Collector();
        ObjectSplitter splitter = new ObjectSplitter(replies);
        byte[] piece = new byte[1024];
        for (int n = in.read(piece); n != -1; n = in.read(piece)) {
            splitter.feed(piece, n);
        }
        splitter.end();
        return replies.messages;
    }

    private static final class Collector implements ObjectSink {

        private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
        private final List<Message> messages = new ArrayList<>();

        @Override
        public void object(byte[] json) throws IOException {
            try {
                messages.add(reader.read(json));
            } catch (JimException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void broken() throws IOException {
            throw new IOException("the server has sent something that is not an object");
        }
    }
}
