package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

public class ChatServer implements Closeable {

    private final ServerSocket listener;
    private final byte[] key;
    private final Room room = new Room();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService pool = Executors.newCachedThreadPool();

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
            throw new IllegalArgumentException();
        }
        this.key = key;
        this.listener = new ServerSocket(port);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void serve() throws IOException {
        try {
            while (true) {
                Socket client = listener.accept();
                try {
                    pool.execute(() -> attend(client));
                } catch (RejectedExecutionException e) { // close() came first
                    client.close();
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw e;
            }
        } finally {
            pool.shutdown();
        }
    }

    private void attend(Socket client) {
        clients.add(client);
        try (client) {
            client.setSendBufferSize(8192);
            if (!listener.isClosed()) {
                converse(client);
            }
        } catch (IOException e) {
            System.err.println(e);
        } finally {
            clients.remove(client);
        }
    }

    private void converse(Socket client) throws IOException {
        String nickname = ChatWire.receive(client.getInputStream(), key, 1024);
        if (nickname == null) {
            return;
        }
        Member member = new Member(client, key);
        String refusal = room.join(nickname, member);
        if (refusal == null) {
            try {
                String text;
                while ((text = ChatWire.receive(client.getInputStream(), key, 1024)) != null) {
                    room.tellOthers(nickname, String.format("%s: %s", nickname, text));
                }
            } finally {
                room.leave(nickname);
            }
        } else {
            ChatWire.send(client.getOutputStream(), "* " + refusal, key);
            member.stop();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        pool.shutdown();
        for (Socket client : clients) {
            client.close();
        }
    }
}
