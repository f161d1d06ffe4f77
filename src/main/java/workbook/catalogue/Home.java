package workbook.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.files.ClassLocation;

/**
 * The folder of the workbook, and the places in it.
 *
 * @param root an absolute path; it contains {@code pom.xml} and {@code lessons/}
 */
public record Home(Path root) {

    /** Beginnings of the names of the jars for lessons, and the packages in them. */
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "jackson", "com.fasterxml.jackson",
                    "jline", "org.jline",
                    "h2", "org.h2",
                    "spring", "org.springframework",
                    "commons-logging", "org.apache.commons.logging",
                    "workbook-jim", "workbook.jim");

    /** Matches copies that Emacs makes beside the edited file for its checks. */
    private static final Pattern DRAFT = Pattern.compile("flycheck_.+|.+_flymake\\.java");

    /**
     * Finds the folder in which this program was built; otherwise uses the current folder.
     *
     * @throws UsageError if neither is a workbook
     */
    public static Home find() {
        try {
            Path code = Path.of(ClassLocation.of(Home.class).toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (isHome(folder)) {
                    return new Home(folder);
                }
            }
        } catch (URISyntaxException e) {
            // use the current folder
        }
        Path here = Path.of("").toAbsolutePath();
        if (!isHome(here)) {
            throw new UsageError(
                    "No workbook here. Change to the folder that holds lessons/ and pom.xml.");
        }
        return new Home(here);
    }

    private static boolean isHome(Path folder) {
        return Files.isDirectory(folder.resolve("lessons"))
                && Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** Returns the folder of the lessons that the learner works on. */
    public Path lessons() {
        return learner().resolve("lessons");
    }

    /**
     * Returns the folder with the learner's lessons and their state. It is the root, unless the
     * system property {@code workbook.learner} names another folder. Measurements use this property
     * to leave the learner's work alone.
     */
    private Path learner() {
        String elsewhere = System.getProperty("workbook.learner");
        return elsewhere == null ? root : Path.of(elsewhere).toAbsolutePath();
    }

    /** Returns the folder of the reference solutions. */
    public Path solutions() {
        return root.resolve("solutions");
    }

    /** Returns the folder of the stubs as they were shipped. */
    public Path stubs() {
        return root.resolve("src/main/stubs");
    }

    /** Returns the folder of the graders' sources, which has a folder for each lesson. */
    public Path graders() {
        return root.resolve("src/test/java");
    }

    /** Returns the folder of the build's output. */
    public Path target() {
        return root.resolve("target");
    }

    /**
     * Returns the libraries that a lesson may use besides the JDK: Jackson for JSON, JLine for line
     * editing, H2 for tables, Spring's password hashes with the library that they log with, and
     * {@code workbook.jim} with its sessions. Before the first build there are none.
     */
    public List<Path> lessonLibraries() {
        return libraries(PACKAGES.keySet());
    }

    /** Returns those of these libraries whose package occurs in a text. */
    public List<Path> lessonLibraries(String text) {
        return libraries(
                PACKAGES.keySet().stream()
                        .filter(jar -> text.contains(PACKAGES.get(jar)))
                        .collect(Collectors.toSet()));
    }

    private List<Path> libraries(Set<String> jars) {
        Path lib = target().resolve("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> jars.stream().anyMatch(jar -> isNamed(jar, file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNamed(String jar, Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(jar + "-") || name.equals(jar + ".jar");
    }

    /** Returns the folder for what the tool remembers about the learner. Git ignores it. */
    public Path state() {
        return learner().resolve(".workbook");
    }

    /**
     * Returns the Java files of a folder, sorted by name; an empty list if the folder does not
     * exist.
     */
    public static List<Path> javaFiles(Path folder) {
        return entries(folder, Home::isJavaFile);
    }

    /**
     * Returns the subfolders of a folder, sorted by name; an empty list if the folder does not
     * exist.
     */
    public static List<Path> folders(Path folder) {
        return entries(folder, Files::isDirectory);
    }

    /**
     * Returns whether a file has the name of a Java file. Hidden files do not count, because
     * editors use them for locks and drafts ({@code .#Echo.java}), and macOS for attributes ({@code
     * ._Echo.java}).
     */
    public static boolean isJavaFile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.startsWith(".") && !DRAFT.matcher(name).matches();
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of(); // it was deleted meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
