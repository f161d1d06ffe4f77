package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.Workers;

/**
 * Prepares faster starts. The launcher runs this command once after each build. It grades one
 * solution while the JVM records the classes that it loads, so that later starts can load them from
 * an archive (class data sharing). Everything works without the archive, but each start takes
 * longer.
 */
@Command(name = "archive", hidden = true)
final class ArchiveCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;

    @Override
    public Integer call() {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().lessons().get(0);
        try (Workers workers = Workers.archiving(context.build())) {
            new VerdictText(context.terminal(), false)
                    .print(
                            new Grader(context.build(), workers)
                                    .grade(Submission.ofSolution(lesson)));
        }
        return Workbook.PASSED;
    }
}
