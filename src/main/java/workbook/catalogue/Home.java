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
 * The folder that the workbook lies in.
 *
 * @param root an absolute path; holds {@code pom.xml} and {@code lessons/}
 */
public record Home(Path root) {

    /** How the names of jars for lessons begin, and the packages in them. */
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "jackson", "com.fasterxml.jackson",
                    "jline", "org.jline",
                    "h2", "org.h2",
                    "spring", "org.springframework",
                    "commons-logging", "org.apache.commons.logging",
                    "workbook-jim", "workbook.jim");

    /** Copies that Emacs makes beside the edited file, in order to check them. */
    private static final Pattern DRAFT = Pattern.compile("flycheck_.+|.+_flymake\\.java");

    /** The folder that this program was built in, or else the one that the user stands in. */
    public static Home find() {
        try {
            Path code = Path.of(ClassLocation.of(Home.class).toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (isHome(folder)) {
                    return new Home(folder);
                }
            }
        } catch (URISyntaxException e) {
            // fall through to the user's folder
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

    /** What the learner works on. */
    public Path lessons() {
        return learner().resolve("lessons");
    }

    /**
     * The folder that holds the learner's lessons and what is remembered of them: the workbook's
     * own, unless the system property {@code workbook.learner} names another (so that measurements
     * leave the learner's work alone).
     */
    private Path learner() {
        String elsewhere = System.getProperty("workbook.learner");
        return elsewhere == null ? root : Path.of(elsewhere).toAbsolutePath();
    }

    /** The reference solutions. */
    public Path solutions() {
        return root.resolve("solutions");
    }

    /** The stubs as they were shipped. */
    public Path stubs() {
        return root.resolve("src/main/stubs");
    }

    /** The sources of the graders, a folder for each lesson. */
    public Path graders() {
        return root.resolve("src/test/java");
    }

    /** What the build has made. */
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

    /** Of these libraries, those whose package is named in a text. */
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

    /** What the tool remembers about the learner; git ignores it. */
    public Path state() {
        return learner().resolve(".workbook");
    }

    /** The Java files of a folder, in order of name; none if the folder does not exist. */
    public static List<Path> javaFiles(Path folder) {
        return entries(folder, Home::isJavaFile);
    }

    /** The folders in a folder, in order of name; none if the folder does not exist. */
    public static List<Path> folders(Path folder) {
        return entries(folder, Files::isDirectory);
    }

    /**
     * Whether a file has the name of a Java file. Hidden files do not count: editors keep locks and
     * drafts in them ({@code .#Echo.java}), and a Mac keeps attributes ({@code ._Echo.java}).
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
            return List.of(); // it was deleted a moment ago
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
