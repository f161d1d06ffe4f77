package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Submission;
import workbook.grading.Verdict;

/** Whatever a grading ends with, a verdict comes, and the next request is graded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RegraderTest {

    private final Lesson lesson = Catalogue.of(Home.find()).find("01");
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final BlockingQueue<Verdict> verdicts = new LinkedBlockingQueue<>();

    @Test
    void goes_on_after_any_exception() throws Exception {
        try (Regrader regrader = new Regrader((one, cancellation) -> grade(one), verdicts::add)) {
            failure.set(new UncheckedIOException(new NoSuchFileException("Echo.java")));
            assertThat(next(regrader).problem()).startsWith("Echo.java was deleted while");

            failure.set(new StackOverflowError());
            assertThat(next(regrader).problem()).contains("failed: java.lang.StackOverflow");

            failure.set(null);
            assertThat(next(regrader).outcome()).isEqualTo(Verdict.Outcome.PASSED);
        }
    }

    @Test
    void grades_what_somebody_looks_at_before_all_that_waits() throws Exception {
        List<Lesson> lessons = Catalogue.of(Home.find()).lessons().subList(0, 4);
        CountDownLatch asked = new CountDownLatch(1);
        Regrader.Grading waiting =
                (submission, cancellation) -> {
                    await(asked);
                    return grade(submission);
                };
        try (Regrader regrader = new Regrader(waiting, verdicts::add)) {
            lessons.forEach(regrader::request);
            regrader.requestFirst(lessons.get(3));
            asked.countDown();

            List<Lesson> graded = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                graded.add(verdicts.poll(60, TimeUnit.SECONDS).lesson());
            }

            graded.remove(lessons.get(0)); // had begun, or not
            assertThat(graded).containsExactly(lessons.get(3), lessons.get(1), lessons.get(2));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict next(Regrader regrader) throws InterruptedException {
        regrader.request(lesson);
        return verdicts.poll(60, TimeUnit.SECONDS);
    }

    private Verdict grade(Submission submission) {
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (failure.get() instanceof Error e) {
            throw e;
        }
        return new Verdict(submission, Verdict.Outcome.PASSED, "", List.of(), Duration.ZERO);
    }
}
