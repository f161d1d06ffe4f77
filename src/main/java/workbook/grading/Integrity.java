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
 * Detects changes of the files that verdicts depend on since the tool started: graders, libraries,
 * archives of classes, the tool, and the sources of all these. A verdict counts only if none of
 * them has changed.
 */
final class Integrity {

    private static final boolean UNIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    private final Build build;
    private Map<Path, Object> before;

    /** Notes the current state of the files. */
    Integrity(Build build) {
        this.build = build;
        this.before = look();
    }

    /** Returns the files that were changed, created or deleted since. */
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
     * Returns the state of a file. On Unix, every change updates the ctime, and no program can
     * reset it.
     */
    private static Object state(Path file) throws IOException {
        if (UNIX) {
            return Files.readAttributes(file, "unix:ino,ctime,size", NOFOLLOW_LINKS);
        }
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(is.lastModifiedTime(), is.creationTime(), is.size());
    }
}
