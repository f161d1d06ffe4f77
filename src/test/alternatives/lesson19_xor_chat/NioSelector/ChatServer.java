// style: one thread for all: a selector, channels that do not block, a queue of buffers for each client.
package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

public class ChatServer implements Closeable {

    private static final class Client {
        final SelectionKey selection;
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocate(2 + 1024);
        final Deque<ByteBuffer> out = new ArrayDeque<>();
        String nickname;
        boolean refused;

        Client(SelectionKey selection, SocketChannel channel) {
            this.selection = selection;
            this.channel = channel;
        }
    }

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final byte[] key;
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean over;
    private boolean serving;

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 5050;
        String key = args.length > 1 ? args[1] : "JAVA";
        try (ChatServer server = new ChatServer(port, key.getBytes(UTF_8))) {
            System.out.println("listening on port " + server.port());
            server.serve();
        }
    }

    public ChatServer(int port, byte[] key) throws IOException {
        if (key.length == 0) {
            throw new IllegalArgumentException("no key");
        }
        this.key = key.clone();
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(port));
        listener.configureBlocking(false);
        selector = Selector.open();
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    public void serve() throws IOException {
        synchronized (this) {
            serving = true;
        }
        while (!over) {
            selector.select(this::handle);
        }
        closeAll();
    }

    private void handle(SelectionKey selection) {
        if (!selection.isValid()) {
            return;
        }
        if (selection.attachment() == null) {
            accept();
            return;
        }
        Client client = (Client) selection.attachment();
        try {
            if (selection.isWritable()) {
                write(client);
            }
            if (selection.isValid() && selection.isReadable()) {
                read(client);
            }
        } catch (IOException e) {
            drop(client);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 8192);
            SelectionKey selection = channel.register(selector, SelectionKey.OP_READ);
            Client client = new Client(selection, channel);
            selection.attach(client);
            clients.add(client);
        } catch (IOException e) {
            System.err.println("not accepted: " + e);
        }
    }

    private void read(Client client) throws IOException {
        int n = client.channel.read(client.in);
        if (n == -1) {
            drop(client);
            return;
        }
        client.in.flip();
        while (client.in.remaining() >= 2 && client.channel.isOpen() && !client.refused) {
            byte[] bytes = new byte[client.in.remaining()];
            client.in.duplicate().get(bytes);
            int length = ((bytes[0] ^ key[0]) & 0xff) << 8 | (bytes[1] ^ key[1 % key.length]) & 0xff;
            if (length > 1024) {
                throw new IOException("too long");
            }
            if (bytes.length < 2 + length) {
                break;
            }
            client.in.position(client.in.position() + 2 + length);
            say(client, ChatWire.receive(new ByteArrayInputStream(bytes), key, 1024));
        }
        client.in.compact();
    }

    private void say(Client client, String text) throws IOException {
        if (client.nickname != null) {
            others(client, client.nickname + ": " + text);
            return;
        }
        String refusal =
                text.isBlank()
                        ? "nickname empty"
                        : text.codePointCount(0, text.length()) > 24
                                ? "nickname too long"
                                : clients.stream().anyMatch(c -> text.equals(c.nickname))
                                        ? "nickname taken"
                                        : "";
        if (refusal.isEmpty()) {
            client.nickname = text;
            tell(client, "* welcome, " + text);
            others(client, "* " + text + " has joined");
        } else {
            client.refused = true;
            tell(client, "* " + refusal);
        }
    }

    private void others(Client client, String text) throws IOException {
        for (Client other : List.copyOf(clients)) {
            if (other != client && other.nickname != null) {
                tell(other, text);
            }
        }
    }

    private void tell(Client client, String text) throws IOException {
        if (!client.channel.isOpen()) {
            return;
        }
        if (client.out.size() == 100) {
            drop(client);
            return;
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        ChatWire.send(frame, text, key);
        client.out.add(ByteBuffer.wrap(frame.toByteArray()));
        client.selection.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void write(Client client) throws IOException {
        while (!client.out.isEmpty()) {
            client.channel.write(client.out.peek());
            if (client.out.peek().hasRemaining()) {
                return;
            }
            client.out.remove();
        }
        client.selection.interestOps(SelectionKey.OP_READ);
        if (client.refused) {
            drop(client);
        }
    }

    private void drop(Client client) {
        if (!clients.remove(client)) {
            return;
        }
        try {
            client.channel.close();
            if (client.nickname != null) {
                others(client, "* " + client.nickname + " has left");
            }
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        boolean idle;
        synchronized (this) {
            idle = !serving;
        }
        if (idle) {
            closeAll();
        } else {
            selector.wakeup();
        }
    }

    private synchronized void closeAll() throws IOException {
        listener.close();
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }
}
