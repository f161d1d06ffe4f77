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
 * @param folder where they were looked for
 */
public record Submission(Lesson lesson, String label, Path folder, List<Path> files) {

    /** Files that lie where the learner works. */
    public Submission(Lesson lesson, String label, List<Path> files) {
        this(lesson, label, lesson.folder(), files);
    }

    /** The learner's own files. */
    public static Submission ofLearner(Lesson lesson) {
        return new Submission(lesson, "lessons/" + lesson.name(), lesson.sources());
    }

    /** The reference solution. */
    public static Submission ofSolution(Lesson lesson) {
        Path folder = lesson.home().solutions().resolve(lesson.name());
        return new Submission(lesson, "solutions/" + lesson.name(), folder, lesson.solution());
    }

    /** The lesson as it was shipped. */
    public static Submission ofStubs(Lesson lesson) {
        Path folder = lesson.home().stubs().resolve(lesson.name());
        return new Submission(lesson, "src/main/stubs/" + lesson.name(), folder, lesson.stubs());
    }

    /** What somebody handed in: the files of a folder. */
    public static Submission handedIn(Lesson lesson, Path folder) {
        String label = folder.toString().isEmpty() ? "." : folder.toString();
        return new Submission(lesson, label, folder, Home.javaFiles(folder));
    }

    /** Whether these are the files that the learner of this workbook works on. */
    boolean isLearners() {
        return folder.equals(lesson.folder());
    }

    /** The files of a folder; classes that it lacks are taken from the reference solution. */
    public static Submission ofFolder(Lesson lesson, Path folder) {
        List<Path> files = new ArrayList<>(Home.javaFiles(folder));
        Set<Path> own = files.stream().map(Path::getFileName).collect(Collectors.toSet());
        lesson.solution().stream()
                .filter(file -> !own.contains(file.getFileName()))
                .forEach(files::add);
        return new Submission(lesson, folder.getFileName().toString(), folder, List.copyOf(files));
    }
}
