package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.wire.Event.Kind;

/** Wireshark's own reader has the last word on a capture. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TsharkTest {

    /** Expert information of the severities warning and error. */
    private static final String WARNINGS = "_ws.expert.severity >= 0x600000";

    @TempDir Path folder;

    @BeforeEach
    void tshark_is_here() throws Exception {
        boolean here = false;
        try {
            here = new ProcessBuilder("tshark", "--version").start().waitFor(60, SECONDS);
        } catch (IOException e) {
            System.err.println("tshark is not installed: no capture is checked with it");
        }
        assumeTrue(here, "tshark is not installed");
    }

    @Test
    void addresses_ports_and_payload_are_right() throws Exception {
        Scene scene =
                new Scene("192.0.2.17")
                        .data("client", "server", "hello")
                        .data("server", "client", "HI");

        assertThat(fields(scene, "ip.src ip.dst tcp.srcport tcp.dstport tcp.payload"))
                .containsExactly(
                        "192.0.2.17 192.0.2.17 50001 8080 68656c6c6f",
                        "192.0.2.17 192.0.2.17 8080 50001 ",
                        "192.0.2.17 192.0.2.17 8080 50001 4849",
                        "192.0.2.17 192.0.2.17 50001 8080 ");
    }

    @Test
    void datagrams_over_ipv6_are_right() throws Exception {
        Scene scene = new Scene("2001:db8::1").byUdp().data("client", "server", "ping");

        assertThat(
                        fields(
                                scene,
                                "ipv6.src udp.srcport udp.dstport udp.payload udp.checksum.status"))
                .containsExactly("2001:db8::1 50001 8080 70696e67 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void nothing_is_found_to_be_wrong(String host) throws Exception {
        Scene scene = busy(host);

        assertThat(fields(scene, "tcp.checksum.status").stream().distinct()).containsExactly("1");
        assertThat(tshark(scene, "-Y", WARNINGS)).as("the two resets are warned of").hasSize(2);
        assertThat(tshark(scene, "-Y", WARNINGS + " && tcp.flags.reset == 0")).isEmpty();
        assertThat(fields(scene, "tcp.analysis.flags")).containsOnly("");
        assertThat(fields(scene, "_ws.malformed")).containsOnly("");
    }

    @Test
    void a_followed_stream_tells_what_both_sides_sent() throws Exception {
        List<String> followed = tshark(busy("::1"), "-q", "-z", "follow,tcp,raw,0");

        String client = "68656c6c6f" + "00".repeat(200_001);
        assertThat(lines(followed, false)).isEqualTo(client);
        assertThat(lines(followed, true)).isEqualTo("4849");
    }

    @Test
    void what_was_said_is_a_comment() throws Exception {
        Scene scene = new Scene().note("Привет").data("client", "server", "x");

        assertThat(fields(scene, "frame.comment").get(0)).isEqualTo("Привет,client → server");
    }

    private static Scene busy(String host) {
        return new Scene(host)
                .add(Kind.CONNECT, "client", "server")
                .add(Kind.CONNECT, "client 2", "server")
                .data("client", "server", "hello")
                .data("client 2", "server", "other")
                .add(Kind.DATA, "client", "server", new byte[200_001])
                .data("server", "client", "HI")
                .add(Kind.RESET, "client 2", "server")
                .add(Kind.REFUSED, "client 3", "server")
                .add(Kind.END, "client", "server")
                .add(Kind.END, "server", "client");
    }

    /** The hex digits of one side; those of the second side are indented. */
    private static String lines(List<String> followed, boolean indented) {
        return followed.stream()
                .filter(line -> line.matches(indented ? "\\t[0-9a-f]+" : "[0-9a-f]+"))
                .map(String::strip)
                .reduce("", String::concat);
    }

    /** A line for each packet, its fields separated by spaces. */
    private List<String> fields(Scene scene, String names) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-T", "fields", "-E", "separator=/s"));
        for (String name : names.split(" ")) {
            arguments.addAll(List.of("-e", name));
        }
        return tshark(scene, arguments.toArray(String[]::new));
    }

    private List<String> tshark(Scene scene, String... arguments) throws Exception {
        Path capture = folder.resolve("capture.pcapng");
        Pcapng.write("A title", scene.all(), Instant.parse("2025-11-01T09:05:07Z"), capture);
        List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
        for (String protocol : List.of("ip", "tcp", "udp")) {
            command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
        }
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        boolean ended = process.waitFor(60, SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("tshark ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out, UTF_8);
    }
}
