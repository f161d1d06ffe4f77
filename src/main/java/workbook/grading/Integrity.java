package workbook.grading;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that verdicts depend on, as they were when the tool started: graders, libraries,
 * archives of classes, the tool, and the sources of them all. A verdict counts only if none of them
 * has changed by its end.
 */
final class Integrity {

    private static final boolean UNIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    private final Build build;
    private Map<Path, Object> before;

    /** Notes how they are now. */
    Integrity(Build build) {
        this.build = build;
        this.before = look();
    }

    /** The files that have changed, have come or have gone since. */
    synchronized List<Path> changed() {
        Map<Path, Object> now = look();
        Set<Path> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        return all.stream()
                .filter(file -> !now.getOrDefault(file, "").equals(before.getOrDefault(file, "")))
                .sorted()
                .toList();
    }

    private Map<Path, Object> look() {
        Map<Path, Object> seen = new HashMap<>();
        for (Path part : build.parts()) {
            if (!Files.exists(part, NOFOLLOW_LINKS)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.toList()) {
                    if (!Files.isDirectory(file)) {
                        seen.put(file, state(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seen;
    }

    /**
     * Returns the state of a file. On Unix every change sets its ctime, and no program can set that
     * back.
     */
    private static Object state(Path file) throws IOException {
        if (UNIX) {
            return Files.readAttributes(file, "unix:ino,ctime,size", NOFOLLOW_LINKS);
        }
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(is.lastModifiedTime(), is.creationTime(), is.size());
    }
}
