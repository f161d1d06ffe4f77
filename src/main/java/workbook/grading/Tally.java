package workbook.grading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import workbook.grading.TestResult.Outcome;
import workbook.worker.RequirementTag;

/** Counts the tests of each task as they end, and reports each task that is done. */
final class Tally {

    private final Progress progress;
    private final Map<Integer, Integer> open = new HashMap<>(); // tests of each task

    /**
     * @param tags those of each test that will be run
     */
    Tally(Collection<Set<String>> tags, Progress progress) {
        this.progress = progress;
        tags.forEach(of -> open.merge(RequirementTag.of(of).task(), 1, Integer::sum));
    }

    /** A test has an outcome now; it may have failed. */
    synchronized void ended(PlannedTest test) {
        if (test.outcome == Outcome.FAILED) {
            progress.failed(test.result());
        } else if (open.merge(test.requirement.task(), -1, Integer::sum) == 0) {
            progress.passed(test.requirement.task());
        }
    }
}
