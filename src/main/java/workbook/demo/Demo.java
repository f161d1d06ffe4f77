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

/**
 * Plays a {@link Story}: starts the programs, with the tap between them, and records what crosses.
 * Nothing is left when it is closed: no process, no port, no thread.
 */
public final class Demo implements Closeable {

    /** A program does not do what the story needs; the message says what. */
    public static final class Broken extends RuntimeException {
        Broken(String message) {
            super(message);
        }
    }

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    /** So long nobody need be told that something is waited for. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(3);

    private static final int PIECES = 20; // at most, in what is waited for at a time

    /** A server that serves for ever is given so long to print its last line. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(500);

    private final Cast cast;
    private final Valve valve;
    private final Recorder recorder;
    private final Consumer<String> sceneBegins;
    private final int split;
    private final Duration delay;
    private final List<Program> programs = new ArrayList<>(); // guarded by this
    private Program server;
    private TcpTap tap;
    private UdpTap datagrams; // in place of the other where the server takes datagrams
    private Played played;
    private boolean closed;
    private boolean inVain; // whether something was waited for that did not come
    private boolean sceneInVain;

    /**
     * @param sceneBegins is told each scene's title before its first event
     * @param split bytes in a piece where the story says nothing; 0 for as they come
     * @param delay of each piece where the story says nothing
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
     * @return what each scene recorded
     * @throws Broken if a program does not do what the story needs
     * @throws UsageError if the story asks for what cannot be done
     */
    public List<List<Crossing>> play(Story story) throws IOException, InterruptedException {
        List<List<Crossing>> scenes = new ArrayList<>();
        for (Scene scene : story.scenes()) {
            List<Crossing> crossings = new ArrayList<>();
            Consumer<Crossing> keep = crossings::add;
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
        sceneInVain = false;
        valve.startOver();
        valve.split(split);
        valve.delay(delay);
        try {
            for (Step step : scene.steps()) {
                play(step);
            }
            if (played != null) {
                Played last = played;
                await("the connection to end", last::isOver);
            }
            comeToRest();
        } finally {
            clear();
        }
    }

    private void play(Step step) throws IOException, InterruptedException {
        String argument = step.argument();
        switch (step.verb()) {
            case SERVER -> tap = new TcpTap(startServer(argument), valve, recorder);
            case UDP -> datagrams = new UdpTap(startServer(argument), valve, recorder);
            case CLIENT -> runClient(argument);
            case CONNECT ->
                    played =
                            datagrams == null
                                    ? new PlayedClient(tapPort())
                                    : new PlayedDatagrams(tapPort());
            case SEND -> client().send(Bytes.unquote(argument));
            case EXPECT -> expect(argument);
            case END -> client().end();
            case RESET -> client().reset();
            case SPLIT -> valve.split(Integer.parseInt(argument));
            case DELAY -> valve.delay(Duration.ofMillis(Long.parseLong(argument)));
            case LOSE -> lose(Integer.parseInt(argument));
            case SAY -> {
                if (!sceneInVain) { // else it would tell of what nobody has seen
                    recorder.note(argument);
                }
            }
        }
    }

    /** Whether a program did not do, in any scene, what the story waits for. */
    public boolean wasInVain() {
        return inVain;
    }

    private InetSocketAddress startServer(String type) throws IOException, InterruptedException {
        server = start(cast.server(type, 0), "server");
        await(type + " to print the port it listens on", () -> server.port().isDone());
        int port = server.port().getNow(0);
        if (port == 0) {
            throw new Broken(type + " ended before it said which port it listens on.");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void lose(int number) {
        if (datagrams == null) {
            throw new UsageError("This story needs a udp server first: nothing else is lost.");
        }
        datagrams.drop(false, n -> n == number);
    }

    private void runClient(String type) throws IOException, InterruptedException {
        Program client = start(cast.client(type, tapPort()), "client");
        await(type + " to end", client::ended);
    }

    private synchronized Program start(List<String> command, String name) throws IOException {
        if (closed) {
            throw new IOException("the demonstration was ended");
        }
        Program program = Program.start(command, name, recorder);
        programs.add(program);
        return program;
    }

    private void expect(String what) throws InterruptedException {
        Played client = client();
        if (what.equals("end")) {
            await("the end of the stream", client::isOver);
        } else {
            byte[] bytes = Bytes.unquote(what);
            await(what, () -> client.hasHeard(bytes));
        }
    }

    private int tapPort() {
        if (tap == null && datagrams == null) {
            throw new UsageError("This story needs a server first.");
        }
        return tap == null ? datagrams.port() : tap.port();
    }

    private Played client() {
        if (played == null) {
            throw new UsageError("This story needs a connection first.");
        }
        return played;
    }

    /** Waits as long as the audience holds the wire; otherwise for a while. */
    private void await(String what, BooleanSupplier done) throws InterruptedException {
        long patience = (inVain ? SILENCE : PATIENCE) + PIECES * delay.toNanos();
        long start = System.nanoTime();
        boolean told = false;
        while (!done.getAsBoolean()) {
            if (valve.state().held()) {
                start = System.nanoTime();
            }
            long waited = System.nanoTime() - start;
            if (waited > patience) {
                recorder.note("Waited in vain for " + what + ".");
                inVain = true;
                sceneInVain = true;
                return;
            }
            if (!told && waited > SILENCE) {
                recorder.note("Waiting for " + what + " …");
                told = true;
            }
            Thread.sleep(2); // a look now and then is all that it takes
        }
    }

    /** Lets what is on its way arrive: the last ends of streams, the last lines of a server. */
    private void comeToRest() throws InterruptedException {
        long deadline = System.nanoTime() + REST;
        while (System.nanoTime() < deadline
                && (server != null && !server.ended() || tap != null && !tap.isQuiet())) {
            Thread.sleep(2);
        }
    }

    private void clear() throws IOException {
        if (played != null) {
            played.close();
            played = null;
        }
        if (tap != null) {
            tap.close();
            tap = null;
        }
        if (datagrams != null) {
            datagrams.close();
            datagrams = null;
        }
        server = null;
        synchronized (this) {
            programs.forEach(Program::close);
            programs.clear();
        }
    }

    /** Ends what is playing; from any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        programs.forEach(Program::close);
        programs.clear();
    }
}
