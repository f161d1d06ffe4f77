package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
import workbook.grading.Workers;

/**
 * The proof of the graders: every stub fails every test, every solution and alternative passes,
 * every mistake fails at its test and is told its cause.
 */
class ProofIT {

    /** {@code -Dproof.every=4}: of the mistakes every fourth only, where time is short. */
    private static final int EVERY = Integer.getInteger("proof.every", 1);

    private final Home home = Home.find();
    private final List<Lesson> lessons = Catalogue.of(home).lessons();

    @TestFactory
    Stream<DynamicTest> every_verdict_is_the_right_one() {
        List<Case> cases = new ArrayList<>();
        lessons.forEach(lesson -> cases.addAll(Case.of(lesson)));
        int all = cases.size();
        if (EVERY > 1) {
            AtomicInteger mistakes = new AtomicInteger();
            cases.removeIf(
                    one ->
                            one.kind() == Case.Kind.MISTAKE
                                    && mistakes.getAndIncrement() % EVERY != 0);
            System.out.printf(
                    "LEFT OUT: %d of %d cases, all of them mistakes%n", all - cases.size(), all);
        }
        int atATime = Runtime.getRuntime().availableProcessors();
        List<Proof.Result> results;
        try (Workers workers = new Workers(new Build(home), atATime)) {
            results = Proof.run(new Grader(new Build(home), workers), cases, atATime);
        }
        Proof.matrix(lessons, results).forEach(System.out::println);
        return results.stream()
                .map(
                        result ->
                                dynamicTest(
                                        result.graded().toString(),
                                        () -> assertThat(result.problem()).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> every_lesson_is_complete() {
        return lessons.stream()
                .map(
                        lesson ->
                                dynamicTest(
                                        lesson.name(),
                                        () -> assertThat(Curriculum.problems(lesson)).isEmpty()));
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
                                                        .as("lessons/ equals src/main/stubs")
                                                        .isTrue()));
    }
}
