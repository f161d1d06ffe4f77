package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.TemporaryFolder;
import workbook.grading.LessonCompiler;
import workbook.grading.Submission;

/** The learner's or the reference's classes of a lesson, compiled into a folder of their own. */
final class Compiled implements AutoCloseable {

    private final TemporaryFolder classes = new TemporaryFolder();

    /**
     * Compiles.
     *
     * @throws UsageError if javac refuses, with what it says
     */
    Compiled(Lesson lesson, boolean mine) throws IOException {
        Submission submission = mine ? Submission.ofLearner(lesson) : Submission.ofSolution(lesson);
        String errors = LessonCompiler.compile(submission, classes());
        if (!errors.isEmpty()) {
            close();
            throw new UsageError("Lesson " + lesson.id() + " does not compile:\n" + errors);
        }
    }

    Path classes() {
        return classes.path();
    }

    @Override
    public void close() {
        classes.close();
    }
}
