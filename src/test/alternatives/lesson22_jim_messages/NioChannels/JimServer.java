// style: channels and buffers, the sink as lambdas in an anonymous class; the splitter keeps Latin-1 text in a StringBuilder.
package lesson22_jim_messages;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

public class JimServer implements Closeable {

    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final JimReader reader;
    private volatile SocketChannel current;

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 7777;
        try (JimServer server = new JimServer(port, JimReader.Dialect.HANDBOOK)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public JimServer(int port, JimReader.Dialect dialect) throws IOException {
        listener.bind(new InetSocketAddress(port), 10);
        reader = new JimReader(dialect);
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    public void serve() throws IOException {
        while (listener.isOpen()) {
            try (SocketChannel client = listener.accept()) {
                current = client;
                if (listener.isOpen()) {
                    converse(client);
                }
            } catch (IOException e) {
                if (listener.isOpen()) {
                    System.err.println(e);
                }
            }
        }
    }

    private void converse(SocketChannel client) throws IOException {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        AtomicBoolean quit = new AtomicBoolean();
        ObjectSplitter splitter =
                new ObjectSplitter(
                        new ObjectSink() {
                            @Override
                            public void object(byte[] json) throws IOException {
                                if (quit.get()) {
                                    return;
                                }
                                Message message;
                                try {
                                    message = reader.read(json);
                                } catch (JimException e) {
                                    answer(client, 400, e.getMessage());
                                    return;
                                }
                                if (message instanceof Message.Quit) {
                                    quit.set(true);
                                } else if (!(message instanceof Message.Response)) {
                                    answer(client, 200, "");
                                }
                            }

                            @Override
                            public void broken() throws IOException {
                                if (!quit.get()) {
                                    answer(client, 400, "bad object");
                                }
                            }
                        });
        ByteBuffer bytes = ByteBuffer.allocate(100);
        while (!quit.get()) {
            if (client.read(bytes.clear()) < 0) {
                splitter.end();
                return;
            }
            splitter.feed(bytes.array(), bytes.position());
        }
    }

    private static void answer(SocketChannel client, int code, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(JimWriter.bytes(new Message.Response(0, code, text)));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (current != null) {
            current.close();
        }
    }
}
