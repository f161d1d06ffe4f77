package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Home;
import workbook.demo.Cast;

/** The tap between two programs, as an instructor starts it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TapIT {

    private static final Pattern PORT = Pattern.compile("on port (\\d+)");

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy; // nobody changes it

    @BeforeAll
    static void copy() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    /** A command that is running, and what it has printed. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final List<String> lines = new ArrayList<>();
        private final int port;

        Running(String... arguments) throws IOException {
            process = copy.start(arguments);
            out = process.inputReader(UTF_8);
            Matcher said = PORT.matcher(readUntil("on port"));
            assertThat(said.find()).isTrue();
            port = Integer.parseInt(said.group(1));
        }

        String readUntil(String text) throws IOException {
            String line;
            do {
                line = out.readLine();
                assertThat(line).as("no " + text + " in " + lines).isNotNull();
                lines.add(line);
            } while (!line.contains(text));
            return line;
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    @Test
    void shows_what_the_page_for_instructors_shows() throws Exception {
        try (Running server = new Running("run", "01", "server", "0", "--solution");
                Running tap = new Running("tap", "0", "" + server.port)) {
            Result client =
                    copy.run("run", "01", "client", "localhost", "" + tap.port, "--solution");

            assertThat(client.out()).isEqualTo("HELLO, WORLD!\n");
            tap.readUntil("◀ ─ ─"); // the client's end may come before or after the reply
            String page = Files.readString(Home.find().root().resolve("docs/instructors.md"));
            String shown = page.replaceFirst("(?s).*```text\\R(Tap on.*?)\\R```.*", "$1");
            assertThat(tap.lines.stream())
                    .map(line -> line.replace("" + tap.port, "9090"))
                    .map(line -> line.replace("" + server.port, "9091"))
                    .containsExactlyInAnyOrderElementsOf(shown.lines().toList());
        }
    }

    @Test
    void is_between_a_client_in_Python_and_a_server() throws Exception {
        assumeTrue(Cast.hasPython(), "this machine has no python3");
        String page = Files.readString(Home.find().root().resolve("docs/instructors.md"));
        List<String> session =
                page.replaceFirst("(?s).*```text\\R(>>> .*?)\\R```.*", "$1").lines().toList();
        try (Running server = new Running("run", "01", "server", "0", "--solution");
                Running tap = new Running("tap", "0", "" + server.port)) {
            String typed =
                    session.stream()
                            .filter(line -> line.startsWith(">>> "))
                            .map(line -> line.substring(4).replace("9090", "" + tap.port) + "\n")
                            .collect(Collectors.joining());

            ProcessBuilder python = new ProcessBuilder("python3", "-i", "-q");
            python.environment().put("PYTHONIOENCODING", "utf-8");
            Process client = python.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (OutputStream in = client.getOutputStream()) {
                in.write(typed.getBytes(UTF_8));
            }

            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8).lines())
                    .containsExactlyElementsOf(
                            session.stream().filter(line -> !line.startsWith(">>> ")).toList());
            tap.readUntil("\"hello\"  5 bytes");
            tap.readUntil("\"HELLO\"  5 bytes");
        }
    }

    @Test
    void goes_on_where_the_server_starts_late() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Running tap = new Running("tap", "0", "" + port)) {
            new Socket("localhost", tap.port).close();
            tap.readUntil("is refused");
            try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    Socket client = new Socket("localhost", tap.port);
                    Socket accepted = server.accept()) {
                tap.readUntil("connects");
                accepted.getOutputStream().write("late\n".getBytes(UTF_8));
                tap.readUntil("\"late\\n\"");
                assertThat(client.getInputStream().readNBytes(5))
                        .isEqualTo("late\n".getBytes(UTF_8));
            }
            assertThat(tap.lines).anyMatch(line -> line.startsWith("client 2 "));
        }
    }

    @Test
    void lets_datagrams_arrive_twice() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket server = new DatagramSocket(0, loopback);
                DatagramSocket client = new DatagramSocket(0, loopback);
                Running tap =
                        new Running(
                                "tap",
                                "0",
                                "" + server.getLocalPort(),
                                "--udp",
                                "--duplicate",
                                "2")) {
            for (String text : List.of("one", "two")) {
                byte[] bytes = text.getBytes(UTF_8);
                client.send(new DatagramPacket(bytes, bytes.length, loopback, tap.port));
            }
            List<String> received = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                server.receive(packet); // blocks until it has come
                received.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
            }
            assertThat(received).containsExactlyInAnyOrder("one", "two", "two");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a program is ended there without a word")
    void keeps_what_was_seen_when_it_is_ended() throws Exception {
        Path file = folder.resolve("wire.svg");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running tap =
                        new Running("tap", "0", "" + server.getLocalPort(), "--save", "" + file);
                Socket client = new Socket("localhost", tap.port);
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write("kept\n".getBytes(UTF_8));
            tap.readUntil("\"kept\\n\"");
            tap.process.toHandle().destroy(); // process.destroy() would close what it prints
            tap.readUntil("Saved in " + file);
            assertThat(Files.readString(file)).contains("kept");
            assertThat(client.getInputStream().readNBytes(5)).isEqualTo("kept\n".getBytes(UTF_8));
        }
    }

    @Test
    void a_session_can_be_played_again_even_if_the_tap_was_killed() throws Exception {
        Path file = folder.resolve("killed.jsonl");
        List<String> seen;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running tap =
                        new Running("tap", "0", "" + server.getLocalPort(), "--save", "" + file)) {
            for (int number = 1; number <= 3; number++) {
                try (Socket client = new Socket("localhost", tap.port);
                        Socket accepted = server.accept()) {
                    client.getOutputStream().write(("request " + number).getBytes(UTF_8));
                    tap.readUntil("request " + number);
                    accepted.setSoLinger(true, 0); // so that closing it resets
                }
                tap.readUntil("reset");
            }
            tap.process.destroyForcibly().waitFor();
            seen = tap.lines;
        }

        Result replay = copy.run("replay", "" + file, "--speed", "0");

        assertThat(replay.out().lines().toList()).startsWith(seen.toArray(String[]::new));
        assertThat(replay.status()).isZero();
        for (String name : List.of("again.svg", "again.md", "again.pcapng")) {
            Path again = folder.resolve(name);
            String said = copy.run("replay", "" + file, "--speed", "0", "--save", "" + again).out();
            assertThat(said).contains("Saved in " + again);
            assertThat(Files.readString(again, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("request 2");
        }
        String capture = "" + folder.resolve("again.pcapng");
        assertThat(copy.run("replay", capture, "--speed", "0").out())
                .isEqualTo(replay.out().replaceFirst("(?m)^The end of .*\\R", ""));
        Path session = folder.resolve("again.jsonl");
        copy.run("replay", capture, "--speed", "0", "--save", "" + session);
        assertThat(copy.run("replay", "" + session, "--speed", "0").out())
                .isEqualTo(copy.run("replay", capture, "--speed", "0").out());
    }

    @Test
    void a_demonstration_played_again_looks_the_same() throws Exception {
        Path file = folder.resolve("demo.jsonl");
        List<String> seen = copy.run("demo", "08", "--save", "" + file).out().lines().toList();

        List<String> again =
                copy.run("replay", "" + file, "--speed", "1000").out().lines().toList();

        assertThat(seen)
                .last()
                .isEqualTo("Saved in %s: ./workbook replay %s".formatted(file, file));
        assertThat(again.subList(1, again.size())).isEqualTo(seen.subList(1, seen.size() - 1));
        assertThat(seen.get(0)).startsWith(again.get(0));
        assertThat(copy.run("demo", "01", "--save", "" + file).out())
                .contains(file + " exists: it may be a session.");
    }

    @Test
    void a_replay_needs_a_session() throws Exception {
        Path file = Files.writeString(folder.resolve("no-session.jsonl"), "hello\n");
        refusesReplay("is not a saved session", "" + file);
        refusesReplay("There is no file none.jsonl.", "none.jsonl");
        refusesReplay("is a folder", "" + folder);
        refusesReplay("--speed takes a number from 0.", "" + file, "--speed", "-1");
        refusesReplay("ends in .md, .svg, .pcapng or .jsonl", "" + file, "--save", "other.txt");
    }

    private static void refusesReplay(String reason, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        Result result = copy.run(all.toArray(String[]::new));
        assertThat(result.out()).contains(reason).hasLineCount(1);
        assertThat(result.status()).isEqualTo(2);
    }

    @Test
    void shows_a_class_where_to_connect_and_who_has_come() throws Exception {
        InetAddress address = anAddressInTheNetwork();
        assumeTrue(address != null, "this computer is in no network");
        String host = address.getHostAddress();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Running tap =
                        new Running("tap", "0", "" + server.getLocalPort(), "--listen", host)) {
            tap.readUntil("Other computers connect to %s, port %d.".formatted(host, tap.port));
            tap.readUntil("███");
            try (Socket client = new Socket(address, tap.port)) {
                tap.readUntil("client is " + client.getLocalAddress().getHostAddress());
                tap.readUntil("connects");
            }
        }
        try (Running server = new Running("run", "01", "server", "0", "--solution")) {
            assertThat(server.lines.get(0))
                    .startsWith("Other computers reach this one at ")
                    .contains(host);
        }
    }

    private static InetAddress anAddressInTheNetwork() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(network -> network.getName().matches("(eth|en|wl).*"))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .findFirst()
                .orElse(null);
    }

    @Test
    void says_what_is_wrong_with_what_was_typed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            refuses("Port " + port + " is taken", port, "9091");
        }
        refuses("connect to itself", "9090", "localhost:9090");
        refuses("There is no host no.such.host.invalid.", "0", "no.such.host.invalid:9091");
        refuses("An address looks like this: 127.0.0.1:9090.", "0", "127.0.0.1");
        refuses("A port is a number from 1 to 65535", "65536", "9091");
        refuses("'a' is not a whole number", "a", "9091");
        refuses("are for datagrams: add --udp.", "0", "9091", "--drop", "2");
        refuses("--listen takes an address of this computer", "0", "9091", "--listen", "192.0.2.1");
        refuses("--step needs a terminal", "0", "9091", "--step");
        refuses("--save takes a file that ends in", "0", "9091", "--save", "wire.txt");
        for (String file : List.of("wire.svg", "session.jsonl")) {
            Path nowhere = folder.resolve("no such folder/" + file);
            refuses(
                    "Could not write " + nowhere + ": there is no folder " + nowhere.getParent(),
                    "0",
                    "9091",
                    "--save",
                    "" + nowhere);
        }
    }

    @Test
    void says_how_it_is_led_and_whether_anything_was_saved() throws Exception {
        assumeTrue(CommandLineInCopy.has("script"), "a terminal to type into needs script");
        Path file = folder.resolve("nothing.svg");

        String said = typed("q", "tap", "0", "9091", "--save", "" + file);

        assertThat(said)
                .contains("h holds the wire, q quits.", "w shows who is connected.")
                .contains("Nothing was recorded, so nothing is saved.");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_stepped_replay_stays_at_its_end_until_q() throws Exception {
        assumeTrue(CommandLineInCopy.has("script"), "a terminal to type into needs script");
        Path file = folder.resolve("stepped.jsonl");
        copy.run("demo", "01", "--save", "" + file);
        Process replay = copy.startInTerminal(80, 40, "replay", "" + file, "--step");
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = replay.inputReader(UTF_8)) {
            OutputStream keys = replay.getOutputStream();
            while (said.indexOf("That was all: b goes one step back, q quits.") < 0) {
                assertThat(replay.isAlive()).as("" + said).isTrue();
                keys.write('\r');
                keys.flush();
                Thread.sleep(50);
                while (out.ready()) {
                    said.append((char) out.read());
                }
            }
            keys.write("\r\r\rb".getBytes(UTF_8));
            keys.flush();
            int end = said.length();
            hear(out, said, "Enter shows the next arrow, b goes one step back", end);
            assertThat(replay.isAlive()).isTrue();
            keys.write('q');
            keys.flush();
            assertThat(replay.waitFor()).isZero();
        } finally {
            replay.destroy();
        }
    }

    /** Blocks until it has said a text, after the first {@code from} letters. */
    private static void hear(BufferedReader out, StringBuilder said, String text, int from)
            throws IOException {
        while (said.indexOf(text, from) < 0) {
            int letter = out.read();
            assertThat(letter).as("no " + text + " in " + said).isNotNegative();
            said.append((char) letter);
        }
    }

    /** What a command says in a terminal until it has ended. */
    private static String typed(String keys, String... arguments) throws Exception {
        Process process = copy.startInTerminal(80, 40, arguments);
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            hear(out, said, "quits.", 0);
            process.getOutputStream().write(keys.getBytes(UTF_8));
            process.getOutputStream().flush();
            for (int c = out.read(); c >= 0; c = out.read()) {
                said.append((char) c);
            }
        }
        assertThat(process.waitFor()).isZero();
        return said.toString();
    }

    private static void refuses(String reason, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("tap"));
        all.addAll(List.of(arguments));
        Result result = copy.run(all.toArray(String[]::new));
        assertThat(result.out()).contains(reason);
        assertThat(result.status()).isEqualTo(2);
    }
}
