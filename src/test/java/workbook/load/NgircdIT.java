package workbook.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.process.ServerProgram;

/** The load that measures our server also runs with ngircd, as docs/jim.md compares them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NgircdIT {

    @TempDir Path folder;

    @Test
    void all_messages_arrive_and_its_use_is_measured() throws Exception {
        String ngircd = ngircd();
        int port = freePort();
        String configuration = Files.readString(Path.of("docs/ngircd.conf"));
        assertThat(configuration).contains("Ports = 6667");
        Path mine = folder.resolve("ngircd.conf");
        Files.writeString(mine, configuration.replace("Ports = 6667", "Ports = " + port));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Plan plan = new Plan(Protocol.IRC, 10, 5, 2, 20, 1, 100);

        try (ServerProgram server =
                ServerProgram.listeningAt(address, ngircd + " -n -f '" + mine + "'")) {
            ServerUse use = new ServerUse(new ProcessFigures(server.pid()));
            LoadReport report = new Load(address, plan).run(words -> {}, use);

            assertThat(report.errors()).isEmpty();
            assertThat(report.delivered()).isEqualTo(800);
            assertThat(report.idle()).isEqualTo(5);
            assertThat(report.passed()).isTrue();
            assertThat(use.busyPerDelivery()).isPresent();
            assertThat(use.resident(15)).isPresent();
        }
    }

    /** Leaves the test out, aloud, where there is no ngircd. */
    private static String ngircd() {
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, "ngircd"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(NgircdIT::leftOut);
    }

    private static String leftOut() {
        String message = "LEFT OUT: the load of an IRC server, because ngircd is not installed";
        System.out.println(message);
        return abort(message);
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
