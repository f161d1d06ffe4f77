package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;

/** {@code jim conform} and a server that breaks, or that it starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
class ConformCommandIT {

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy;

    @BeforeAll
    static void copy() throws IOException {
        PythonPeer.needed();
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    @Test
    void says_where_a_server_broke() throws Exception {
        int port = freePort();
        Process server = new ProcessBuilder("sh", "-c", server(port, "dies-at-glued")).start();
        try (BufferedReader out = server.inputReader()) {
            assertThat(out.readLine()).isEqualTo("port " + port);
            Result result = copy.run("jim", "conform", "127.0.0.1:" + port, "--protocol-only");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out())
                    .containsPattern("\\n {2}then +nobody is listening any more\\n")
                    .containsPattern(
                            "Since case glued nobody is listening: it broke there\\. \\d+ more")
                    .contains("--restart COMMAND");
            assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void starts_a_server_for_each_case() throws Exception {
        int port = freePort();
        String[] command = {
            "jim",
            "conform",
            "" + port,
            "--restart",
            server(port, "dies-at-glued"),
            "--case",
            "glued",
            "--case",
            "message",
            "--json"
        };

        Result result = copy.run(command);

        JsonNode cases = new ObjectMapper().readTree(result.out()).get("cases");
        assertThat(cases.get(0).get("broke").asText()).isEqualTo("nobody is listening");
        assertThat(cases.get(1).get("outcome").asText()).isEqualTo("passed");
        assertThat(result.status()).isEqualTo(1);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close(); // nobody has it
    }

    @Test
    void shows_a_long_difference_whole() throws Exception {
        int port = freePort();
        Path mine = folder.resolve("mine.txt");
        Files.writeString(
                mine,
                """
                # Long
                ours
                anna > ${presence anna}
                anna < 2xx
                anna > {"action":"msg","time":5,"to":"$anna","from":"$anna","message":"${repeat 400 x}y"}
                anna < {"action":"msg","message":"${repeat 400 x}z"}
                """);

        Result result =
                copy.run(
                        "jim",
                        "conform",
                        "" + port,
                        "--restart",
                        server(port, "none"),
                        "--case",
                        mine.toString());

        assertThat(result.out()).containsPattern("expected +…x{20}z\"}\\R +but was +…x{20}y\"}\\R");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void says_what_is_wrong_with_the_server_that_it_starts() throws Exception {
        int port = freePort();
        String where = "127.0.0.1:" + port;

        Result missing = copy.run("jim", "conform", where, "--restart", "no-such-server 1");
        Result wrong =
                copy.run("jim", "conform", where, "--restart", server(port, "no-such-behaviour"));
        Result taken;
        try (ServerSocket listener = new ServerSocket(port, 9, InetAddress.getLoopbackAddress())) {
            taken = copy.run("jim", "conform", where, "--restart", server(port, "none"));
        }

        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.out())
                .contains("ended before it listened at " + where + ", with status 127")
                .contains("no-such-server");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.out()).contains("It printed: behaviours: none, ");
        assertThat(taken.status()).isEqualTo(2);
        assertThat(taken.out()).contains("Somebody listens at " + where + " already");
    }

    @RepeatedTest(3) // it may be about to start the next one, which nobody would hear of
    void ends_the_server_when_it_is_ended() throws Exception {
        int port = freePort();
        Process conform =
                copy.start(
                        "jim",
                        "conform",
                        "" + port,
                        "--restart",
                        "sh -c \"" + server(port, "none") + " >/dev/null\"",
                        "--protocol-only");
        try (BufferedReader out = conform.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("✔")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            conform.destroy(); // as Ctrl-C does
            conform.waitFor();
        }

        awaitFree(port);
    }

    /** Waits until the system has closed what the server had open; fails if it goes on. */
    private static void awaitFree(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
                return;
            } catch (IOException e) {
                assertThat(System.nanoTime()).as("the server runs on").isLessThan(end);
                Thread.sleep(10);
            }
        }
    }

    private static String server(int port, String behaviour) {
        return "python3 '%s' %d %s"
                .formatted(
                        Path.of("src/test/python/conform/jim_server.py").toAbsolutePath(),
                        port,
                        behaviour);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
