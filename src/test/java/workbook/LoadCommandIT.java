package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.CopyOfTheWorkbook.Result;

/** {@code jim load} and a server of other people whose process it knows. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for sh")
class LoadCommandIT {

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy;

    @BeforeAll
    static void copy() throws IOException {
        PythonPeer.needed();
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    @Test
    void starts_a_server_and_measures_what_it_uses() throws Exception {
        int port = freePort();
        Path server = Path.of("src/test/python/conform/jim_server.py").toAbsolutePath();

        Result result =
                copy.run(
                        "jim",
                        "load",
                        "" + port,
                        "--start",
                        "python3 '%s' %d none".formatted(server, port),
                        "--rooms",
                        "0",
                        "--clients",
                        "20",
                        "--idle",
                        "5",
                        "--rate",
                        "50",
                        "--seconds",
                        "2");

        assertThat(result.status()).as(result.out()).isZero();
        assertThat(result.out())
                .containsPattern("delivered +2,000\\R")
                .containsPattern("processor per delivery +\\d+\\.\\d µs")
                .doesNotContain("heap per client");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close(); // nobody has it
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--protocol irc                     | need HOST:PORT",
                "--start true                       | need HOST:PORT",
                "7777 --protocol smtp               | --protocol takes jim or irc.",
                "7777 --start true --pid 1          | Give --start or --pid",
                "7777 --threads virtual             | --threads is for the server",
                "7777 --pid 9999999999              | There is no process 9999999999."
            })
    void says_what_is_wrong_with_the_options(String options, String message) throws Exception {
        Result result = copy.run(("jim load " + options).split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains(message);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
