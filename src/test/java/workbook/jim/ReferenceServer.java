package workbook.jim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import lesson24_jim_chat.ChatServer;
import lesson24_jim_chat.Settings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.session.Hasher;
import workbook.jim.session.MemoryAccounts;
import workbook.jim.session.Rules;

/** The solution of lesson 24, in this JVM. */
public final class ReferenceServer implements AutoCloseable {

    /** Its log, whose lines nobody wants on the screen; kept here, else it would be forgotten. */
    static final Logger LOG = Logger.getLogger("jim.chat");

    static {
        LOG.setUseParentHandlers(false);
    }

    private static final String NAME = "reference server"; // of its threads
    private static final int LIMIT = 1000; // messages that wait for a client
    private static final Duration PATIENCE = Duration.ofSeconds(3); // at the end

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor( // a cached one, whose idle threads end soon
                    0,
                    Integer.MAX_VALUE,
                    1,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    work -> new Thread(work, NAME));
    private final ChatServer server;
    private final FutureTask<Void> serving;

    public ReferenceServer() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server =
                new ChatServer(
                        new Settings(any, Rules.withoutProbes(false), LIMIT, PATIENCE),
                        new MemoryAccounts(new Hasher(new BCryptPasswordEncoder(4))),
                        Clock.systemUTC(),
                        threads);
        serving =
                new FutureTask<>(
                        () -> {
                            server.serve();
                            return null;
                        });
        new Thread(serving, NAME).start();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** Whether the calling thread is a server's. */
    static boolean isMyThread() {
        return Thread.currentThread().getName().equals(NAME);
    }

    /** Threads that work for clients just now. */
    int working() {
        return threads.getActiveCount();
    }

    /** Closes the server; fails if serve() has failed, or if threads go on working. */
    @Override
    public void close() throws Exception {
        server.close();
        serving.get(30, TimeUnit.SECONDS);
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new AssertionError(working() + " threads work after close()");
        }
    }
}
