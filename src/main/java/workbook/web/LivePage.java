package workbook.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import workbook.tap.Controls;
import workbook.tap.Recorder;

/**
 * Serves a web page that shows live what a {@link Recorder} records, and that operates the {@link
 * Controls}. It listens on the loopback address only, and answers only requests that name this
 * address or localhost as their host. All its threads are daemons.
 */
public final class LivePage implements Closeable {

    private static final int STREAMS = 64; // streams that may be open at the same time

    private final Recorder recorder;
    private final Controls controls;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final CountDownLatch visited = new CountDownLatch(1);
    private final ThreadPoolExecutor threads;
    private final HttpServer server;
    private final RequestFilter guard;
    private final Files files;
    private final URI address;

    /** Serves the page on a free port, until {@link #close()}. */
    public LivePage(String title, Recorder recorder, Controls controls) throws IOException {
        this(title, recorder, controls, 0);
    }

    /**
     * Serves the page at once, until {@link #close()}.
     *
     * @param title the title of the page; any text
     * @param port the port to listen on; 0 for a free one
     * @throws IOException if the port is taken
     */
    public LivePage(String title, Recorder recorder, Controls controls, int port)
            throws IOException {
        this.recorder = recorder;
        this.controls = controls;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        int bound = server.getAddress().getPort();
        String host = loopback.getHostAddress();
        address = URI.create("http://" + (host.contains(":") ? "[::1]" : host) + ":" + bound + "/");
        guard = new RequestFilter(bound);
        files = new Files(title, guard.token(), guard.run());
        threads =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> daemon(task, "live-page"),
                        new DiscardPolicy());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        recorder.listen(crossing -> streams.forEach(stream -> stream.offer(crossing)));
        start();
    }

    /** Returns the address of the page: {@code http://127.0.0.1:PORT/}. */
    public URI address() {
        return address;
    }

    /** Blocks until a browser opens the page for the first time. */
    public void awaitVisitor() throws InterruptedException {
        visited.await();
    }

    /** Ends every stream, closes every connection and frees the port. */
    @Override
    public void close() {
        threads.shutdownNow(); // first: stop() would wait for a thread that is blocked in a write
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    /** Starts the server from a daemon thread, so that the server's own thread is a daemon, too. */
    private void start() {
        Thread starter = daemon(server::start, "live-page-start");
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                guard.admit(exchange);
                answer(exchange);
            } catch (HttpError e) {
                e.sendTo(exchange);
            } catch (RuntimeException e) {
                new HttpError(500, "The page's server made a mistake.").sendTo(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException, HttpError {
        String path = exchange.getRequestURI().getPath();
        RequestFilter.allow(exchange, path.equals("/control") ? "POST" : "GET");
        switch (path) {
            case "/events" -> events(exchange);
            case "/state" -> Reply.json(exchange, Json.state(controls.state()));
            case "/control" -> {
                ControlRequest.parse(guard.body(exchange)).applyTo(controls);
                String state = Json.state(controls.state());
                streams.forEach(EventStream::tellState); // it may change before the reply arrives
                Reply.json(exchange, state);
            }
            default -> files.send(exchange, path);
        }
    }

    private void events(HttpExchange exchange) throws IOException, HttpError {
        if (streams.size() >= STREAMS) {
            throw new HttpError(503, "Too many pages are open.");
        }
        long after = RequestFilter.lastEvent(exchange);
        EventStream stream = new EventStream(recorder, controls, guard.run());
        streams.add(stream);
        visited.countDown();
        try {
            Reply.headers(exchange, "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                stream.writeTo(out, after);
            }
        } finally {
            streams.remove(stream);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
