// style: two maps from channel to queue, as in the document; an iterator over the selected keys
package lesson12_selector_loop;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

public class SelectServer implements Closeable {

    private final ServerSocketChannel listener;
    private final int limit;
    private final Map<SocketChannel, LinkedList<ByteBuffer>> messageQueues = new HashMap<>();
    private final Set<SocketChannel> finished = new HashSet<>();
    private Selector selector;
    private boolean closed;

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 50000;
        try (SelectServer server = new SelectServer(port, 64 << 10)) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public SelectServer(int port, int limit) throws IOException {
        this.limit = limit;
        listener = ServerSocketChannel.open();
        listener.configureBlocking(false);
        listener.bind(new InetSocketAddress(port), 50);
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean begin() throws IOException {
        if (closed) {
            return false;
        }
        selector = Selector.open();
        return true;
    }

    public void serve() throws IOException {
        if (!begin()) {
            return;
        }
        try {
            listener.register(selector, SelectionKey.OP_ACCEPT);
            while (!isClosed()) {
                selector.select();
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isValid() && key.isAcceptable()) {
                        SocketChannel client = listener.accept();
                        if (client != null) {
                            add(client);
                        }
                    } else {
                        serve(key, (SocketChannel) key.channel());
                    }
                }
            }
        } finally {
            List<SocketChannel> all = new ArrayList<>(messageQueues.keySet());
            for (SocketChannel client : all) {
                remove(client);
            }
            listener.close();
            selector.close();
        }
    }

    private void add(SocketChannel client) {
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.SO_SNDBUF, 16384);
            client.register(selector, SelectionKey.OP_READ);
            messageQueues.put(client, new LinkedList<>());
        } catch (IOException e) {
            remove(client);
        }
    }

    private void remove(SocketChannel client) {
        messageQueues.remove(client);
        finished.remove(client);
        try {
            client.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private void serve(SelectionKey key, SocketChannel client) {
        try {
            if (key.isWritable()) {
                flush(client);
            }
            if (key.isReadable() && !finished.contains(client)) {
                ByteBuffer data = ByteBuffer.allocate(1024);
                int n = client.read(data);
                if (n < 0) {
                    finished.add(client);
                } else if (n > 0) {
                    messageQueues.get(client).addLast(data.flip());
                    flush(client);
                    checkLimit(client);
                }
            }
            boolean empty = messageQueues.get(client).isEmpty();
            if (empty && finished.contains(client)) {
                remove(client);
            } else if (finished.contains(client)) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (empty) {
                key.interestOps(SelectionKey.OP_READ);
            } else {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            remove(client);
        }
    }

    private void flush(SocketChannel client) throws IOException {
        LinkedList<ByteBuffer> queue = messageQueues.get(client);
        client.write(queue.toArray(new ByteBuffer[0]));
        while (!queue.isEmpty() && !queue.getFirst().hasRemaining()) {
            queue.removeFirst();
        }
    }

    private void checkLimit(SocketChannel client) throws IOException {
        int pending = 0;
        for (ByteBuffer data : messageQueues.get(client)) {
            pending += data.remaining();
        }
        if (pending > limit) {
            throw new IOException("too slow: " + client);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (selector == null) {
            listener.close();
        } else {
            selector.wakeup();
        }
    }
}
