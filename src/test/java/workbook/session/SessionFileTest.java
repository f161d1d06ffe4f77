package workbook.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.catalogue.UsageError;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionFileTest {

    private static final Instant START = Instant.parse("2026-11-30T18:07:11.123456789Z");

    @TempDir Path folder;
    private Path file;
    private final List<Crossing> crossings = new ArrayList<>();

    @BeforeEach
    void some() throws IOException {
        file = folder.resolve("session.jsonl");
        InetSocketAddress client = new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 50001);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName("::1"), 9091);
        for (Kind kind : Kind.values()) {
            boolean crosses = kind.crosses();
            crossings.add(
                    new Crossing(
                            crossings.size() + 1,
                            Duration.ofNanos(1_000_000_007L * crossings.size()),
                            crosses ? 3 : 0,
                            kind == Kind.LOST,
                            new Event(
                                    kind,
                                    crosses ? "client 3" : "",
                                    crosses ? "server" : "",
                                    "п\r\n\u001b\"\\\0".getBytes(UTF_8)),
                            crosses ? client : null,
                            crosses ? server : null));
        }
    }

    private Path written() throws IOException {
        try (SessionWriter writer =
                new SessionWriter(file, SessionWriter.Kind.DEMO, "Some \"title\"", START)) {
            for (Crossing crossing : crossings) {
                if (crossing.number() == 3) {
                    writer.beginScene();
                }
                writer.write(crossing);
            }
            assertThat(writer.failure()).isNull();
            assertThat(writer.events()).isEqualTo(crossings.size());
        }
        return file;
    }

    private static List<Crossing> read(Path file) throws IOException {
        List<Crossing> read = new ArrayList<>();
        try (SessionReader reader = new SessionReader(file)) {
            Session.Entry entry;
            while ((entry = reader.next()) != null) {
                read.add(entry.crossing());
            }
        }
        return read;
    }

    private static void assertSame(List<Crossing> read, List<Crossing> written) {
        assertThat(read).usingRecursiveFieldByFieldElementComparator().isEqualTo(written);
    }

    @Test
    void all_that_is_written_is_read_again() throws Exception {
        written();

        assertSame(read(file), crossings);
        try (SessionReader reader = new SessionReader(file)) {
            assertThat(reader.title()).isEqualTo("Some \"title\"");
            assertThat(reader.start()).isEqualTo(START);
            assertThat(reader.isDemo()).isTrue();
            assertThat(reader.next().beginsScene()).isFalse();
            reader.next();
            assertThat(reader.next().beginsScene()).isTrue();
            assertThat(reader.isCut()).isFalse();
        }
    }

    @Test
    void only_the_owner_may_read_it_where_the_system_knows_that() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
                .isEqualTo("rw-------");
    }

    @Test
    void each_event_is_in_the_file_at_once() throws Exception {
        try (SessionWriter writer = new SessionWriter(file, SessionWriter.Kind.TAP, "Tap", START)) {
            for (int i = 0; i < crossings.size(); i++) {
                writer.write(crossings.get(i));

                assertSame(read(file), crossings.subList(0, i + 1));
            }
        }
    }

    @Test
    void wherever_the_file_is_cut_the_events_before_it_are_read() throws Exception {
        byte[] whole = Files.readAllBytes(written());
        int header = new String(whole, UTF_8).indexOf('\n');
        for (int length = header; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(file, part);

            int complete = 0;
            for (String line : new String(part, UTF_8).split("\n")) {
                complete += line.contains("\"kind\"") && line.endsWith("}") ? 1 : 0;
            }
            assertSame(read(file), crossings.subList(0, complete));
        }
    }

    @Test
    void a_last_line_that_is_cut_is_noted() throws Exception {
        written();
        Files.writeString(file, Files.readString(file) + "{\"number\":9,\"at\":12");

        try (SessionReader reader = new SessionReader(file)) {
            for (int i = 0; i < crossings.size(); i++) {
                assertThat(reader.next()).isNotNull();
            }
            assertThat(reader.next()).isNull();
            assertThat(reader.isCut()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "[1]",
                "{\"schema\":1,\"passed\":true}",
                "{\"schema\":1,\"session\":\"tap\",\"title\":\"\",\"start\":\"now\"}"
            })
    void a_file_that_begins_otherwise_is_not_a_session(String header) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, header + "\n");

        assertThatThrownBy(() -> new SessionReader(file))
                .isInstanceOf(UsageError.class)
                .hasMessage(
                        file
                                + " is not a saved session: those are written by --save"
                                + " FILE.jsonl, or FILE.pcapng.");
    }

    @Test
    void a_file_of_a_newer_workbook_is_not_guessed_at() throws Exception {
        written();
        Files.writeString(file, Files.readString(file).replace("\"schema\":1", "\"schema\":2"));

        assertThatThrownBy(() -> new SessionReader(file)).hasMessageContaining("a newer workbook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"at\":0 -> \"at\":-1",
                "\"at\":0 -> \"at\":1e300",
                "\"kind\":\"connect\" -> \"kind\":\"CONNECT\"",
                "\"connection\":3 -> \"connection\":-3",
                "\"from\":\"client 3\" -> \"from\":3",
                "192.0.2.7:50001 -> 192.0.2.7:99999",
                "192.0.2.7:50001 -> [localhost]:1",
                "\"base64\":\" -> \"base64\":\"?",
                "{\"number\" -> {{\"number\""
            })
    void a_wrong_line_before_others_is_named(String change) throws Exception {
        String[] parts = change.split(" -> ");
        String text = Files.readString(written());
        assertThat(text).contains(parts[0]);
        Files.writeString(
                file, text.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1]));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UsageError.class)
                .hasMessageMatching("Line 2 of .* is not an event: .*\\.");
    }

    @Test
    void a_host_that_is_not_a_number_is_asked_of_nobody() throws Exception {
        String text = Files.readString(written());
        Files.writeString(file, text.replace("192.0.2.7", "somewhere.example"));

        assertThat(read(file).get(0).source().isUnresolved()).isTrue();
    }

    @Test
    void of_a_damaged_file_only_a_sentence_comes() throws Exception {
        byte[] whole = Files.readAllBytes(written());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                read(file);
            } catch (UsageError e) {
                assertThat(e.getMessage()).as("seed " + seed).endsWith(".");
            }
        }
    }

    @Test
    void a_session_that_exists_is_not_replaced() throws Exception {
        byte[] before = Files.readAllBytes(written());

        assertThatThrownBy(() -> new SessionWriter(file, SessionWriter.Kind.TAP, "Tap", START))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void without_an_event_there_is_no_file() throws Exception {
        new SessionWriter(file, SessionWriter.Kind.TAP, "Tap", START).close();

        assertThat(file).doesNotExist();
    }

    @Test
    void what_comes_after_the_end_is_left_out() throws Exception {
        SessionWriter writer = new SessionWriter(file, SessionWriter.Kind.TAP, "Tap", START);
        writer.write(crossings.get(0));
        writer.close();
        writer.write(crossings.get(1));

        assertSame(read(file), crossings.subList(0, 1));
    }

    @Test
    void an_interrupted_thread_writes_as_well() throws Exception {
        try (SessionWriter writer = new SessionWriter(file, SessionWriter.Kind.TAP, "Tap", START)) {
            Thread.currentThread().interrupt();
            crossings.forEach(writer::write);
            assertThat(Thread.interrupted()).isTrue();
        }

        assertSame(read(file), crossings);
    }
}
