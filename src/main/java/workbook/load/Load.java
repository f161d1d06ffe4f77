package workbook.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import workbook.catalogue.UsageError;

/**
 * Runs clients that talk for a while. The load is an open loop: each message has a fixed time at
 * which it is due, no matter how long earlier messages take. Its latency counts from that time.
 */
public final class Load {

    private static final int TOKENS = 36 * 36; // number of tokens with the same first letter
    private static final int FIRST = 10 * TOKENS; // a00, so that a token begins with a letter
    private static final int KNOCK = 5000; // ms
    private static final int LEAVING = 500; // ms
    private static final int ANSWER = 4096; // bytes; no response is longer
    private static final int COMING = 30; // s for all clients to log in, plus 20 ms for each
    private static final long LONGEST = 60_000_000; // microseconds

    private final InetSocketAddress server;
    private final Plan plan;
    private final int grace;
    private final Histogram late = new Histogram(LONGEST, 3); // microseconds

    /** Creates a load for this server. */
    public Load(InetSocketAddress server, Plan plan) {
        this(server, plan, Plan.GRACE);
    }

    /**
     * Creates a load.
     *
     * @param grace how many seconds to wait for the last messages
     */
    Load(InetSocketAddress server, Plan plan, int grace) {
        this.server = server;
        this.plan = plan;
        this.grace = grace;
    }

    /**
     * Checks that a server is listening there and responds.
     *
     * @throws UsageError if no server listens, or it does not respond
     */
    public void knock() {
        knock(KNOCK);
    }

    /**
     * Does the same with other limits: {@code millis} to connect, and {@code millis} to respond.
     */
    void knock(int millis) {
        String where = "%s:%d".formatted(server.getHostString(), server.getPort());
        try (Socket socket = new Socket()) {
            socket.connect(server, millis);
            if (!answers(socket, millis)) {
                throw new UsageError(
                        "There is a server at %s, but it does not answer as a %s server does."
                                .formatted(where, plan.protocol()));
            }
        } catch (IOException e) {
            throw new UsageError("Nobody listens at %s (%s).".formatted(where, e.getMessage()));
        }
    }

    private boolean answers(Socket socket, int millis) {
        String login = plan.protocol().conversation("knocks", null).login();
        try {
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(login.getBytes(US_ASCII));
            boolean answers = socket.getInputStream().read() != -1;
            leave(socket);
            return answers;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads what the server still sends, because closing with unread bytes would reset the
     * connection.
     */
    private static void leave(Socket socket) {
        try {
            socket.setSoTimeout(LEAVING);
            socket.shutdownOutput();
            socket.getInputStream().readNBytes(ANSWER);
        } catch (IOException e) {
            // the server has responded, and that is enough
        }
    }

    /**
     * Connects all clients, lets them talk, waits for the last messages, and lets all quit.
     *
     * @param progress receives a few words when a new phase begins
     * @param use measures the server's process meanwhile
     */
    public LoadReport run(Consumer<String> progress, ServerUse use)
            throws IOException, InterruptedException {
        String token = Integer.toString(FIRST + new SecureRandom().nextInt(26 * TOKENS), 36);
        try (ClientEventLoop clients = new ClientEventLoop(server, plan, token)) {
            progress.accept("connecting %d clients".formatted(plan.clients() + plan.idle()));
            if (!clients.start(COMING + (plan.clients() + plan.idle()) / 50)) {
                clients.tally().error("some clients were not let in in time");
            }
            use.connected();
            int idle = ready(clients.links().subList(plan.clients(), clients.links().size()));
            int talking = ready(clients.links().subList(0, plan.clients()));
            progress.accept("talking for %d s".formatted(plan.seconds()));
            long begin = System.nanoTime();
            long due = talk(clients, begin, use);
            progress.accept("waiting for the last messages");
            clients.tally().awaitDeliveries(due, grace);
            use.talked(clients.tally().delivered());
            clients.tally().awaitAnswers(late.getTotalCount());
            return LoadReport.of(plan, talking, idle, due, begin, late, clients.tally().counts());
        }
    }

    private static int ready(List<ClientConnection> links) {
        return (int)
                links.stream().filter(link -> link.state == ClientConnection.State.READY).count();
    }

    /**
     * Sends all messages, each when it is due. Returns how many deliveries the server must make.
     */
    private long talk(ClientEventLoop clients, long begin, ServerUse use) {
        int[] members = new int[plan.groups()];
        int[] numbers = new int[plan.clients()];
        List<ClientConnection> talking = clients.links().subList(0, plan.clients());
        talking.stream()
                .filter(link -> link.state == ClientConnection.State.READY)
                .forEach(link -> members[plan.group(link.number)]++);
        long deliveries = 0;
        for (int n = 0; n < plan.messages(); n++) {
            ClientConnection from = talking.get(n % plan.clients());
            long due = begin + plan.due(n);
            waitUntil(due);
            if (n == plan.messages() / 2) {
                use.halfway(clients.tally().delivered());
            }
            if (send(clients, from, ++numbers[from.number], due)) {
                deliveries += members[plan.group(from.number)] - 1;
            }
        }
        return deliveries;
    }

    private static void waitUntil(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private boolean send(ClientEventLoop clients, ClientConnection from, int number, long due) {
        if (from.state == ClientConnection.State.LOST) {
            clients.tally().error("not sent: no connection");
            return false;
        }
        String to = plan.rooms() == 0 ? clients.links().get(from.number ^ 1).name : from.room;
        String text = from.place + " " + number + " " + due + " ";
        String padded = text + "x".repeat(plan.size() - text.length());
        late.recordValue(Math.min(LONGEST, (System.nanoTime() - due) / 1000));
        try {
            from.send(to, padded);
            return true;
        } catch (IOException | RuntimeException e) { // RuntimeException: the key is cancelled
            clients.tally().error("not sent: no connection");
            return false;
        }
    }
}
