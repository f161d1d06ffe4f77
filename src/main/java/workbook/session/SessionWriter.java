package workbook.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import workbook.tap.Crossing;

/**
 * Writes a session to a file while it is running. Each event becomes a line of JSON, which is
 * written at once, in one piece. So a long session needs no more memory than a short one, and if
 * the program is killed, the file has every event so far. {@code docs/json.md} describes the
 * format. Safe for use by several threads.
 */
public final class SessionWriter implements Closeable {

    static final int SCHEMA = 1;

    private final Path file;
    private final OutputStream out;
    private long events;
    private IOException failure; // the first failure; nothing is written after it

    /**
     * Creates the file and writes its first line.
     *
     * @param start the instant from which the times of the events count
     * @throws java.nio.file.FileAlreadyExistsException if the file exists; it is not overwritten,
     *     because it may be another session
     * @throws IOException if the file cannot be written
     */
    public SessionWriter(Path file, Kind kind, String title, Instant start) throws IOException {
        this.file = file;
        Files.createFile(file, owner());
        // This is not a channel, because an interrupt of the writing thread would close a channel.
        out = new FileOutputStream(file.toFile());
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("schema", SCHEMA).put("session", kind.word());
        header.put("title", title).put("start", start.toString());
        write(header);
        if (failure != null) {
            close();
            throw failure;
        }
    }

    /**
     * Returns attributes that let only the owner read the file, if the file system supports them.
     * The file may contain passwords.
     */
    private FileAttribute<?>[] owner() {
        boolean known = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> mine = Set.of(OWNER_READ, OWNER_WRITE);
        return known
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mine)}
                : new FileAttribute<?>[0];
    }

    /** The kind of session. */
    public enum Kind {
        /** The traffic between any programs. */
        TAP,
        /** The scenes of a lesson's story. */
        DEMO;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Adds an event. If that fails, the file ends here, but the program continues; see {@link
     * #failure()}.
     */
    public synchronized void write(Crossing crossing) {
        if (failure == null) {
            write(EventJson.node(crossing, Integer.MAX_VALUE));
        }
        if (failure == null) {
            events++;
        }
    }

    /** Marks the next event as the first one of a new scene. */
    public synchronized void beginScene() {
        if (failure == null) {
            write(JsonNodeFactory.instance.objectNode().put("scene", true));
        }
    }

    private void write(ObjectNode line) {
        try {
            out.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Returns how many events are in the file. */
    public synchronized long events() {
        return events;
    }

    /** Returns why the file ends before the session; null if it does not. */
    public synchronized IOException failure() {
        return failure;
    }

    /** Closes the file. Deletes it if it contains no event. */
    @Override
    public synchronized void close() throws IOException {
        out.close();
        if (events == 0) {
            Files.deleteIfExists(file);
        }
        if (failure == null) {
            failure = new IOException("it is closed"); // so that later events are ignored
        }
    }
}
