package workbook.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.AtomicFile;
import workbook.grading.Submission;

/**
 * A wrong solution. Usually it is stored as {@code NAME.patch}, a change to the reference solution.
 * While an author edits it, or if more than half of it differs, it is stored as the folder {@code
 * NAME} with all files of the program and {@code mistake.txt}.
 */
public final class Mistake {

    private static final String HEADER = "mistake.txt";
    private static final String ENDING = ".patch";

    private final Lesson lesson;
    private final String name;

    /**
     * Creates the object for a mistake that exists or may be created later.
     *
     * @throws UsageError if a mistake cannot have this name
     */
    public Mistake(Lesson lesson, String name) {
        if (!name.matches("[A-Z]\\w*")) {
            throw new UsageError(
                    "A mistake is named like a class, such as ReadsOnce, not " + name + ".");
        }
        this.lesson = lesson;
        this.name = name;
    }

    /** Returns all mistakes of a lesson, sorted by name. */
    public static List<Mistake> of(Lesson lesson) {
        if (!Files.isDirectory(place(lesson))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place(lesson))) {
            return files.map(file -> file.getFileName().toString().replace(ENDING, ""))
                    .filter(name -> !name.startsWith("."))
                    .distinct()
                    .sorted()
                    .map(name -> new Mistake(lesson, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path place(Lesson lesson) {
        return lesson.home().root().resolve("src/test/mistakes").resolve(lesson.name());
    }

    public String name() {
        return name;
    }

    /** Returns the folder with the files of the whole program, if it is not stored as a patch. */
    public Path folder() {
        return place(lesson).resolve(name);
    }

    private Path patch() {
        return place(lesson).resolve(name + ENDING);
    }

    private String patchName() {
        return shown(patch());
    }

    private String shown(Path file) {
        return lesson.home().root().relativize(file).toString().replace('\\', '/');
    }

    public boolean isPatch() {
        return Files.exists(patch());
    }

    public boolean isFolder() {
        return Files.isDirectory(folder());
    }

    /** Returns the path of its patch or folder, relative to the workbook. */
    public String where() {
        return isFolder() ? shown(folder()) : patchName();
    }

    /** Returns words of the title of the test that must fail first. */
    String fails() {
        return header().fails();
    }

    /** Returns words of the likely cause that the failure must name. */
    String says() {
        return header().says();
    }

    /** Returns words of each likely cause that the failure must not name. */
    List<String> nots() {
        return header().nots();
    }

    /** Returns what is expected of its verdict. */
    MistakePatch.Header header() {
        return isFolder()
                ? MistakePatch.Header.parse(read(folder().resolve(HEADER)).lines().toList())
                : read().header();
    }

    private MistakePatch read() {
        return MistakePatch.parse(patchName(), read(patch()));
    }

    /**
     * Returns the lines of each file of the wrong program, by the file's name.
     *
     * @throws UsageError if there is no such mistake, or its patch does not apply
     */
    SortedMap<String, List<String>> files() {
        if (isFolder() && isPatch()) {
            throw new UsageError(
                    "There are both %s and a folder %s; delete the one that is out of date."
                            .formatted(patchName(), name));
        }
        if (isFolder()) {
            return sources(Home.javaFiles(folder()));
        }
        try {
            return read().applyTo(solution(), patchName());
        } catch (UsageError e) {
            throw new UsageError(
                    e.getMessage() + "\nTry: ./workbook mistake " + lesson.id() + " --refresh");
        }
    }

    private SortedMap<String, List<String>> solution() {
        return sources(lesson.solution());
    }

    /**
     * Returns the submission to grade. Writes the files that a patch changes to {@code
     * target/mistakes}, where you can look up the lines that a verdict names.
     */
    Submission submission() {
        Map<String, List<String>> right = solution();
        Path made = lesson.home().target().resolve("mistakes").resolve(lesson.name()).resolve(name);
        List<Path> files = new ArrayList<>();
        try {
            for (Map.Entry<String, List<String>> file : files().entrySet()) {
                if (isFolder()) {
                    files.add(folder().resolve(file.getKey()));
                } else if (file.getValue().equals(right.get(file.getKey()))) {
                    files.add(lesson.solutionFile(file.getKey()));
                } else {
                    files.add(made.resolve(file.getKey()));
                    write(made.resolve(file.getKey()), text(file.getValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Submission(lesson, name, List.copyOf(files));
    }

    /**
     * Writes the whole program into {@link #folder()}, so that an author can edit it there. A new
     * mistake begins as a copy of the solution. If the mistake was stored as a patch, deletes the
     * patch.
     */
    public void unfold() {
        try {
            MistakePatch.Header header =
                    isPatch() ? read().header() : MistakePatch.Header.parse(List.of());
            Map<String, List<String>> files = isPatch() ? files() : solution();
            for (Map.Entry<String, List<String>> file : files.entrySet()) {
                write(folder().resolve(file.getKey()), text(file.getValue()));
            }
            write(folder().resolve(HEADER), text(header.lines()));
            Files.deleteIfExists(patch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Turns the folder into a patch, unless more than half of the program differs.
     *
     * @return whether it is a patch now
     * @throws UsageError if nothing differs from the solution, or a line of {@code mistake.txt} is
     *     empty
     */
    public boolean fold() {
        MistakePatch.Header header = header();
        Map<String, List<String>> right = solution();
        SortedMap<String, List<String>> wrong = files();
        if (wrong.equals(right)) {
            throw new UsageError(
                    "The files in %s are still those of the solution. Edit them first."
                            .formatted(shown(folder())));
        }
        if (!header.missing().isEmpty()) {
            throw new UsageError(
                    "%s has no text after  %s:  yet. Add it first."
                            .formatted(
                                    shown(folder().resolve(HEADER)),
                                    String.join(":, ", header.missing())));
        }
        for (Path file : inFolder()) {
            if (!file.toString().endsWith(".java") && !file.endsWith(HEADER)) {
                throw new UsageError(
                        "%s does not belong to the mistake. Move it elsewhere first."
                                .formatted(shown(file)));
            }
        }
        MistakePatch patch = MistakePatch.between(header, right, wrong);
        if (patch.isAnotherProgram(right)) {
            return false;
        }
        write(patch, wrong);
        try {
            for (Path file : inFolder()) {
                Files.delete(file);
            }
            Files.delete(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private List<Path> inFolder() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the patch apply again after the solution was edited.
     *
     * @return whether the patch had to be changed
     * @throws UsageError if that is not possible; the message says why
     */
    public boolean refresh() {
        MistakePatch patch = read();
        Map<String, List<String>> right = solution();
        try {
            patch.applyTo(right, patchName());
            return false;
        } catch (UsageError e) {
            SortedMap<String, List<String>> wrong = patch.carryTo(right, patchName());
            write(MistakePatch.between(patch.header(), right, wrong), wrong);
            return true;
        }
    }

    /** Writes a patch after checking that it produces exactly these files. */
    private void write(MistakePatch patch, SortedMap<String, List<String>> wrong) {
        Map<String, List<String>> right = solution();
        String text = patch.text(right);
        if (!MistakePatch.parse(patchName(), text).applyTo(right, patchName()).equals(wrong)) {
            throw new IllegalStateException(patchName() + " would not make the same files again");
        }
        try {
            write(patch(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<String, List<String>> sources(List<Path> files) {
        SortedMap<String, List<String>> sources = new TreeMap<>();
        files.forEach(
                file ->
                        sources.put(
                                file.getFileName().toString(),
                                List.copyOf(read(file).lines().toList())));
        return Collections.unmodifiableSortedMap(sources);
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Writes a file, unless it already has this content. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !read(file).equals(text)) {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, text.getBytes(UTF_8));
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
