package workbook.grading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import workbook.grading.TestResult.Outcome;
import workbook.worker.RequirementTag;

/** Counts the tests that have ended in each task, and reports failures and tasks that are done. */
final class Tally {

    private final Progress progress;
    private final Map<Integer, Integer> open = new HashMap<>(); // number of open tests by task

    /**
     * Creates a tally of tests that will run.
     *
     * @param tags the tags of each of these tests
     */
    Tally(Collection<Set<String>> tags, Progress progress) {
        this.progress = progress;
        tags.forEach(of -> open.merge(RequirementTag.of(of).task(), 1, Integer::sum));
    }

    /** Counts a test that has an outcome now, and reports it if it failed. */
    synchronized void ended(PlannedTest test) {
        if (test.outcome == Outcome.FAILED) {
            progress.failed(test.result());
        } else if (open.merge(test.requirement.task(), -1, Integer::sum) == 0) {
            progress.passed(test.requirement.task());
        }
    }
}
