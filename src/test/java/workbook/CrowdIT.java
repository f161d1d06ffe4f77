package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;

/** Code that starts threads without end gets a verdict which says so, whichever way it does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdIT {

    private static final String SERVER = "UppercaseServer.java";
    private static final String READ =
            "int n = in.read(piece); // blocks until something has arrived";

    @TempDir Path folder;

    @Test
    void started_by_hand() throws Exception {
        assertIsStopped(
                "while (n != -2) new Thread(() -> { try { Thread.sleep(Long.MAX_VALUE); }"
                        + " catch (InterruptedException e) { } }).start();");
    }

    @Test
    void started_by_a_pool() throws Exception {
        assertIsStopped(
                "var pool = java.util.concurrent.Executors.newCachedThreadPool();"
                        + " while (n != -2) pool.submit(() -> { Thread.sleep(Long.MAX_VALUE); return 0; });");
    }

    private void assertIsStopped(String statement) throws IOException, InterruptedException {
        CopyOfTheWorkbook copy = new CopyOfTheWorkbook(folder);
        copy.solve();
        copy.edit(SERVER, READ, READ + "\n        " + statement);

        Result result = copy.run("test", "01");

        List<String> source = Files.readAllLines(copy.lesson(SERVER));
        int line = 1 + source.indexOf("        " + statement);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains(
                        "serve() was stopped: it started more than 200 threads at UppercaseServer.java:"
                                + line)
                .contains("✔ task 6 Send the message")
                .doesNotContain("memory");
    }
}
