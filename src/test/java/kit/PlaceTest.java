package kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks when the wait of a pool's thread counts as a wait with a time-out. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PlaceTest {

    @Test
    void a_thread_of_a_pool_that_waits_for_work_does_not_wait_for_a_while_only() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        AtomicReference<Thread> thread = new AtomicReference<>();
        pool.submit(() -> thread.set(Thread.currentThread())).get();

        Place place = onceItWaits(thread.get());

        assertThat(place.timed()).isFalse();
        pool.shutdown();
    }

    @Test
    void a_thread_of_a_scheduler_that_has_work_later_does() throws Exception {
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        AtomicReference<Thread> thread = new AtomicReference<>();
        scheduler.submit(() -> thread.set(Thread.currentThread())).get();
        scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);

        Place place = onceItWaits(thread.get());

        assertThat(place.timed()).isTrue();
        scheduler.shutdownNow();
    }

    @Test
    void a_thread_that_closes_an_executor_waits_for_as_long_as_it_takes() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        assumeTrue(pool instanceof AutoCloseable, "this JDK's executors have no close()");
        CountDownLatch over = new CountDownLatch(1);
        pool.submit(() -> over.await(1, TimeUnit.MINUTES));
        Thread closing = new Thread(() -> close(pool));
        closing.start();

        Place place = onceItWaits(closing);

        assertThat(place.timed()).isFalse();
        over.countDown();
        closing.join();
    }

    private static void close(Object pool) {
        try {
            ((AutoCloseable) pool).close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Place onceItWaits(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return Place.of("it", thread.getState(), thread.getStackTrace(), 0);
    }
}
