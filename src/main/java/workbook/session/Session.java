package workbook.session;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import workbook.catalogue.UsageError;
import workbook.files.Reason;
import workbook.tap.Crossing;

/** A saved session. It is read event by event, so it may be larger than the memory. */
public interface Session extends Closeable {

    /**
     * An event of a saved session.
     *
     * @param beginsScene whether it is the first event of a scene
     */
    record Entry(Crossing crossing, boolean beginsScene) {}

    /**
     * Opens a file that {@code --save} wrote: a session or a capture. The caller closes it.
     *
     * @throws UsageError if it does not exist, cannot be read or is neither of them
     */
    static Session open(Path file) {
        if (!Files.exists(file)) {
            throw new UsageError("There is no file " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw new UsageError(file + " is a folder, not a saved session.");
        }
        try {
            return isCapture(file) ? new CaptureReader(file) : new SessionReader(file);
        } catch (IOException e) {
            throw new UsageError("Cannot read " + file + ": " + Reason.of(e) + ".");
        }
    }

    private static boolean isCapture(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CaptureReader.begins(in.readNBytes(4));
        }
    }

    /** Returns the title of the session. */
    String title();

    /** Returns the instant from which the times of the events count. */
    Instant start();

    /** Returns whether the session consists of the scenes of a story. */
    boolean isDemo();

    /** Returns whether the file is truncated and its incomplete last part was left out. */
    boolean isCut();

    /**
     * Returns the next event; null at the end.
     *
     * @throws UsageError if the file is damaged at this place
     */
    Entry next();
}
