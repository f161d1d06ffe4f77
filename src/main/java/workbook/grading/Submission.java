package workbook.grading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/**
 * The Java files that are graded for one lesson, from any folder.
 *
 * @param label the folder as the user knows it: {@code lessons/lesson01_uppercase_echo}
 * @param folder the folder of the files
 */
public record Submission(Lesson lesson, String label, Path folder, List<Path> files) {

    /** Creates a submission whose folder is the learner's folder. */
    public Submission(Lesson lesson, String label, List<Path> files) {
        this(lesson, label, lesson.folder(), files);
    }

    /** Returns the learner's own files. */
    public static Submission ofLearner(Lesson lesson) {
        return new Submission(lesson, "lessons/" + lesson.name(), lesson.sources());
    }

    /** Returns the reference solution. */
    public static Submission ofSolution(Lesson lesson) {
        Path folder = lesson.home().solutions().resolve(lesson.name());
        return new Submission(lesson, "solutions/" + lesson.name(), folder, lesson.solution());
    }

    /** Returns the files of the lesson as they were shipped. */
    public static Submission ofStubs(Lesson lesson) {
        Path folder = lesson.home().stubs().resolve(lesson.name());
        return new Submission(lesson, "src/main/stubs/" + lesson.name(), folder, lesson.stubs());
    }

    /** Returns the files of a folder, for example those that a student handed in. */
    public static Submission handedIn(Lesson lesson, Path folder) {
        String label = folder.toString().isEmpty() ? "." : folder.toString();
        return new Submission(lesson, label, folder, Home.javaFiles(folder));
    }

    /** Returns whether these are the files in the learner's folder of this workbook. */
    boolean isLearners() {
        return folder.equals(lesson.folder());
    }

    /**
     * Returns the files of a folder. Files that are missing there come from the reference solution.
     */
    public static Submission ofFolder(Lesson lesson, Path folder) {
        List<Path> files = new ArrayList<>(Home.javaFiles(folder));
        Set<Path> own = files.stream().map(Path::getFileName).collect(Collectors.toSet());
        lesson.solution().stream()
                .filter(file -> !own.contains(file.getFileName()))
                .forEach(files::add);
        return new Submission(lesson, folder.getFileName().toString(), folder, List.copyOf(files));
    }
}
