package kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import workbook.wire.Event;
import workbook.wire.Transcript;
import workbook.worker.FastTime;
import workbook.worker.Host;
import workbook.worker.PausePoints;

/**
 * The network of one test. It runs the learner's code on threads of its own, plays the peers, and
 * records every byte. When the test is over, it closes everything that it has opened or handed out.
 *
 * <p>A grader declares it as {@code @RegisterExtension final Wire wire = new Wire(causes…)}.
 */
public final class Wire implements BeforeEachCallback, AfterEachCallback {

    private static final int LITTLE = 8192; // bytes

    private final List<Likely> likely;
    private Transcript transcript = new Transcript();
    private Quiescence quiescence = new Quiescence(transcript::version);
    private final List<Closeable> open = new ArrayList<>();
    private Set<String> tags = Set.of();
    private Locale locale;
    private TimeZone zone;
    private CodeUnderTest codeUnderTest;
    private int clients;
    private boolean peerEnded;
    private boolean peerReset;
    private volatile boolean anotherPort;
    private Set<String> openBefore = Set.of();
    private List<Locale> localesOfTest; // set by the test; the code must not change them
    private TimeZone zoneOfTest;
    private Round round; // null: no thread is held in this test
    private final Set<String> steps = ConcurrentHashMap.newKeySet(); // the steps that were noted
    private boolean pausingPrints; // whether a print is a step, too

    /**
     * @param likely the possible causes of a failure; a failure shows the first one that fits
     */
    public Wire(Likely... likely) {
        this.likely = List.of(likely);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ExitWatch.install();
        UncaughtExceptions.install();
        ChannelThreads.install();
        tags = context.getTags();
        locale = Locale.getDefault();
        zone = TimeZone.getDefault();
        begin();
    }

    private void begin() {
        steps.clear();
        localesOfTest = locales();
        zoneOfTest = TimeZone.getDefault();
        codeUnderTest = new CodeUnderTest(quiescence::wake);
        if (pausingPrints) {
            codeUnderTest.pausePrints();
        }
        quiescence.watch(codeUnderTest);
        Canary.shared(); // opened before the count, so that its sockets do not look like a leak
        openBefore = OpenSockets.now();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                checkThreads();
            }
        } finally {
            end();
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /**
     * Fails if an exception that shows a bug has ended a thread that the learner's code started: a
     * null, a wrong index, a wrong cast. Any other exception, such as a network error, may have
     * ended a thread on purpose. Called before the peers of the test are closed.
     */
    void checkThreads() {
        for (Throwable thrown : codeUnderTest.uncaught()) {
            if (Thrown.isBug(thrown)) {
                throw failure(
                        Expectation.of(
                                Expectation.Kind.THREAD,
                                "every thread of yours to end without an error in the code",
                                Thrown.words(thrown)));
            }
        }
    }

    private void end() {
        PausePoints.tell(null);
        FastTime.end();
        closeOwn();
        quiescence.windDown();
        codeUnderTest.dismiss();
        if (quiescence.isRunaway()) {
            Runnables.disturb();
            Host.reportRunaway();
        }
    }

    /**
     * Plays a scenario once without holding a thread, and then once more for each step that a
     * thread of the learner's code took in it. In each of these rounds, the kit holds that thread
     * before that step while something else happens. Each round has its own server, peers and
     * calls, and must have the same result.
     *
     * <p>Before {@link Round#meanwhile}, a scenario must not wait for anything that the learner's
     * code does, because the thread that would do it may be the held one.
     *
     * <p>Only classes that a worker has loaded have such steps. Elsewhere the kit plays the
     * scenario once and then skips the rest of the test.
     */
    public void atEachPause(Consumer<Round> scenario) {
        atEachPause(step -> true, scenario);
    }

    /**
     * Does the same as {@link #atEachPause(Consumer)}, but only for the steps of one call, such as
     * {@code "close()"}.
     */
    public void atEachPauseOf(String call, Consumer<Round> scenario) {
        atEachPause(step -> step.who().equals(call), scenario);
    }

    /**
     * Does the same as {@link #atEachPause(Consumer)}, but only for the steps of threads that the
     * learner's code has started, not for those of any call.
     */
    public void atEachPauseOfOwnThreads(Consumer<Round> scenario) {
        atEachPause(step -> step.who().equals(CodeUnderTest.ANOTHER), scenario);
    }

    /**
     * Does the same as {@link #atEachPause(Consumer)}, but holds a thread only before its prints.
     * While it is held, no other thread can use {@code System.out}, so this is for scenarios in
     * which no other thread prints.
     */
    public void atEachPrint(Consumer<Round> scenario) {
        pausingPrints = true;
        codeUnderTest.pausePrints();
        atEachPause(step -> step.text().startsWith(Capture.PRINT), scenario);
    }

    private void atEachPause(Predicate<Step> chosen, Consumer<Round> scenario) {
        Steering recorded = Round.play(this, scenario, null);
        if (recorded.steps().isEmpty()) {
            Assumptions.abort("only ./workbook can hold a thread; played once, it went well");
        }
        for (Step pause : Round.pauses(recorded.steps().stream().filter(chosen).toList())) {
            end();
            transcript = new Transcript();
            quiescence = new Quiescence(transcript::version);
            clients = 0;
            peerEnded = false;
            peerReset = false;
            anotherPort = false;
            begin();
            Round.play(this, scenario, pause);
        }
    }

    void steer(Round round) {
        this.round = round;
        PausePoints.tell(round == null ? null : round.steering());
    }

    /** Returns the round that is being played; null if this test holds no thread. */
    Round round() {
        return round;
    }

    /** Closes everything that this wire has opened or handed out, in reverse order. */
    void closeOwn() {
        closeAllBut(null);
    }

    /**
     * Closes the peers of the test and the learner's servers, except {@code kept}. A second {@code
     * close()} of that server could close what the first one has left open, and so hide it.
     */
    void closeAllBut(Closeable kept) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i) != kept) {
                try {
                    open.get(i).close();
                } catch (IOException e) {
                    // it was closed before
                }
            }
        }
        open.removeIf(one -> one != kept);
    }

    /** Returns the number of sockets that are open now and were not open before the test. */
    int socketsLeft() {
        Set<String> left = OpenSockets.now();
        left.removeAll(openBefore);
        return left.size();
    }

    /**
     * Constructs one of the learner's servers and asks it for its port. Fails if the constructor
     * throws an exception or does not return. When the test is over, the wire closes the server.
     *
     * @param name how a failure calls the construction: {@code new TimeServer(0, clock)}
     * @param port returns the port that the server listens on
     */
    public <T extends Closeable> Served<T> bind(
            String name, Callable<T> constructor, Served.Port<T> port) {
        return bind(name, constructor, port, false);
    }

    private <T extends Closeable> Served<T> bind(
            String name, Callable<T> constructor, Served.Port<T> port, boolean datagrams) {
        Call<T> construction = call(name, constructor);
        quiescence.await(construction::done);
        if (construction.result() == null) {
            throw failure(
                    Expectation.of(
                            Expectation.Kind.LISTEN,
                            "a server that listens",
                            construction.done()
                                    ? "an exception"
                                    : "a constructor that does not return"));
        }
        Served<T> served = new Served<>(this, construction.result(), datagrams);
        open.add(served.lastClose());
        served.ask(port);
        return served;
    }

    /** Does the same as {@link #bind} for a server that receives datagrams. */
    public <T extends Closeable> Served<T> bindDatagrams(
            String name, Callable<T> constructor, Served.Port<T> port) {
        return bind(name, constructor, port, true);
    }

    /**
     * Starts a call of the learner's code, on a thread of its own; a failure shows it as {@code
     * name}.
     */
    public <T> Call<T> call(String name, Callable<T> work) {
        quiescence.mark();
        return codeUnderTest.start(this, name, work);
    }

    /** Connects a client to the learner's server on this machine; fails if nobody listens there. */
    public ScriptedPeer connect(int port) {
        return connect(
                InetAddress.getLoopbackAddress(),
                port,
                "a listener on the port that port() returns");
    }

    /** Does the same as {@link #connect(int)} at another address of this machine. */
    public ScriptedPeer connect(InetAddress address, int port) {
        return connect(
                address, port, "a listener at " + address.getHostAddress() + ", port " + port);
    }

    /** Does the same as {@link #connect(int)} at a loopback address other than the usual one. */
    public ScriptedPeer connectToSecondAddress(int port) {
        InetAddress address = secondAddress();
        return connect(
                address, port, "a listener at every address, " + address.getHostAddress() + " too");
    }

    /**
     * Does the same as {@link #connect(int)} for a client with this local address. If the machine
     * does not let a program use that address, the test is skipped.
     */
    public ScriptedPeer connectFrom(String address, int port) {
        InetAddress own;
        try (Socket probe = new Socket()) {
            own = InetAddress.getByName(address);
            probe.bind(new InetSocketAddress(own, 0));
        } catch (IOException e) {
            return Assumptions.abort("this machine cannot use the address " + address);
        }
        String expected = "a listener on the port that port() returns";
        ScriptedPeer peer = connect(InetAddress.getLoopbackAddress(), port, expected, 0, own);
        peer.readAtOnce();
        return peer;
    }

    private ScriptedPeer connect(InetAddress address, int port, String expected) {
        ScriptedPeer peer = connect(address, port, expected, 0);
        peer.readAtOnce();
        return peer;
    }

    /**
     * Does the same as {@link #connect(int)}, but the client reads nothing before the test calls
     * {@link ScriptedPeer#startReading()}. Until then the system buffers only a few bytes for it,
     * so that code that writes to it soon blocks.
     */
    public ScriptedPeer connectWithoutReading(int port) {
        String expected = "a listener on the port that port() returns";
        return connect(InetAddress.getLoopbackAddress(), port, expected, LITTLE);
    }

    private ScriptedPeer connect(InetAddress address, int port, String expected, int buffer) {
        return connect(address, port, expected, buffer, null);
    }

    private ScriptedPeer connect(
            InetAddress address, int port, String expected, int buffer, InetAddress own) {
        quiescence.mark();
        clients++;
        String name = clients == 1 ? "client" : "client " + clients;
        try {
            ScriptedPeer peer = ScriptedPeer.connect(this, name, address, port, buffer, own);
            open.add(peer);
            transcript.add(Event.Kind.CONNECT, name, "server");
            return peer;
        } catch (IOException e) {
            throw failure(Expectation.of(Expectation.Kind.LISTEN, expected, Thrown.words(e)));
        }
    }

    /** Opens a listener for the learner's client to connect to. */
    public ScriptedListener listen() {
        return listen(InetAddress.getLoopbackAddress());
    }

    /** Does the same as {@link #listen()} at a loopback address other than the usual one. */
    public ScriptedListener listenAtSecondAddress() {
        return listen(secondAddress());
    }

    private ScriptedListener listen(InetAddress address) {
        ScriptedListener listener = new ScriptedListener(this, address);
        open.add(listener);
        return listener;
    }

    /**
     * Opens a listener whose clients all have to wait: the system neither accepts their connections
     * nor refuses them. If a system always does one or the other, as Windows does, the test is
     * skipped.
     */
    public FullListener listenWithFullQueue() {
        return opened(FullListener.open());
    }

    /**
     * Returns a TCP port on which nobody listens. A socket is bound to it, so that no other program
     * gets it.
     */
    public int closedPort() {
        try {
            Socket socket = opened(new Socket());
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a client that sends datagrams to the learner's server on this machine. */
    public DatagramPeer sendTo(int port) {
        return sendTo(port, InetAddress.getLoopbackAddress());
    }

    private DatagramPeer sendTo(int port, InetAddress own) {
        clients++;
        String name = clients == 1 ? "client" : "client " + clients;
        InetAddress address = InetAddress.getLoopbackAddress();
        return opened(
                new DatagramPeer(this, name, "server", own, new InetSocketAddress(address, port)));
    }

    /**
     * Does the same as {@link #sendTo(int)} for a client with this local address. If the machine
     * does not let a program use that address, the test is skipped.
     */
    public DatagramPeer sendFrom(String address, int port) {
        InetAddress own;
        try (DatagramSocket probe = new DatagramSocket(null)) {
            own = InetAddress.getByName(address);
            probe.bind(new InetSocketAddress(own, 0));
        } catch (IOException e) {
            return Assumptions.abort("this machine cannot use the address " + address);
        }
        return sendTo(port, own);
    }

    /** Opens a server for the learner's client to send datagrams to. */
    public DatagramPeer receiveDatagrams() {
        return receiveDatagrams(InetAddress.getLoopbackAddress());
    }

    /**
     * Does the same as {@link #receiveDatagrams()} at a loopback address other than the usual one.
     */
    public DatagramPeer receiveDatagramsAtSecondAddress() {
        return receiveDatagrams(secondAddress());
    }

    private DatagramPeer receiveDatagrams(InetAddress address) {
        return opened(new DatagramPeer(this, "server", "client", address, null));
    }

    /**
     * Returns a UDP port on which nobody receives datagrams. A socket is bound to it, so that no
     * other program gets it. That socket is connected to itself, so it receives nothing from
     * others.
     */
    public int deafPort() {
        try {
            InetAddress address = InetAddress.getLoopbackAddress();
            DatagramSocket socket = opened(new DatagramSocket(0, address));
            socket.connect(address, socket.getLocalPort());
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a time-out, in milliseconds, for the learner's code in a test that waits until it is
     * over.
     */
    public int shortTimeout() {
        return quiescence.shortTimeout();
    }

    /**
     * Notes that the test gives the learner's code a time-out of this length, in milliseconds, and
     * waits until it is over. For a test in which nobody answers before that, so that the time-out
     * may be as short as you like.
     *
     * @return {@code millis}
     */
    public int silentTimeout(int millis) {
        return quiescence.silentTimeout(millis);
    }

    /**
     * Returns a time-out, in milliseconds, for the learner's code in a test that never waits until
     * it is over.
     */
    public int longTimeout() {
        return quiescence.longTimeout();
    }

    /**
     * From now on, time passes 200 times as fast in the learner's code, until the end of the test:
     * a time-out of ten seconds is over after 60 ms. For tests in which a correct solution has no
     * time-out: they show that a peer may take as long as it likes. Call this before you call the
     * learner's code.
     *
     * <p>This works only for classes that a worker has loaded; elsewhere nothing changes.
     */
    public void letTimePassFast() {
        FastTime.begin();
    }

    /**
     * Returns a loopback address of this machine other than the usual one: 127.0.0.2 if the system
     * lets programs use it, otherwise ::1.
     *
     * @throws IllegalStateException if the machine has neither
     */
    private static InetAddress secondAddress() {
        for (String candidate : List.of("127.0.0.2", "::1")) {
            try (ServerSocket control = new ServerSocket(0);
                    Socket socket =
                            new Socket(InetAddress.getByName(candidate), control.getLocalPort())) {
                return socket.getInetAddress();
            } catch (IOException e) {
                // this one cannot be reached here
            }
        }
        throw new IllegalStateException("this machine has no loopback address but one");
    }

    /** Sets the default locale of the program until the test is over. */
    public void locale(String languageTag) {
        Locale.setDefault(Locale.forLanguageTag(languageTag));
        localesOfTest = locales();
    }

    /** Returns the default locale, the one for formatting, and the one for display. */
    private static List<Locale> locales() {
        return List.of(
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.FORMAT),
                Locale.getDefault(Locale.Category.DISPLAY));
    }

    /**
     * Describes the settings of the whole program that the learner's code has changed: the default
     * locale, the default time zone. Returns an empty list if it has changed none.
     */
    List<String> settingsChanged() {
        List<String> changed = new ArrayList<>();
        if (!locales().equals(localesOfTest)) {
            changed.add("another default locale");
        }
        if (!TimeZone.getDefault().equals(zoneOfTest)) {
            changed.add("another default time zone");
        }
        return changed;
    }

    /**
     * From now on, failures of this test show each virtual thread that has taken a step in the
     * learner's code. Without this call they cannot show them, because Java does not list virtual
     * threads. This works only in a worker, because elsewhere there are no steps.
     */
    public void noteVirtualThreads() {
        noteSteps();
    }

    /**
     * From now on, {@link Evidence#took} knows the steps of the learner's code in this test. This
     * works only in a worker, because elsewhere there are no steps.
     */
    public void noteSteps() {
        if (round == null) {
            PausePoints.tell(
                    step -> {
                        noteThread();
                        steps.add(step);
                    });
        }
    }

    /** Returns the steps that were noted, each once. */
    Set<String> steps() {
        return steps;
    }

    /**
     * Notes the calling thread if it is virtual, so that failures show it. Code of the grader calls
     * this when it runs on one of the learner's virtual threads.
     */
    public void noteThread() {
        codeUnderTest.note(Thread.currentThread());
    }

    /**
     * Waits until this time has passed, in milliseconds, so that a peer acts late. The machine may
     * take longer; a correct solution must pass however long it takes.
     */
    public void letPass(int millis) {
        quiescence.letPass(millis);
    }

    /** Waits until the learner's code has reacted to what was sent and is blocked again. */
    public void settle() {
        quiescence.settle();
    }

    /**
     * Waits until a call has ended, or is blocked in a wait that has no time-out. A call that polls
     * with a time-out gets as much time as it needs. You may also use this inside {@link
     * Round#meanwhile}.
     */
    public void outlast(Call<?> call) {
        quiescence.outlastTime(call);
    }

    <T extends Closeable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    void notePeerReset() {
        peerReset = true;
    }

    /** Notes that a client received a datagram from another address or port than it had sent to. */
    void noteAnotherPort() {
        anotherPort = true;
    }

    boolean anotherPort() {
        return anotherPort;
    }

    boolean peerReset() {
        return peerReset;
    }

    void notePeerEnded() {
        peerEnded = true;
    }

    boolean peerEnded() {
        return peerEnded;
    }

    Failure failure(Expectation expectation) {
        return failure(expectation, null);
    }

    /**
     * Returns a failure that marks the call which did not end as expected.
     *
     * @param failed that call; null if the failure is not about a call
     */
    Failure failure(Expectation expectation, Call<?> failed) {
        return Failure.of(this, expectation, failed);
    }

    Quiescence quiescence() {
        return quiescence;
    }

    Transcript transcript() {
        return transcript;
    }

    CodeUnderTest codeUnderTest() {
        return codeUnderTest;
    }

    List<Likely> likely() {
        return likely;
    }

    Set<String> tags() {
        return tags;
    }
}
