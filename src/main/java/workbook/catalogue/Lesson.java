package workbook.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One lesson, as found on disk.
 *
 * @param id its number with two digits: {@code 01}
 * @param name the name of its folder and its package: {@code lesson01_uppercase_echo}
 */
public record Lesson(Home home, String id, String name, Page page) {

    /** Returns the folder in which the learner works. */
    public Path folder() {
        return home.lessons().resolve(name);
    }

    /** Returns whether this JDK is new enough for the lesson. */
    public boolean isRunnable() {
        return page.release() <= Runtime.version().feature();
    }

    /** Returns what a lesson needs if it is not runnable: {@code needs JDK 21; this is 17}. */
    public String need() {
        return "needs JDK %d; this is %d".formatted(page.release(), Runtime.version().feature());
    }

    /** Returns the learner's Java files. */
    public List<Path> sources() {
        return Home.javaFiles(folder());
    }

    /** Returns the Java files of the reference solution. */
    public List<Path> solution() {
        return Home.javaFiles(home.solutions().resolve(name));
    }

    /**
     * Returns the path of the reference solution's file with this name, even if it does not exist.
     */
    public Path solutionFile(String name) {
        return home.solutions().resolve(this.name).resolve(name);
    }

    /**
     * Returns the files as they were shipped. Those with TODOs are in {@code src/main/stubs}. All
     * others are given, and are the same as in the solution.
     */
    public List<Path> stubs() {
        Path stubs = home.stubs().resolve(name);
        return solution().stream()
                .map(Path::getFileName)
                .map(
                        file ->
                                Files.exists(stubs.resolve(file))
                                        ? stubs.resolve(file)
                                        : solutionFile(file.toString()))
                .toList();
    }

    /**
     * Returns the paths of the learner's files with TODOs, even if they do not exist. All others
     * are given.
     */
    public List<Path> filesToEdit() {
        return filesWithTodos().stream().map(file -> folder().resolve(file.getFileName())).toList();
    }

    /** Returns the files with TODOs, as they were shipped. */
    public List<Path> filesWithTodos() {
        return Home.javaFiles(home.stubs().resolve(name));
    }

    /** Returns the sources of the lesson's graders. */
    public List<Path> graders() {
        return Home.javaFiles(home.graders().resolve(name)).stream()
                .filter(file -> file.toString().endsWith("Test.java"))
                .toList();
    }
}
