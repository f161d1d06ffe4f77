package workbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunawayGuardTest {

    @Test
    void forgets_a_dismissed_thread_that_has_ended() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = waiting(over);
        Thread other = waiting(over);

        RunawayGuard.dismiss(thread);
        assertThat(RunawayGuard.isDismissed(thread)).isTrue();
        assertThat(RunawayGuard.isDismissed(other)).isFalse();

        over.countDown();
        thread.join();
        other.join();
        RunawayGuard.readmit(other);

        assertThat(RunawayGuard.isDismissed(thread)).isFalse();
    }

    private static Thread waiting(CountDownLatch over) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                over.await();
                            } catch (InterruptedException e) {
                                // the test is over
                            }
                        });
        thread.start();
        return thread;
    }
}
