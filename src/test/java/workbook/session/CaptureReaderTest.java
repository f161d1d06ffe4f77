package workbook.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.catalogue.UsageError;
import workbook.diagram.Pcapng;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CaptureReaderTest {

    private static final Instant START = Instant.parse("2026-11-30T18:07:11.123456789Z");

    @TempDir Path folder;
    private final List<Crossing> crossings = new ArrayList<>();
    private String host = "192.0.2.7";

    private void add(int connection, Kind kind, String from, String to, byte[] bytes)
            throws IOException {
        add(connection, false, kind, from, to, bytes);
    }

    private void add(int connection, boolean udp, Kind kind, String from, String to, byte[] bytes)
            throws IOException {
        crossings.add(
                new Crossing(
                        crossings.size() + 1,
                        Duration.ofNanos(1_000_000_007L * crossings.size()),
                        connection,
                        udp,
                        new Event(kind, from, to, bytes),
                        connection == 0 ? null : place(from, connection),
                        connection == 0 ? null : place(to, connection)));
    }

    private InetSocketAddress place(String name, int connection) throws IOException {
        int port = name.equals("server") ? 9091 : 50_000 + connection;
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** All kinds of events, of two clients. */
    private void everything() throws IOException {
        byte[] none = {};
        add(1, Kind.CONNECT, "client", "server", none);
        add(1, Kind.DATA, "client", "server", "Привет → \n".getBytes(UTF_8));
        add(2, Kind.REFUSED, "client 2", "server", none);
        add(3, Kind.CONNECT, "client 3", "server", none);
        add(3, Kind.DATA, "server", "client 3", new byte[200_001]);
        add(3, Kind.DATA, "server", "client 3", new byte[1]);
        add(3, Kind.LOST, "client 3", "server", "lost".getBytes(UTF_8));
        add(3, Kind.RESET, "server", "client 3", none);
        add(1, Kind.END, "client", "server", none);
        add(1, Kind.END, "server", "client", none);
        add(4, Kind.REFUSED, "client 4", "server", "No route to host".getBytes(UTF_8));
    }

    private Path written() throws IOException {
        Path file = folder.resolve("wire.pcapng");
        Pcapng.write("Some \"title\"", crossings, START, file);
        return file;
    }

    private static List<Crossing> read(Path file) throws IOException {
        List<Crossing> read = new ArrayList<>();
        try (Session session = Session.open(file)) {
            Session.Entry entry;
            while ((entry = session.next()) != null) {
                read.add(entry.crossing());
            }
        }
        return read;
    }

    private void assertReadAgain() throws IOException {
        assertThat(read(written()))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(crossings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7"})
    void finds_the_events_of_connections_again(String host) throws Exception {
        this.host = host;
        everything();

        assertReadAgain();
    }

    @Test
    void finds_datagrams_again() throws Exception {
        add(1, true, Kind.DATA, "client", "server", "ping".getBytes(UTF_8));
        add(2, true, Kind.DATA, "client 2", "server", new byte[0]);
        add(1, true, Kind.LOST, "server", "client", "pong".getBytes(UTF_8));
        add(1, true, Kind.DATA, "server", "client", new byte[65_507]);

        assertReadAgain();
    }

    @Test
    void a_printed_line_and_a_note_come_before_the_packet_after_them_or_at_the_end()
            throws Exception {
        add(1, Kind.CONNECT, "client", "server", new byte[0]);
        add(0, Kind.PRINT, "server", "", "a client prints".getBytes(UTF_8));
        add(0, Kind.NOTE, "", "", "Look:\nhere".getBytes(UTF_8));
        add(1, Kind.DATA, "client", "server", "hello".getBytes(UTF_8));
        add(1, Kind.END, "client", "server", new byte[0]);
        add(0, Kind.PRINT, "client", "", "HELLO".getBytes(UTF_8));

        List<Crossing> read = read(written());

        assertThat(read.stream().map(Crossing::event))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(crossings.stream().map(Crossing::event).toList());
        assertThat(read.get(1).at()).isEqualTo(crossings.get(3).at());
        assertThat(read.get(5).at()).isEqualTo(crossings.get(5).at());
    }

    @Test
    void the_same_addresses_may_connect_again() throws Exception {
        for (int i = 0; i < 2; i++) {
            add(1, Kind.CONNECT, "client", "server", new byte[0]);
            add(1, Kind.DATA, "client", "server", new byte[] {(byte) i});
            add(1, Kind.RESET, "client", "server", new byte[0]);
        }

        assertThat(read(written()).stream().map(crossing -> crossing.event().kind()))
                .isEqualTo(crossings.stream().map(crossing -> crossing.event().kind()).toList());
    }

    @Test
    void has_the_title_and_the_time_of_the_first_packet() throws Exception {
        everything();

        try (Session session = Session.open(written())) {
            assertThat(session.title()).isEqualTo("Some \"title\"");
            assertThat(session.start()).isEqualTo(START);
            assertThat(session.isDemo()).isFalse();
            session.next();
            assertThat(session.isCut()).isFalse();
        }
    }

    @Test
    void wherever_the_file_is_cut_the_events_before_it_are_read() throws Exception {
        add(1, Kind.CONNECT, "client", "server", new byte[0]);
        add(1, Kind.DATA, "client", "server", "hello".getBytes(UTF_8));
        add(1, Kind.DATA, "server", "client", "HELLO".getBytes(UTF_8));
        byte[] whole = Files.readAllBytes(written());
        int all = 0;
        for (int length = 200; length < whole.length; length++) {
            Path part = Files.write(folder.resolve("part.pcapng"), Arrays.copyOf(whole, length));
            List<Crossing> read = read(part);

            assertThat(read)
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(crossings.subList(0, read.size()));
            assertThat(read.size()).isGreaterThanOrEqualTo(all);
            all = read.size();
        }
        assertThat(all).isEqualTo(crossings.size()); // only its acknowledgement is missing
    }

    @Test
    void a_capture_of_another_program_is_refused() throws Exception {
        everything();
        byte[] other = Files.readAllBytes(written());
        String text = new String(other, java.nio.charset.StandardCharsets.ISO_8859_1);
        other[text.indexOf("workbook")] = 'W';
        Path file = Files.write(folder.resolve("other.pcapng"), other);

        assertThatThrownBy(() -> Session.open(file))
                .isInstanceOf(UsageError.class)
                .hasMessage(
                        file
                                + " is not a capture of the workbook: those are written by"
                                + " --save FILE.pcapng.");
    }

    @Test
    void a_damaged_file_gives_a_sentence_and_never_an_exception_of_another_kind() throws Exception {
        everything();
        crossings.remove(4); // the long one, so that most of the damage is elsewhere
        byte[] whole = Files.readAllBytes(written());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged.pcapng"), damaged);
            try {
                read(file);
            } catch (UsageError e) {
                assertThat(e.getMessage()).as("seed " + seed).endsWith(".");
            }
        }
    }
}
