package workbook.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import workbook.catalogue.UsageError;
import workbook.demo.Story.Scene;
import workbook.demo.Story.Step;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.tap.TcpTap;
import workbook.tap.UdpTap;
import workbook.tap.Valve;
import workbook.wire.Bytes;
import workbook.wire.Event;

/**
 * Plays a {@link Story}: starts the programs with the tap between them, and records what crosses.
 * All times are measured by the programs' clock, see {@link Programs}. {@link #close()} ends all
 * processes and threads, and frees the ports.
 */
public final class Demo implements Closeable {

    /** A program did not do what the story needs. The message says what went wrong. */
    public static final class Broken extends RuntimeException {
        Broken(String message) {
            super(message);
        }
    }

    /** A step of a scene failed. The message says what did not happen. */
    private static final class NotSeen extends Exception {
        NotSeen(String message) {
            super(message);
        }
    }

    /** How long a step waits while nothing happens, by the programs' clock, before it fails. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /** The same limit after a step has failed, because its program probably fails in each scene. */
    private static final long LESS_PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** How long a step waits before a note says what it waits for. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(3);

    /** How long nothing must happen before a scene ends, if its server runs forever. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(500);

    /** How long bytes take to reach the tap, at most. */
    private static final long CALM = TimeUnit.MILLISECONDS.toNanos(100);

    private final Cast cast;
    private final Valve valve;
    private final Recorder recorder;
    private final Consumer<String> sceneBegins;
    private final int split;
    private final Duration delay;
    private final Programs programs = new Programs();
    private final List<ScriptedClient> clients =
            new ArrayList<>(); // all scripted clients of this scene
    private Program server;
    private String serverType;
    private TcpTap tap;
    private UdpTap datagrams; // used instead of tap if the server takes datagrams
    private ScriptedClient played;
    private volatile boolean closed;
    private volatile long lastEvent; // time of the last event, by the programs' clock
    private volatile boolean clientReset; // in this scene; the server may fail because of it
    private boolean inVain; // whether any step has failed

    /**
     * Creates a demonstration, which {@link #play} runs.
     *
     * @param sceneBegins gets each scene's title before the scene's first event
     * @param split the largest number of bytes in a piece, unless the story sets it; 0 leaves the
     *     pieces as they arrive
     * @param delay the delay of each piece, unless the story sets it
     */
    public Demo(
            Cast cast,
            Valve valve,
            Recorder recorder,
            Consumer<String> sceneBegins,
            int split,
            Duration delay) {
        this.cast = cast;
        this.valve = valve;
        this.recorder = recorder;
        this.sceneBegins = sceneBegins;
        this.split = split;
        this.delay = delay;
    }

    /**
     * Plays all scenes.
     *
     * @return the recorded events of each scene
     * @throws InterruptedException if the thread is interrupted, or the demonstration is closed
     * @throws Broken if a server ends before it prints its port
     * @throws UsageError if the story contains a step that is impossible
     */
    public List<List<Crossing>> play(Story story) throws IOException, InterruptedException {
        List<List<Crossing>> scenes = new ArrayList<>();
        for (Scene scene : story.scenes()) {
            List<Crossing> crossings = new ArrayList<>();
            Consumer<Crossing> keep =
                    crossing -> {
                        crossings.add(crossing);
                        Event event = crossing.event();
                        if (event.kind() != Event.Kind.NOTE) {
                            lastEvent = programs.clock().nanoTime();
                        }
                        if (event.kind() == Event.Kind.RESET && !event.from().equals("server")) {
                            clientReset = true;
                        }
                    };
            sceneBegins.accept(scene.title());
            recorder.listen(keep);
            try {
                play(scene);
            } finally {
                recorder.forget(keep);
            }
            scenes.add(crossings);
        }
        return scenes;
    }

    private void play(Scene scene) throws IOException, InterruptedException {
        valve.startOver();
        clientReset = false;
        valve.split(split);
        valve.delay(delay);
        valve.whenHolding(programs::stopClock);
        lastEvent = programs.clock().nanoTime();
        boolean whole = true;
        try {
            for (Step step : scene.steps()) {
                play(step);
            }
            if (played != null && played.ends()) {
                await("the connection to end", played::isOver);
            }
        } catch (NotSeen e) {
            whole = false;
            inVain = true;
            recorder.note(e.getMessage() + " The rest of this scene is left out.");
        }
        try {
            comeToRest();
            leave();
            comeToRest();
            if (whole && serverFailed()) {
                inVain = true;
                recorder.note(serverFailure());
            }
        } finally {
            clear();
        }
    }

    private void play(Step step) throws IOException, InterruptedException, NotSeen {
        String argument = step.argument();
        switch (step.verb()) {
            case SERVER -> tap = new TcpTap(startServer(argument), valve, recorder);
            case UDP -> datagrams = new UdpTap(startServer(argument), valve, recorder);
            case CLIENT -> runClient(argument);
            case PRINTS -> awaitLine(argument);
            case CONNECT -> connect();
            case SEND -> act(argument, () -> client().send(Bytes.unquote(argument)));
            case EXPECT -> expect(argument);
            case END -> act("the end of the stream", () -> client().end());
            case RESET -> act("a reset", () -> client().reset());
            case SPLIT -> valve.split(Integer.parseInt(argument));
            case DELAY -> valve.delay(Duration.ofMillis(Long.parseLong(argument)));
            case LOSE -> {
                int number = Integer.parseInt(argument);
                datagrams("lost").drop(false, n -> n == number);
            }
            case LATE -> datagrams("late").delayReplies(Integer.parseInt(argument));
            case SAY -> {
                comeThrough();
                if (serverFailed()) {
                    throw new NotSeen(serverFailure());
                }
                if (valve.hasChanged()) {
                    throw new NotSeen(
                            "The tap has changed what crosses, so the next comment does not fit.");
                }
                recorder.note((cast.python() ? "In Java: " : "") + argument);
            }
        }
    }

    /** Returns whether any scene failed because a program did not do what the story waited for. */
    public boolean wasInVain() {
        return inVain;
    }

    private InetSocketAddress startServer(String type)
            throws IOException, InterruptedException, NotSeen {
        serverType = type;
        server = programs.start(cast.server(type, 0), "server", recorder);
        await(type + " to print the port it listens on", () -> server.port().isDone());
        int port = server.port().getNow(0);
        if (port == 0) {
            throw new Broken(type + " ended before it said which port it listens on.");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Returns whether the server failed. A failure does not count if a client has reset its
     * connection, or if the user has changed what crosses.
     */
    private boolean serverFailed() {
        return server != null && server.failed() && !clientReset && !valve.hasChanged();
    }

    private String serverFailure() {
        return serverType + " failed with exit status " + server.status() + ".";
    }

    private UdpTap datagrams(String what) {
        if (datagrams == null) {
            throw new UsageError(
                    "This story needs a udp server first: nothing else is " + what + ".");
        }
        return datagrams;
    }

    private void runClient(String type) throws IOException, InterruptedException, NotSeen {
        Program client = programs.start(cast.client(type, tapPort()), valve.nextClient(), recorder);
        await(type + " to end", client::ended);
        if (client.status() != 0) {
            throw new NotSeen(type + " failed with exit status " + client.status() + ".");
        }
    }

    private void awaitLine(String text) throws InterruptedException, NotSeen {
        if (server == null) {
            throw new UsageError("This story needs a server first.");
        }
        Program printing = server;
        await(
                "the server to print " + text,
                () -> printing.hasPrinted(text),
                printing::ended,
                "The server ended before it printed " + text + ".");
    }

    private void connect() throws IOException, InterruptedException, NotSeen {
        String name = valve.nextClient();
        played =
                datagrams == null
                        ? new ScriptedTcpClient(tapPort())
                        : new ScriptedUdpClient(tapPort());
        clients.add(played);
        if (datagrams == null) { // so that the next client gets the next number
            await("the tap to accept", () -> !valve.nextClient().equals(name));
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void act(String what, Act act) throws NotSeen {
        try {
            act.run();
        } catch (IOException e) {
            throw new NotSeen("The connection is gone: " + what + " could not be sent.");
        }
    }

    private void expect(String what) throws InterruptedException, NotSeen {
        ScriptedClient client = client();
        if (what.equals("end")) {
            await("the end of the stream", client::isOver);
        } else {
            byte[] bytes = Bytes.unquote(what);
            String missing = "The connection ended without " + what + ".";
            await(what, () -> client.hasHeard(bytes), client::isOver, missing);
        }
    }

    private int tapPort() {
        if (tap == null && datagrams == null) {
            throw new UsageError("This story needs a server first.");
        }
        return tap == null ? datagrams.port() : tap.port();
    }

    private ScriptedClient client() {
        if (played == null) {
            throw new UsageError("This story needs a connection first.");
        }
        return played;
    }

    private void await(String what, BooleanSupplier done) throws InterruptedException, NotSeen {
        await(what, done, () -> false, "");
    }

    /**
     * Waits until {@code done}. The time is that of the programs' clock, which stands still while a
     * piece is held at the valve.
     *
     * @param over whether nothing more can arrive, so that waiting longer is useless
     * @param missing the message of the exception in that case
     */
    private void await(String what, BooleanSupplier done, BooleanSupplier over, String missing)
            throws InterruptedException, NotSeen {
        long patience = inVain ? LESS_PATIENCE : PATIENCE;
        long start = programs.clock().nanoTime();
        boolean told = false;
        while (true) {
            boolean last = over.getAsBoolean(); // checked first: what came before the end counts
            if (done.getAsBoolean()) {
                return;
            }
            if (last) {
                throw new NotSeen(missing);
            }
            long waited = quietSince(start);
            if (waited > patience) {
                throw new NotSeen("Waited in vain for " + what + ".");
            }
            if (!told && waited > SILENCE) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(patience);
                recorder.note("Waiting for " + what + ", for " + seconds + " s at most …");
                told = true;
            }
            pause();
        }
    }

    private void pause() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the demonstration was ended");
        }
        Thread.sleep(2); // polling is good enough here
    }

    /** Closes all scripted clients. */
    private void leave() {
        for (ScriptedClient client : clients) {
            try {
                client.close();
            } catch (IOException e) {
                // its connection is gone already
            }
        }
    }

    /** Waits until nothing is on its way and it has been quiet for a moment. */
    private void comeThrough() throws InterruptedException, NotSeen {
        long start = programs.clock().nanoTime();
        await("what is on its way", () -> !valve.isBusy() && quietSince(start) > calm());
    }

    /**
     * Returns how long it must be quiet. It is longer if all clients are gone, because then the
     * server may be about to end or to fail.
     */
    private long calm() {
        return tap != null && tap.isQuiet() && !server.ended() ? REST : CALM;
    }

    /** Returns how long nothing has happened since {@code start}, by the programs' clock. */
    private long quietSince(long start) {
        return programs.clock().nanoTime() - Math.max(start, lastEvent);
    }

    /**
     * Waits until everything on its way has arrived: the last pieces, ends of stream, and printed
     * lines.
     */
    private void comeToRest() throws InterruptedException {
        long start = programs.clock().nanoTime();
        while (true) {
            boolean over = (server == null || server.ended()) && (tap == null || tap.isQuiet());
            long quiet = quietSince(start);
            boolean atRest = !valve.isBusy() && (over || quiet > REST);
            if (atRest || quiet > PATIENCE) { // gives up: one of the programs does not read
                return;
            }
            pause();
        }
    }

    private void clear() throws IOException {
        leave();
        clients.clear();
        played = null;
        if (tap != null) {
            tap.close();
            tap = null;
        }
        if (datagrams != null) {
            datagrams.close();
            datagrams = null;
        }
        server = null;
        programs.end();
    }

    /** Ends the demonstration. Safe to call from any thread. */
    @Override
    public void close() {
        closed = true;
        programs.close();
    }
}
