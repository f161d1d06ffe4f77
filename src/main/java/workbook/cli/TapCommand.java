package workbook.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.UsageError;
import workbook.session.SessionWriter;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.tap.TcpTap;
import workbook.tap.UdpTap;
import workbook.tap.Valve;
import workbook.web.LivePage;

@Command(
        name = "tap",
        description = {
            "Stands between a server and its clients, which may be any programs, and shows what"
                    + " crosses the wire.",
            "Every client of PORT is connected to the server. Ctrl-C ends it."
        },
        sortOptions = false)
final class TapCommand implements Callable<Integer> {

    private static final int RESERVED = 1024; // on many systems, lower ports need an administrator
    private static final int MOST = 65_535;

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            index = "0",
            paramLabel = "PORT",
            description = "The port that clients connect to; 0 for any free one.")
    int port;

    @Parameters(
            index = "1",
            paramLabel = "SERVER",
            description = "Where the server listens: 127.0.0.1:9091, or only its port.")
    String server;

    @Option(names = "--udp", description = "For datagrams, not for TCP.")
    boolean udp;

    @Mixin PieceOptions pieces;
    @Mixin WireOptions view;

    @Option(
            names = "--drop",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --udp: lose every N-th datagram, counted in each direction.")
    int drop;

    @Option(
            names = "--duplicate",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --udp: let every N-th datagram arrive twice.")
    int duplicate;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "",
            description = "Let other computers connect: 0.0.0.0, or one address of this one.")
    String listen;

    @Override
    public Integer call() throws IOException, InterruptedException {
        view.check();
        pieces.check();
        if ((drop > 0 || duplicate > 0) && !udp) {
            throw new UsageError("--drop and --duplicate are for datagrams: add --udp.");
        }
        if (drop < 0 || duplicate < 0) {
            throw new UsageError("--drop and --duplicate take a whole number from 0.");
        }
        if (port < 0 || port > MOST) {
            throw new UsageError("A port is a number from 1 to 65535, or 0 for any free one.");
        }
        InetSocketAddress target = HostAndPort.of(server);
        InetSocketAddress own = new InetSocketAddress(ownAddress(), port);
        if (port == target.getPort() && isOfThisComputer(target.getAddress())) {
            throw new UsageError(
                    "Clients and the server cannot both have port %d of this computer: the tap"
                                    .formatted(port)
                            + " would connect to itself. Let the tap listen on another port.");
        }
        return run(target, own);
    }

    private int run(InetSocketAddress target, InetSocketAddress own)
            throws IOException, InterruptedException {
        Terminal terminal = workbook.context.terminal();
        Recorder recorder = new Recorder();
        Valve valve = new Valve();
        valve.split(pieces.split);
        valve.delay(pieces.delay());
        if (view.step) {
            valve.hold();
        }
        ConnectedClients clients = new ConnectedClients();
        CountDownLatch end = new CountDownLatch(1);
        Instant start = Instant.now();
        Tap tap = open(target, own, valve, recorder);
        String title = title(tap, target);
        SessionWriter session = session(tap, title, recorder, start);
        try (Ending ending =
                        new Ending(
                                () -> {
                                    if (!udp && !clients.all().isEmpty()) {
                                        recorder.note(
                                                "The tap ends, and closes what is still connected.");
                                    }
                                    tap.close();
                                    view.keep(title, recorder, start, session, terminal);
                                });
                LivePage page = view.web ? new LivePage(title, recorder, valve) : null;
                Keyboard keyboard = WireKeys.keyboard(view.step)) {
            terminal.line(terminal.bold(title));
            announce(own.getAddress(), tap.port(), terminal);
            if (page != null) {
                terminal.line("The page: " + page.address());
            }
            recorder.listenFromBeginning(screen(terminal, clients, own.getAddress()));
            if (keyboard != null) {
                new WireKeys(valve, terminal, end::countDown)
                        .who(() -> show(clients, terminal))
                        .listen(keyboard);
            }
            end.await();
            return Workbook.PASSED;
        }
    }

    /**
     * Returns a listener that prints each event. If other computers can connect, it also prints the
     * address of each new client.
     */
    private Consumer<Crossing> screen(
            Terminal terminal, ConnectedClients clients, InetAddress own) {
        OpenLanes lanes = new OpenLanes(drawn -> view.lanes(terminal, drawn));
        return crossing -> {
            String came = clients.see(crossing);
            if (!own.isLoopbackAddress() && !came.isEmpty()) {
                terminal.line(terminal.faint(came));
            }
            lanes.lines(crossing).forEach(terminal::line);
        };
    }

    private SessionWriter session(Tap tap, String title, Recorder recorder, Instant start) {
        try {
            Terminal terminal = workbook.context.terminal();
            return view.session(SessionWriter.Kind.TAP, title, recorder, start, terminal);
        } catch (UsageError e) {
            tap.close();
            throw e;
        }
    }

    private String title(Tap tap, InetSocketAddress target) {
        String to = target.getAddress().getHostAddress() + ":" + target.getPort();
        return "Tap on port %d → %s%s".formatted(tap.port(), to, udp ? ", UDP" : "");
    }

    /** A tap of either kind, TCP or UDP. */
    private record Tap(int port, Closeable relay) {
        void close() {
            try {
                relay.close();
            } catch (IOException e) {
                // the program ends anyway
            }
        }
    }

    private Tap open(
            InetSocketAddress target, InetSocketAddress own, Valve valve, Recorder recorder)
            throws IOException {
        try {
            if (!udp) {
                TcpTap tap = new TcpTap(target, valve, recorder, own);
                return new Tap(tap.port(), tap);
            }
            UdpTap tap = new UdpTap(target, valve, recorder, own);
            for (boolean toServer : new boolean[] {true, false}) {
                tap.drop(toServer, UdpTap.every(drop));
                tap.duplicate(toServer, UdpTap.every(duplicate));
            }
            return new Tap(tap.port(), tap);
        } catch (BindException e) {
            throw new UsageError(
                    (port < RESERVED
                                    ? "Port %d is taken, or needs the rights of an administrator. Take one from 1024 on."
                                    : "Port %d is taken: another program has it, or the system reserves it. Take another, or 0 for any free one.")
                            .formatted(port));
        }
    }

    private InetAddress ownAddress() {
        try {
            InetAddress address =
                    listen.isEmpty()
                            ? InetAddress.getLoopbackAddress()
                            : InetAddress.getByName(listen);
            if (isOfThisComputer(address)) {
                return address;
            }
        } catch (UnknownHostException e) {
            // not an address of this computer either
        }
        throw new UsageError(
                "--listen takes an address of this computer, or 0.0.0.0 for all. It has no "
                        + listen
                        + ".");
    }

    private static boolean isOfThisComputer(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Prints the address that people at other computers must type, in letters as large as fit. */
    private static void announce(InetAddress own, int port, Terminal terminal) {
        if (own.isLoopbackAddress()) {
            return;
        }
        List<String> hosts =
                own.isAnyLocalAddress() ? OwnAddresses.all() : List.of(own.getHostAddress());
        if (hosts.isEmpty()) {
            terminal.line("This computer is in no network at the moment.");
        }
        int columns = terminal.columns() > 0 ? terminal.columns() : Text.WIDTH;
        for (String host : hosts) {
            terminal.line("Other computers connect to %s, port %d.".formatted(host, port));
        }
        hosts.stream()
                .limit(1) // more than one would confuse a class
                .map(host -> LargeText.address(host, port, columns))
                .filter(lines -> !lines.isEmpty())
                .forEach(
                        lines -> {
                            terminal.line();
                            lines.forEach(line -> terminal.line(terminal.bold(line)));
                            terminal.line();
                        });
    }

    private static void show(ConnectedClients clients, Terminal terminal) {
        List<String> all = clients.all();
        terminal.line(all.isEmpty() ? "Nobody is connected." : "Connected:");
        all.forEach(client -> terminal.line("  " + client));
    }
}
