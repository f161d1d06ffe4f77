package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.Workers;

/**
 * Run once by the launcher after each build: grades one solution while the JVM notes which classes
 * that takes, so that later starts find them ready (class data sharing). Without it all works, but
 * each start takes longer.
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
