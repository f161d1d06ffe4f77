package workbook.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PcapngTest {

    private static final Instant START = Instant.parse("2025-11-01T09:05:07.000000001Z");

    @TempDir Path folder;

    @Test
    void a_connection_has_a_handshake_data_acknowledgements_and_two_ends() throws Exception {
        Scene scene =
                new Scene()
                        .add(Kind.CONNECT, "client", "server")
                        .data("client", "server", "hello")
                        .data("server", "client", "HI")
                        .add(Kind.END, "client", "server")
                        .add(Kind.END, "server", "client");

        Capture capture = capture(scene);

        assertThat(capture.types.subList(0, 3)).containsExactly(0x0a0d0d0a, 1, 6);
        assertThat(capture.link).isEqualTo(101);
        assertThat(capture.packets.stream().map(PcapngTest::tell))
                .containsExactly(
                        "50001 S 0 0",
                        "8080 SA 0 1",
                        "50001 A 1 1",
                        "50001 PA 1 1 5 bytes",
                        "8080 A 1 6",
                        "8080 PA 1 6 2 bytes",
                        "50001 A 6 3",
                        "50001 FA 6 3",
                        "8080 A 3 7",
                        "8080 FA 3 7",
                        "50001 A 7 4");
    }

    @Test
    void a_reset_a_refusal_and_lost_bytes_look_as_they_do_on_a_network() throws Exception {
        Scene scene =
                new Scene()
                        .add(Kind.CONNECT, "client", "server")
                        .add(Kind.LOST, "client", "server", new byte[4])
                        .add(Kind.RESET, "server", "client")
                        .add(Kind.REFUSED, "client", "server");

        assertThat(capture(scene).packets.stream().skip(3).map(PcapngTest::tell))
                .containsExactly(
                        "50001 PA 1 1 4 bytes", "8080 RA 1 1", "50001 S 16777216 0", "8080 RA * 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "192.0.2.17", "2001:db8::17"})
    void every_checksum_is_right(String host) throws Exception {
        Random random = new Random(7);
        Scene tcp = new Scene(host).add(Kind.CONNECT, "client", "server");
        Scene udp = new Scene(host).byUdp();
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length * 997];
            random.nextBytes(bytes);
            tcp.add(Kind.DATA, "client", "server", bytes);
            udp.add(Kind.DATA, "server", "client", bytes);
        }

        for (Scene scene : List.of(tcp, udp)) {
            List<Capture.Packet> packets = capture(scene).packets;
            assertThat(packets).hasSizeGreaterThanOrEqualTo(40);
            assertThat(packets).allMatch(packet -> packet.checksum() == 0);
            assertThat(packets).allMatch(packet -> packet.isSix() || packet.headerChecksum() == 0);
        }
    }

    @Test
    void a_long_write_is_cut_into_segments_and_nothing_of_it_is_lost() throws Exception {
        byte[] bytes = new byte[200_001];
        new Random(7).nextBytes(bytes);

        Capture capture = capture(new Scene("::1").add(Kind.DATA, "client", "server", bytes));

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        capture.packets.forEach(packet -> joined.writeBytes(packet.payload()));
        assertThat(joined.toByteArray()).isEqualTo(bytes);
        assertThat(capture.packets).hasSize(8).allMatch(packet -> packet.bytes().length < 65_536);
    }

    @Test
    void a_datagram_is_one_packet_even_if_it_is_empty_or_lost() throws Exception {
        Scene scene =
                new Scene()
                        .byUdp()
                        .data("client", "server", "ping")
                        .data("server", "client", "")
                        .add(Kind.LOST, "client", "server", new byte[1]);

        List<Capture.Packet> packets = capture(scene).packets;

        assertThat(packets.stream().map(packet -> packet.payload().length))
                .containsExactly(4, 0, 1);
        assertThat(packets.stream().map(Capture.Packet::comments))
                .containsExactly(List.of("client → server"), List.of(), List.of("lost"));
    }

    @Test
    void times_are_those_of_the_recording_and_what_was_said_is_a_comment() throws Exception {
        Scene scene =
                new Scene()
                        .note("Look:\nhere")
                        .prints("server", "Привет")
                        .data("client", "server", "x");

        Capture.Packet packet = capture(scene).packets.get(0);

        assertThat(packet.at()).isEqualTo(START.plusMillis(36));
        assertThat(packet.comments())
                .containsExactly("Look:\nhere", "server prints Привет", "client → server");
    }

    @Test
    void a_file_is_written_wholly_or_not_at_all() throws Exception {
        Path file = folder.resolve("capture.pcapng");
        Files.writeString(file, "older");

        Pcapng.write("A title", Scene.everything().all(), START, file);

        assertThat(new Capture(Files.readAllBytes(file)).packets).hasSize(22);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
        Path impossible = Files.createDirectories(folder.resolve("folder/full")).getParent();
        assertThatThrownBy(() -> Pcapng.write("", List.of(), START, impossible))
                .isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining(other -> other.toString().endsWith(".part"));
    }

    private static String tell(Capture.Packet packet) {
        boolean refusal = packet.flags().equals("RA") && packet.seq() == 0;
        long ack = packet.flags().contains("A") ? (packet.ack() & 0xffffff) : 0;
        int length = packet.payload().length;
        String seq = refusal ? "*" : "" + (packet.seq() - (1 << 24));
        return packet.sourcePort()
                + (" " + packet.flags() + " " + seq + " " + ack)
                + (length == 0 ? "" : " " + length + " bytes");
    }

    private static Capture capture(Scene scene) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pcapng.write("A title", scene.all(), START, out);
        return new Capture(out.toByteArray());
    }
}
