package workbook.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One lesson, as found on disk.
 *
 * @param id its number in two digits: {@code 01}
 * @param name its folder and its package: {@code lesson01_uppercase_echo}
 */
public record Lesson(Home home, String id, String name, Page page) {

    /** The folder that the learner works in. */
    public Path folder() {
        return home.lessons().resolve(name);
    }

    /** Whether this JDK is new enough for it. */
    public boolean isRunnable() {
        return page.release() <= Runtime.version().feature();
    }

    /** What a lesson that is not runnable needs: {@code needs JDK 21; this is 17}. */
    public String need() {
        return "needs JDK %d; this is %d".formatted(page.release(), Runtime.version().feature());
    }

    /** The learner's files. */
    public List<Path> sources() {
        return Home.javaFiles(folder());
    }

    /** The files of the reference solution. */
    public List<Path> solution() {
        return Home.javaFiles(home.solutions().resolve(name));
    }

    /** The reference solution's file of this name, whether it is there or not. */
    public Path solutionFile(String name) {
        return home.solutions().resolve(this.name).resolve(name);
    }

    /**
     * The files as they were shipped: those with TODOs from {@code src/main/stubs}; all others are
     * given, and the same as in the solution.
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

    /** The learner's files that have TODOs, whether they are there or not; all others are given. */
    public List<Path> filesToEdit() {
        return filesWithTodos().stream().map(file -> folder().resolve(file.getFileName())).toList();
    }

    /** The files with TODOs, as they were shipped. */
    public List<Path> filesWithTodos() {
        return Home.javaFiles(home.stubs().resolve(name));
    }

    /** The sources of the graders. */
    public List<Path> graders() {
        return Home.javaFiles(home.graders().resolve(name)).stream()
                .filter(file -> file.toString().endsWith("Test.java"))
                .toList();
    }
}
