package workbook.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import workbook.catalogue.UsageError;

/**
 * A new folder in the system's temporary folder. {@link #close()} deletes it with everything in it.
 * If it is still open when this process ends, it is deleted then.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final Set<TemporaryFolder> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(TemporaryFolder::close)));
    }

    private final Path path;

    /**
     * Creates the folder. Its name is {@code workbook-} and a unique suffix.
     *
     * @throws UsageError if the system's temporary folder is full, does not exist, or is not
     *     writable
     */
    public TemporaryFolder() throws IOException {
        try {
            path = Files.createTempDirectory("workbook-");
        } catch (IOException e) {
            throw unusable(Reason.of(e));
        }
        OPEN.add(this);
    }

    /**
     * Returns an error that says that the system's temporary folder is unusable, and what to do.
     */
    public static UsageError unusable(String reason) {
        return new UsageError(
                "Nothing can be written into the temporary folder "
                        + System.getProperty("java.io.tmpdir")
                        + ": "
                        + reason
                        + ".\nMake room in it, or set TMPDIR (on Windows: TEMP) to another folder.");
    }

    public Path path() {
        return path;
    }

    /** Deletes what can be deleted. The system deletes the rest some day. */
    @Override
    public void close() {
        OPEN.remove(this);
        empty(path);
        path.toFile().delete();
    }

    /** Deletes everything in a folder that can be deleted. The folder itself stays. */
    public static void empty(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the folder is gone already
        }
    }
}
