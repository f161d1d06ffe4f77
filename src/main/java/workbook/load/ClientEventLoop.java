package workbook.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one thread that logs all clients in and then reads what each of them receives. */
final class ClientEventLoop implements Closeable {

    private static final int AT_ONCE = 64; // clients that log in at the same time, at most

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final List<ClientConnection> links = new ArrayList<>();
    private final Queue<ClientConnection> coming = new ArrayDeque<>();
    private final CountDownLatch ready; // counts clients that are logged in or lost
    private final Thread thread = new Thread(this::run, "load");
    private final Tally tally = new Tally();
    private final ByteBuffer piece = ByteBuffer.allocate(16_384);
    private int comingIn;
    private long now; // when the current piece was read
    private volatile boolean closed;

    /**
     * Creates clients without connecting them; {@link #start} connects them.
     *
     * @param token three letters or digits that make the clients' names new to the server
     */
    ClientEventLoop(InetSocketAddress server, Plan plan, String token) throws IOException {
        this.server = server;
        int[] members = new int[plan.groups()];
        for (int i = 0; i < plan.clients(); i++) {
            members[plan.group(i)]++;
        }
        int[] places = new int[plan.groups()];
        for (int i = 0; i < plan.clients(); i++) {
            int group = plan.group(i);
            String room = plan.rooms() == 0 ? "" : "#room" + group + token;
            int size = members[group];
            String name = "t" + i + token; // at most 9 characters, which IRC servers accept
            links.add(
                    new ClientConnection(
                            this, plan.protocol(), i, name, room, places[group]++, size));
        }
        for (int i = 0; i < plan.idle(); i++) {
            String name = "i" + i + token;
            links.add(
                    new ClientConnection(
                            this, plan.protocol(), plan.clients() + i, name, "", 0, 0));
        }
        coming.addAll(links);
        ready = new CountDownLatch(links.size());
        thread.setDaemon(true);
    }

    /** Returns the counts of deliveries and errors so far. */
    Tally tally() {
        return tally;
    }

    /** Returns all clients, the talking ones first. */
    List<ClientConnection> links() {
        return links;
    }

    /**
     * Connects all clients, and waits until each is logged in or lost.
     *
     * @return false if some clients are neither when the time is over
     */
    boolean start(long seconds) throws InterruptedException {
        thread.start();
        return ready.await(seconds, TimeUnit.SECONDS);
    }

    private void run() {
        try {
            while (!closed) {
                comeIn();
                selector.select(this::serve);
            }
        } catch (IOException | RuntimeException e) {
            tally.error("the load generator failed: " + e);
        }
    }

    private void comeIn() {
        while (comingIn < AT_ONCE && !coming.isEmpty()) {
            ClientConnection link = coming.remove();
            comingIn++;
            try {
                connect(link);
            } catch (IOException e) {
                lost(link, e.getMessage());
            }
        }
    }

    private void connect(ClientConnection link) throws IOException {
        link.state = ClientConnection.State.CONNECTING;
        link.channel = SocketChannel.open();
        link.channel.configureBlocking(false);
        link.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        link.key = link.channel.register(selector, SelectionKey.OP_CONNECT, link);
        if (link.channel.connect(server)) {
            connected(link);
        }
    }

    private void serve(SelectionKey key) {
        ClientConnection link = (ClientConnection) key.attachment();
        try {
            if (key.isConnectable() && link.channel.finishConnect()) {
                connected(link);
            }
            if (key.isReadable()) {
                read(link);
            }
            if (key.isWritable()) {
                link.flush();
            }
        } catch (CancelledKeyException | ClosedChannelException e) {
            lost(link, "closed");
        } catch (IOException e) {
            lost(link, e.getMessage());
        }
    }

    private void connected(ClientConnection link) throws IOException {
        link.key.interestOps(SelectionKey.OP_READ);
        link.login();
    }

    private void read(ClientConnection link) throws IOException {
        piece.clear();
        int n = link.channel.read(piece);
        now = System.nanoTime();
        if (n < 0) {
            lost(link, "closed by the server");
        } else {
            link.feed(piece.array(), n);
        }
    }

    private void lost(ClientConnection link, String why) {
        boolean before = link.state == ClientConnection.State.READY;
        boolean known = link.state == ClientConnection.State.LOST;
        link.state = ClientConnection.State.LOST;
        try {
            if (link.channel != null) { // null: it could not be opened, too many files
                link.channel.close();
            }
        } catch (IOException e) {
            // the connection is lost already
        }
        if (!known && !link.quitting()) {
            tally.error("connection lost: " + why);
            if (!before) {
                comingIn--;
                ready.countDown();
            }
        }
    }

    /** Handles a response. A connection calls this on this object's thread. */
    void responded(ClientConnection link, boolean good, String code) throws IOException {
        if (link.state != ClientConnection.State.READY) {
            welcomed(link, good, code);
        } else if (good) {
            tally.acknowledged();
        } else {
            tally.error("answered " + code);
        }
    }

    private void welcomed(ClientConnection link, boolean good, String code) throws IOException {
        if (!good) {
            lost(link, "answered " + code);
        } else if (link.state == ClientConnection.State.LOGGING_IN && !link.room.isEmpty()) {
            link.join();
        } else {
            link.state = ClientConnection.State.READY;
            comingIn--;
            ready.countDown();
        }
    }

    /**
     * Handles a message. Its text contains the place of the sender, the number of the message, and
     * when it was due.
     */
    void message(ClientConnection link, String text) {
        String[] words = text.split(" ", 4);
        try {
            int place = Integer.parseInt(words[0]);
            int number = Integer.parseInt(words[1]);
            boolean isNew = number > link.last[place];
            link.last[place] = Math.max(number, link.last[place]);
            tally.came(isNew, now, Long.parseLong(words[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            tally.error("a message came that nobody sent");
        }
    }

    /** Lets all clients quit, closes their connections, and ends the thread. */
    @Override
    public void close() throws IOException {
        links.forEach(ClientConnection::quit);
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}
