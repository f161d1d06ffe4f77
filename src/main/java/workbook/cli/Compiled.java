package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.TemporaryFolder;
import workbook.grading.LessonCompiler;
import workbook.grading.Submission;

/**
 * A lesson's code, the learner's or the reference solution, compiled into a temporary folder.
 * {@link #close()} deletes the folder.
 */
final class Compiled implements AutoCloseable {

    private final TemporaryFolder classes = new TemporaryFolder();

    /**
     * Compiles the code.
     *
     * @param mine whether to compile the learner's code; otherwise the reference solution
     * @throws UsageError if it does not compile; the message contains the errors
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
