package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
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
     * The mistakes are graded in sixteen parts, in another order each day. Those of the first part
     * are graded from the first test on.
     */
    private static final int PARTS = 16;

    /** After this time, no other part is begun; its cases are reported as skipped. */
    private static final int MINUTES = Integer.getInteger("proof.minutes", 1_000);

    /**
     * Of all cases, so many are graded as a learner's verdict is made, too; other ones each day.
     */
    private static final int SAMPLE = 8;

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
        List<Proof.Result> results = new ArrayList<>();
        List<String> unsteady = new ArrayList<>();
        List<Case> late = new ArrayList<>();
        try (Workers workers = new Workers(new Build(home), AT_A_TIME)) {
            Grader grader = new Grader(new Build(home), workers);
            long begun = System.nanoTime();
            for (List<Case> batch : batches(cases)) {
                if (System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(MINUTES)) {
                    List<Proof.Result> quick =
                            Proof.runChanged(
                                    home,
                                    grader,
                                    batch,
                                    one -> turn(one) == 0,
                                    AT_A_TIME,
                                    System.out::println);
                    List<Proof.Result> looked = Proof.lookAgain(grader, quick, unsteady::add);
                    results.addAll(looked);
                    tellProgress(begun, results.size(), cases.size(), looked);
                } else {
                    late.addAll(batch);
                }
            }
        }
        Proof.matrix(lessons, results).forEach(System.out::println);
        unsteady.forEach(one -> System.out.println("UNSTEADY, right at the second look: " + one));
        if (!late.isEmpty()) {
            System.out.printf("LEFT OUT: %d cases after %d minutes%n", late.size(), MINUTES);
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(
                dynamicTest(
                        "almost every verdict is the right one at the first look",
                        () -> assertThat(unsteady).hasSizeLessThanOrEqualTo(UNSTEADY)));
        for (Proof.Result result : results) {
            tests.add(
                    dynamicTest(
                            result.graded().toString(),
                            () -> assertThat(result.problem()).isEmpty()));
        }
        for (Case one : late) {
            tests.add(
                    dynamicTest(one.toString(), () -> Assumptions.abort("left out: it was late")));
        }
        return tests.stream();
    }

    /** Prints how far the proof is after a part, and what was wrong in this part. */
    private static void tellProgress(long begun, int done, int all, List<Proof.Result> part) {
        long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - begun);
        System.out.printf("proof: %d of %d cases after %d minutes%n", done, all, minutes);
        part.stream()
                .filter(result -> !result.right())
                .forEach(result -> System.out.println("✘ " + result.graded()));
    }

    /** Everything but the mistakes, with the first part of these, then the other parts. */
    private static List<List<Case>> batches(List<Case> cases) {
        List<Case> mistakes =
                cases.stream().filter(one -> one.kind() == Case.Kind.MISTAKE).toList();
        List<Case> sample = Sample.of("mistakes", mistakes);
        List<List<Case>> batches = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            int turn = i;
            batches.add(new ArrayList<>(sample.stream().filter(one -> turn(one) == turn).toList()));
        }
        cases.stream().filter(one -> one.kind() != Case.Kind.MISTAKE).forEach(batches.get(0)::add);
        return batches;
    }

    /** In which part a mistake is today. */
    private static int turn(Case mistake) {
        return (int) Math.floorMod(mistake.toString().hashCode() + Sample.TODAY, PARTS);
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
