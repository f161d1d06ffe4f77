package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.grading.LessonCompiler;
import workbook.grading.Submission;

/** The learner's or the reference's classes of a lesson, compiled into a folder of their own. */
final class Compiled implements AutoCloseable {

    private final Path classes;

    /**
     * Compiles.
     *
     * @throws UsageError if javac refuses, with what it says
     */
    Compiled(Lesson lesson, boolean mine) throws IOException {
        classes = Files.createTempDirectory("workbook-");
        Submission submission = mine ? Submission.ofLearner(lesson) : Submission.ofSolution(lesson);
        String errors = LessonCompiler.compile(submission, classes);
        if (!errors.isEmpty()) {
            close();
            throw new UsageError(submission.label() + " does not compile:\n" + errors);
        }
    }

    Path classes() {
        return classes;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(classes)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the system clears its temporary folder
        }
    }
}
