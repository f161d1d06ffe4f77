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
 * Writes a session to a file while it goes on: a line of JSON for each event, in one piece and at
 * once. So a long session needs no more memory than a short one, and a program that is killed
 * leaves every event before its end. The form is described in {@code docs/json.md}. Safe for use by
 * several threads.
 */
public final class SessionWriter implements Closeable {

    static final int SCHEMA = 1;

    private final Path file;
    private final OutputStream out;
    private long events;
    private IOException failure; // after which nothing more is written

    /**
     * Begins a file that does not exist yet.
     *
     * @param start when the times of the events begin
     * @throws java.nio.file.FileAlreadyExistsException if it exists: it may be somebody's session
     * @throws IOException if it cannot be written
     */
    public SessionWriter(Path file, Kind kind, String title, Instant start) throws IOException {
        this.file = file;
        Files.createFile(file, owner());
        // Not a channel: an interrupt of the thread that writes would close it.
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

    /** Only the owner may read it, where the system knows that: it has passwords. */
    private FileAttribute<?>[] owner() {
        boolean known = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> mine = Set.of(OWNER_READ, OWNER_WRITE);
        return known
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mine)}
                : new FileAttribute<?>[0];
    }

    /** What is recorded. */
    public enum Kind {
        /** What crossed between any programs. */
        TAP,
        /** The scenes of a lesson's story. */
        DEMO;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds an event; if that fails, it is the end of the file, and of nothing else. */
    public synchronized void write(Crossing crossing) {
        if (failure == null) {
            write(EventJson.node(crossing, Integer.MAX_VALUE));
        }
        if (failure == null) {
            events++;
        }
    }

    /** The next event is the first one of a new scene. */
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

    /** How many events are in the file. */
    public synchronized long events() {
        return events;
    }

    /** Why the file ends before the session; null if it does not. */
    public synchronized IOException failure() {
        return failure;
    }

    /** Closes the file; one without any event is deleted. */
    @Override
    public synchronized void close() throws IOException {
        out.close();
        if (events == 0) {
            Files.deleteIfExists(file);
        }
        if (failure == null) {
            failure = new IOException("it is closed"); // for what is recorded later
        }
    }
}
