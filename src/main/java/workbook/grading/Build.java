package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;

/** The files that Maven has built: the tool, the graders, the libraries. */
public record Build(Home home) {

    /** Returns the jar of the tool, without the lessons. */
    Path tool() {
        return home.target().resolve("workbook.jar");
    }

    /** Returns the jar of the kit and the graders, without the lessons. */
    Path graders() {
        return home.target().resolve("workbook-tests.jar");
    }

    /**
     * Returns the folder of the compiled reference solutions. It is never on a worker's class path.
     */
    Path reference() {
        return home.target().resolve("classes");
    }

    /**
     * Returns the archive of the classes that a worker needs, for a faster start. It may not exist.
     */
    Path workerArchive() {
        return home.target().resolve("worker.jsa");
    }

    /** Returns the jars that the tool and the graders need. */
    List<Path> libraries() {
        try (Stream<Path> files = Files.list(home.target().resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the files and folders that verdicts depend on, now or after the next build. */
    List<Path> parts() {
        Path root = home.root();
        return List.of(
                tool(),
                graders(),
                home.target().resolve("lib"),
                reference(),
                workerArchive(),
                home.target().resolve("workbook.jsa"),
                root.resolve("pom.xml"),
                root.resolve("workbook"),
                root.resolve("workbook.cmd"),
                root.resolve("src/main/java"),
                home.graders(),
                home.solutions());
    }

    /**
     * Deletes the tool, and those of these files that a build produces, so that the next start
     * rebuilds them.
     */
    void discard(List<Path> files) {
        List<Path> built = new ArrayList<>(List.of(tool(), home.target().resolve("built")));
        files.stream().filter(file -> file.startsWith(home.target())).forEach(built::add);
        built.forEach(file -> file.toFile().delete());
    }

    /** Returns whether all built files exist and are newer than their sources. */
    public boolean isCurrent() {
        try {
            if (!Files.exists(tool())
                    || !Files.exists(graders())
                    || !Files.isDirectory(home.target().resolve("lib"))) {
                return false;
            }
            FileTime built = lastBuilt();
            return !isNewer(home.root().resolve("pom.xml"), built)
                    && !anyNewer(home.root().resolve("src/main/java"), built)
                    && !anyNewer(home.graders(), built)
                    && !anyNewer(home.solutions(), built)
                    && isForThisJdk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns whether all lessons for this JDK are built. Some are missing if an older JDK made the
     * build. Lessons without a page are not checked, because the page names the JDK that a lesson
     * needs.
     */
    private boolean isForThisJdk() {
        return Home.folders(home.solutions()).stream()
                        .map(folder -> folder.getFileName().toString())
                        .allMatch(name -> Files.isDirectory(reference().resolve(name)))
                || Catalogue.of(home).lessons().stream()
                        .filter(lesson -> Files.isRegularFile(lesson.folder().resolve("README.md")))
                        .allMatch(lesson -> Files.isDirectory(reference().resolve(lesson.name())));
    }

    /**
     * Returns when Maven last finished a build. Maven writes only those jars whose content has
     * changed, so the launcher also writes the file {@code target/built} after each build.
     */
    private FileTime lastBuilt() throws IOException {
        FileTime last = FileTime.fromMillis(0);
        for (Path file : List.of(tool(), graders(), home.target().resolve("built"))) {
            if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(last) > 0) {
                last = Files.getLastModifiedTime(file);
            }
        }
        return last;
    }

    private static boolean anyNewer(Path folder, FileTime time) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> isNewer(file, time));
        } catch (UncheckedIOException e) {
            return true; // a folder was deleted meanwhile
        }
    }

    private static boolean isNewer(Path file, FileTime time) {
        try {
            return Files.getLastModifiedTime(file).compareTo(time) > 0;
        } catch (NoSuchFileException e) {
            return false; // a broken link, as editors make, or deleted meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
