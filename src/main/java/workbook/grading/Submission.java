package workbook.grading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/**
 * What is graded: the Java files of one lesson, wherever they lie.
 *
 * @param label where these files are: {@code lessons/lesson01_uppercase_echo}, or another folder
 */
public record Submission(Lesson lesson, String label, List<Path> files) {

    /** The learner's own files. */
    public static Submission ofLearner(Lesson lesson) {
        return new Submission(lesson, "lessons/" + lesson.name(), lesson.sources());
    }

    /** The reference solution. */
    public static Submission ofSolution(Lesson lesson) {
        return new Submission(lesson, "solutions/" + lesson.name(), lesson.solution());
    }

    /** The lesson as it was shipped. */
    public static Submission ofStubs(Lesson lesson) {
        return new Submission(lesson, "src/main/stubs/" + lesson.name(), lesson.stubs());
    }

    /** The files of a folder; classes that it lacks are taken from the reference solution. */
    public static Submission ofFolder(Lesson lesson, Path folder) {
        List<Path> files = new ArrayList<>(Home.javaFiles(folder));
        Set<Path> own = files.stream().map(Path::getFileName).collect(Collectors.toSet());
        lesson.solution().stream()
                .filter(file -> !own.contains(file.getFileName()))
                .forEach(files::add);
        return new Submission(lesson, folder.getFileName().toString(), List.copyOf(files));
    }
}
