package workbook.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.Lesson;
import workbook.grading.Grader;
import workbook.grading.Verdict;

/** Proves graders: grades every submission of which the right verdict is known. */
public final class Proof {

    /**
     * A case and what became of it.
     *
     * @param problem empty if the verdict was the right one
     */
    public record Result(Case graded, Verdict verdict, String problem) {

        public boolean right() {
            return problem.isEmpty();
        }
    }

    private Proof() {}

    /** Grades all cases, some at a time; results are in the order of the cases. */
    public static List<Result> run(Grader grader, List<Case> cases, int atATime) {
        List<Result> results = new ArrayList<>();
        grader.gradeAll(
                cases.stream().map(Case::submission).toList(),
                atATime,
                verdict -> {
                    Case one = cases.get(results.size());
                    results.add(new Result(one, verdict, one.judge(verdict)));
                });
        return results;
    }

    /** The matrix: a line for each lesson, what was proven of its grader. */
    public static List<String> matrix(List<Lesson> lessons, List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "lesson                      stub     solution  mistakes killed  alternatives accepted");
        for (Lesson lesson : lessons) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s  %-22s  %-7s  %-8s  %-15s  %s",
                            lesson.id(),
                            lesson.page().title(),
                            count(results, lesson, Case.Kind.STUB, "fails"),
                            count(results, lesson, Case.Kind.SOLUTION, "passes"),
                            count(results, lesson, Case.Kind.MISTAKE, ""),
                            count(results, lesson, Case.Kind.ALTERNATIVE, "")));
        }
        return lines;
    }

    private static String count(
            List<Result> results, Lesson lesson, Case.Kind kind, String wordIfAllRight) {
        List<Result> own =
                results.stream()
                        .filter(
                                r ->
                                        r.graded().lesson().equals(lesson)
                                                && r.graded().kind() == kind)
                        .toList();
        long right = own.stream().filter(Result::right).count();
        boolean all = right == own.size();
        return all && !wordIfAllRight.isEmpty() ? wordIfAllRight : right + " of " + own.size();
    }

    /** The median of the time that verdicts took; zero if there are none. */
    public static Duration median(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
    }
}
