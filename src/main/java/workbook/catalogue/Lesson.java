package workbook.catalogue;

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

    /** The learner's files. */
    public List<Path> sources() {
        return Home.javaFiles(folder());
    }

    /** The files of the reference solution. */
    public List<Path> solution() {
        return Home.javaFiles(home.solutions().resolve(name));
    }

    /** The files as they were shipped. */
    public List<Path> stubs() {
        return Home.javaFiles(home.stubs().resolve(name));
    }

    /** The sources of the graders. */
    public List<Path> graders() {
        return Home.javaFiles(home.graders().resolve(name)).stream()
                .filter(file -> file.toString().endsWith("Test.java"))
                .toList();
    }
}
