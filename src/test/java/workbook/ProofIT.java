package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.check.Case;
import workbook.check.Curriculum;
import workbook.check.Proof;
import workbook.grading.Build;
import workbook.grading.Grader;
import workbook.grading.GraderTests;
import workbook.grading.Workers;

/**
 * The proof of the graders: every stub fails every test, every solution and alternative passes,
 * every mistake fails at its test, and its cause is shown.
 */
class ProofIT {

    /**
     * Of the mistakes that are graded, every fourth from the first test on; other ones each day.
     */
    private static final int WHOLE = 4;

    /**
     * Of all cases, so many are graded as a learner's verdict is made, too; other ones each day.
     */
    private static final int SAMPLE = 16;

    /** How many cases may need the second look; each of them is printed. */
    private static final int UNSTEADY = 3;

    private static final int AT_A_TIME = Runtime.getRuntime().availableProcessors();

    private final Home home = Home.find();
    private final List<Lesson> lessons = Catalogue.of(home).lessons();

    @TestFactory
    Stream<DynamicTest> every_verdict_is_the_right_one() {
        List<Case> cases = new ArrayList<>();
        lessons.forEach(lesson -> cases.addAll(Case.of(lesson)));
        Catalogue.of(home)
                .leftOut()
                .forEach(
                        lesson ->
                                System.out.printf(
                                        "LEFT OUT: lesson %s %s%n", lesson.id(), lesson.need()));
        List<Case> mistakes =
                cases.stream().filter(one -> one.kind() == Case.Kind.MISTAKE).toList();
        cases.removeAll(mistakes);
        cases.addAll(Sample.of("mistakes", mistakes));
        List<Proof.Result> results;
        List<String> unsteady = new ArrayList<>();
        try (Workers workers = new Workers(new Build(home), AT_A_TIME)) {
            Grader grader = new Grader(new Build(home), workers);
            results =
                    Proof.runChanged(
                            home,
                            grader,
                            cases,
                            one ->
                                    Math.floorMod(one.toString().hashCode() + Sample.TODAY, WHOLE)
                                            == 0,
                            AT_A_TIME,
                            System.out::println);
            results = Proof.lookAgain(grader, results, unsteady::add);
        }
        Proof.matrix(lessons, results).forEach(System.out::println);
        unsteady.forEach(one -> System.out.println("UNSTEADY, right at the second look: " + one));
        return Stream.concat(
                Stream.of(
                        dynamicTest(
                                "almost every verdict is the right one at the first look",
                                () -> assertThat(unsteady).hasSizeLessThanOrEqualTo(UNSTEADY))),
                results.stream()
                        .map(
                                result ->
                                        dynamicTest(
                                                result.graded().toString(),
                                                () -> assertThat(result.problem()).isEmpty())));
    }

    /** The quick proof and a learner's verdict agree on the first failure and its cause. */
    @TestFactory
    Stream<DynamicTest> a_sample_is_judged_alike_in_workers_of_their_own() {
        List<Case> all = new ArrayList<>();
        lessons.forEach(lesson -> all.addAll(Case.of(lesson)));
        int step = all.size() / SAMPLE;
        List<Case> sample = new ArrayList<>();
        for (int i = (int) (Sample.TODAY % step); i < all.size(); i += step) {
            sample.add(all.get(i));
        }
        List<Proof.Result> quick;
        List<Proof.Result> fresh;
        try (Workers workers = new Workers(new Build(home), AT_A_TIME)) {
            Grader grader = new Grader(new Build(home), workers);
            quick = Proof.runQuickly(grader, sample, AT_A_TIME);
            fresh = Proof.run(grader, sample, AT_A_TIME);
        }
        return IntStream.range(0, sample.size())
                .mapToObj(
                        i ->
                                dynamicTest(
                                        sample.get(i).toString(),
                                        () ->
                                                assertThat(quick.get(i).fingerprint())
                                                        .isEqualTo(fresh.get(i).fingerprint())));
    }

    @TestFactory
    Stream<DynamicTest> every_lesson_is_complete() {
        return lessons.stream()
                .map(
                        lesson ->
                                dynamicTest(
                                        lesson.name(),
                                        () ->
                                                assertThat(
                                                                Curriculum.problems(
                                                                        lesson, grader(lesson)))
                                                        .isEmpty()));
    }

    private GraderTests grader(Lesson lesson) throws IOException {
        return GraderTests.of(lesson, new Build(home));
    }

    @TestFactory
    Stream<DynamicTest> every_lesson_is_as_shipped() {
        return lessons.stream()
                .filter(lesson -> System.getenv("CI") != null || Curriculum.isUntouched(lesson))
                .map(
                        lesson ->
                                dynamicTest(
                                        lesson.name(),
                                        () ->
                                                assertThat(Curriculum.isUntouched(lesson))
                                                        .as(
                                                                "lessons/ is src/main/stubs and the given files of solutions/")
                                                        .isTrue()));
    }
}
