package workbook.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files completely or not at all. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a temporary file in the same folder and moves it to its place, so that no program ever
     * sees an incomplete file. Replaces a file that already exists.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path written = Files.createTempFile(folder, "." + file.getFileName(), ".part");
        try {
            Files.write(written, content);
            move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Checks whether a file can be written later. Leaves no file behind.
     *
     * @throws IOException if it cannot be written
     */
    public static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null, "there is no folder " + folder);
        }
        try {
            Files.delete(Files.createTempFile(folder, "." + file.getFileName(), ".part"));
        } catch (NoSuchFileException e) { // for example, in /proc
            throw new FileSystemException(
                    file.toString(), null, "nothing can be written into its folder");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
