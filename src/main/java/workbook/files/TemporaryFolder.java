package workbook.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of its own in the system's temporary one; goes with all that is in it. */
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;

    /** Creates it: {@code workbook-} and something that no other has. */
    public TemporaryFolder() throws IOException {
        path = Files.createTempDirectory("workbook-");
    }

    public Path path() {
        return path;
    }

    /** Deletes what can be deleted; the system clears away the rest. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // it is gone already
        }
    }
}
