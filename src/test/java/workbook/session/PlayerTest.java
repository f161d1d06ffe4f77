package workbook.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@Timeout(60)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlayerTest {

    private static final long DAY = 86_400_000; // ms

    private final BlockingQueue<Long> shown = new LinkedBlockingQueue<>();
    private Thread playing;

    /** Plays events at these times: a negative one is a note. */
    private void play(Player player, long... times) {
        playing =
                new Thread(
                        () -> {
                            try {
                                for (long time : times) {
                                    player.await(event(time));
                                    shown.add(time);
                                }
                                player.end();
                            } catch (InterruptedException e) {
                                // the test is over
                            }
                        });
        playing.start();
    }

    private static Crossing event(long millis) {
        Kind kind = millis < 0 ? Kind.NOTE : Kind.DATA;
        return new Crossing(
                1,
                Duration.ofMillis(Math.abs(millis)),
                1,
                false,
                new Event(kind, "client", "server", new byte[1]),
                null,
                null);
    }

    private static void untilWaiting(Player player) {
        while (player.state().waiting() == 0) {
            assertThat(Thread.interrupted()).as("the time is over").isFalse();
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (playing != null) {
            playing.interrupt();
            playing.join();
        }
    }

    @Test
    void without_pauses_all_is_shown_at_once() throws Exception {
        Player player = new Player(0);
        play(player, 0, DAY, 2 * DAY);
        playing.join();

        assertThat(shown).containsExactly(0L, DAY, 2 * DAY);
        assertThat(player.state().over()).isTrue();
    }

    @Test
    void events_are_as_far_apart_as_they_were_divided_by_the_speed() throws Exception {
        long start = System.nanoTime();
        play(new Player(DAY / 50.0), DAY, 2 * DAY, 3 * DAY);
        playing.join();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(95));
    }

    @Test
    void while_held_each_step_lets_one_event_pass_however_late_it_is() throws Exception {
        Player player = new Player(1);
        player.hold();
        play(player, DAY, 3 * DAY, 9 * DAY);
        for (long expected : new long[] {DAY, 3 * DAY, 9 * DAY}) {
            untilWaiting(player);
            assertThat(shown).isEmpty();

            assertThat(player.step()).isTrue();

            assertThat(shown.take()).isEqualTo(expected);
        }
        playing.join();
        assertThat(player.step()).isFalse();
    }

    @Test
    void while_held_what_did_not_cross_needs_no_step() throws Exception {
        Player player = new Player(1);
        player.hold();
        play(player, -DAY, -2 * DAY, 3 * DAY);

        assertThat(shown.take()).isEqualTo(-DAY);
        assertThat(shown.take()).isEqualTo(-2 * DAY);
        untilWaiting(player);
        assertThat(shown).isEmpty();
    }

    @Test
    void what_was_held_passes_at_once_when_all_may_pass() throws Exception {
        Player player = new Player(1);
        player.hold();
        play(player, 0, 1);
        untilWaiting(player);

        player.run();

        assertThat(shown.take()).isZero();
        assertThat(shown.take()).isEqualTo(1);
    }

    @Test
    void a_step_ends_a_long_pause() throws Exception {
        Player player = new Player(1);
        play(player, 0, DAY, DAY + 1);
        assertThat(shown.take()).isZero();
        while (!player.step()) {
            Thread.onSpinWait();
        }

        assertThat(shown.take()).isEqualTo(DAY);
        assertThat(shown.take()).isEqualTo(DAY + 1);
    }

    @Test
    void a_step_back_holds_and_is_asked_for_in_place_of_the_event_that_waits() throws Exception {
        Player player = new Player(1);
        BlockingQueue<Boolean> forwards = new LinkedBlockingQueue<>();
        Semaphore goOn = new Semaphore(0); // after the last call of back()
        playing =
                new Thread(
                        () -> {
                            try {
                                player.await(event(0));
                                forwards.add(player.await(event(DAY)));
                                goOn.acquire();
                                forwards.add(player.await(null)); // the end
                            } catch (InterruptedException e) {
                                // the test is over
                            }
                        });
        playing.start();
        while (forwards.isEmpty()) {
            player.back(); // nothing before the second event waits
        }

        assertThat(forwards.take()).isFalse();
        goOn.release();
        untilWaiting(player);
        assertThat(player.state().held()).isTrue();
        player.step();
        assertThat(forwards.take()).isTrue();
    }

    @Test
    void what_crossed_cannot_be_changed() {
        Player player = new Player(1);
        play(player);

        assertThatThrownBy(() -> player.reset(1)).hasMessageContaining("This is a replay");
        assertThatThrownBy(() -> player.send(1, true, new byte[1]))
                .hasMessageContaining("This is a replay");
    }

    @Test
    void an_interrupt_ends_it_although_nothing_has_to_wait() {
        Player player = new Player(0);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> player.await(null)).isInstanceOf(InterruptedException.class);
    }
}
