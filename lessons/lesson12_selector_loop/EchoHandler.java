package lesson12_selector_loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Given: sends one client its bytes back, as a handler of your {@link EventLoop}.
 *
 * <p>It needs no queue and no limit: it reads no more bytes before the last ones have been sent.
 */
public class EchoHandler implements EventLoop.Handler {

    private final ByteBuffer bytes = ByteBuffer.allocate(1024); // this client's own

    /** Serves until the program is stopped. The argument is the port; without it, 50000. */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (ServerSocketChannel listener = ServerSocketChannel.open();
                EventLoop loop = new EventLoop()) {
            listener.bind(new InetSocketAddress(port));
            loop.register(listener, SelectionKey.OP_ACCEPT, key -> accept(loop, listener));
            System.out.println("listening on port " + listener.socket().getLocalPort());
            loop.run();
        }
    }

    private static void accept(EventLoop loop, ServerSocketChannel listener) throws IOException {
        SocketChannel client = listener.accept();
        if (client != null) {
            loop.register(client, SelectionKey.OP_READ, new EchoHandler());
        }
    }

    /** Reads a piece and sends it back. If the channel does not take it, waits for room. */
    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel client = (SocketChannel) key.channel();
        if (key.isReadable()) {
            if (client.read(bytes) == -1) {
                client.close();
                return;
            }
            bytes.flip(); // now it is full, and will be read
        }
        client.write(bytes);
        if (bytes.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            bytes.clear();
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
