package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.TestResult.Outcome;
import workbook.grading.Verdict;
import workbook.worker.RequirementTag;

/** A verdict is as long as it must be, and no longer than the screen where that can be. */
class VerdictTextTest {

    private final Lesson lesson = Catalogue.of(Home.find()).find("01");

    @Test
    void has_a_line_for_each_failure_where_there_is_room() {
        List<String> lines = lines(Integer.MAX_VALUE, 9);

        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 2 "));
        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 9 "));
        assertThat(lines).noneMatch(line -> line.contains("more tests"));
    }

    @Test
    void is_not_cut_where_it_just_fits() {
        int all = lines(Integer.MAX_VALUE, 9).size();

        assertThat(lines(all, 9)).isEqualTo(lines(Integer.MAX_VALUE, 9));
    }

    @Test
    void cuts_the_other_failures_where_they_do_not_fit() {
        int all = lines(Integer.MAX_VALUE, 9).size();

        List<String> lines = lines(all - 1, 9);

        assertThat(lines).hasSize(all - 1);
        assertThat(lines).anyMatch(line -> line.startsWith("✘ it fails 7 "));
        assertThat(lines).contains("… and 2 more tests of task 1: ./workbook test 01");
        assertThat(lines).last().asString().contains("0 of 9 tests passed");
    }

    @Test
    void never_cuts_the_first_failure() {
        List<String> lines = lines(1, 3);

        assertThat(lines)
                .contains("  expected  one", "… and 2 more tests of task 1: ./workbook test 01");
    }

    @Test
    void counts_tests_and_not_lines_of_what_it_cuts() {
        List<TestResult> tests = failures(1);
        for (int i = 0; i < 27; i++) {
            String message = "  not written yet: TODO 3";
            tests.add(
                    new TestResult(
                            new RequirementTag(3 + i % 2, 0),
                            "waits",
                            "m",
                            Outcome.FAILED,
                            message,
                            "",
                            1));
        }
        assertThat(tests.get(1).isUnwritten()).isTrue();

        assertThat(new VerdictText(Terminal.standard(), false).within(1).lines(verdict(tests)))
                .contains("… and 27 more tests of 2 tasks: ./workbook test 01");
    }

    @Test
    void only_counts_what_fails_in_other_tasks() {
        List<TestResult> tests = failures(2);
        for (int i = 0; i < 3; i++) {
            tests.add(result(4, Outcome.FAILED, "  expected  one\n  but was   another"));
        }
        tests.add(result(4, Outcome.NOT_RUN, ""));
        tests.add(result(5, Outcome.FAILED, "  not written yet: TODO 5"));

        List<String> lines =
                new VerdictText(Terminal.standard(), false)
                        .lines(verdict(tests)).stream()
                                .map(line -> line.replaceAll(" {2,}", "  "))
                                .toList();

        assertThat(lines)
                .containsSubsequence(
                        "✘ it fails 2  README 1.0",
                        "✘ 3 more tests fail  task 4",
                        "○ 1 more test was not run for lack of time  task 4",
                        "○ 1 more test waits for code that is not written yet  task 5")
                .noneMatch(line -> line.contains("of task 4"));
    }

    @Test
    void keeps_what_stands_above_it() {
        List<String> lines =
                new VerdictText(Terminal.standard(), false)
                        .under(List.of("Task 1. Bind."))
                        .lines(verdict(failures(1)));

        assertThat(lines)
                .startsWith(
                        "01 · Uppercase echo   solutions/" + lesson.name(),
                        "",
                        "Task 1. Bind.",
                        "");
    }

    @Test
    void is_brief_where_little_room_is_left() {
        List<String> lines =
                new VerdictText(Terminal.standard(), false).briefly().lines(verdict(failures(9)));

        assertThat(lines)
                .anyMatch(line -> line.startsWith("✘ task 1 · ✘ task 2 · ✘ task 3"))
                .contains("  expected  one", "… and 8 more tests of task 1: ./workbook test 01");
        assertThat(lines).hasSize(9);
    }

    @Test
    void of_code_that_does_not_compile_keeps_the_caret_in_its_place() {
        String source = "\t\tint n = " + "value + ".repeat(20) + "1";
        String problem = "Echo.java:3: ';' expected\n" + source + "\n\t\t" + " ".repeat(168) + "^";

        List<String> lines =
                new VerdictText(Terminal.standard(), false)
                        .lines(verdict(Verdict.Outcome.DOES_NOT_COMPILE, problem, List.of()));

        String caret = lines.stream().filter(Excerpt::isCaret).findFirst().orElseThrow();
        String above = lines.get(lines.indexOf(caret) - 1);
        assertThat(above.charAt(caret.length() - 1)).isEqualTo('1');
        assertThat(above).hasSizeLessThanOrEqualTo(Text.WIDTH);
    }

    @Test
    void continues_a_line_to_the_right_of_its_beginning() {
        String waits = " ".repeat(21) + "another thread of yours waits";
        TestResult failed =
                new TestResult(
                        new RequirementTag(1, 1),
                        "it fails",
                        "m",
                        Outcome.FAILED,
                        waits + " in talk() at AServerWithAVeryLongName.java:95 and so on",
                        "",
                        1);
        Verdict verdict =
                new Verdict(
                        Submission.ofSolution(lesson),
                        Verdict.Outcome.FAILED,
                        "",
                        List.of(failed),
                        Duration.ofMillis(5));

        List<String> lines = new VerdictText(Terminal.standard(), false).lines(verdict);

        int at = lines.indexOf(lines.stream().filter(it -> it.startsWith(waits)).findAny().get());
        assertThat(lines.get(at + 1)).startsWith(" ".repeat(22));
    }

    @Test
    void shows_the_requirement_and_names_it_once() {
        Lesson udp = Catalogue.of(Home.find()).find("08");
        TestResult failed =
                new TestResult(
                        new RequirementTag(1, 4),
                        "A datagram may be empty",
                        "m",
                        Outcome.FAILED,
                        "  expected  one\n  likely    it is skipped.   README 1.4",
                        "",
                        1);
        Verdict verdict =
                new Verdict(
                        Submission.ofSolution(udp),
                        Verdict.Outcome.FAILED,
                        "",
                        List.of(failed),
                        Duration.ofMillis(5));

        List<String> lines = new VerdictText(Terminal.standard(), false).lines(verdict);

        assertThat(lines)
                .contains(
                        "  1.4  A datagram of 0 bytes is returned with an empty text.",
                        "  likely    it is skipped.");
        assertThat(lines)
                .filteredOn(line -> line.contains("README"))
                .singleElement()
                .asString()
                .startsWith("✘ A datagram may be empty ")
                .endsWith(" README 1.4");
    }

    private List<String> lines(int room, int failures) {
        Verdict verdict = verdict(failures(failures));
        return new VerdictText(Terminal.standard(), false).within(room).lines(verdict);
    }

    private static List<TestResult> failures(int count) {
        List<TestResult> tests = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String message = "  expected  one\n  but was   another";
            tests.add(
                    new TestResult(
                            new RequirementTag(1, 0),
                            "it fails " + i,
                            "m",
                            Outcome.FAILED,
                            message,
                            "",
                            1));
        }
        return tests;
    }

    private static TestResult result(int task, Outcome outcome, String message) {
        return new TestResult(
                new RequirementTag(task, 1), "of task " + task, "m", outcome, message, "", 1);
    }

    private Verdict verdict(List<TestResult> tests) {
        return verdict(Verdict.Outcome.FAILED, "", tests);
    }

    private Verdict verdict(Verdict.Outcome outcome, String problem, List<TestResult> tests) {
        return new Verdict(
                Submission.ofSolution(lesson), outcome, problem, tests, Duration.ofMillis(5));
    }
}
