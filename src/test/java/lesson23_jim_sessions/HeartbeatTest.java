package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.time.Duration;
import kit.Call;
import kit.HandSetClock;
import kit.Likely;
import kit.Wire;
import lesson23_jim_sessions.Heartbeat.Pulse;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class HeartbeatTest {

    /** 30 seconds of silence, then 10 of patience. */
    private static final Rules PROBES =
            new Rules(false, Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NullPointerException.class),
                "something is asked for its time that has not been yet: the last message, or the probe."),
        when(
                seen -> seen.called("pulse(), without probes"),
                "nobody is to be probed: Rules.probes() tells."),
        when(
                seen -> seen.called("pulse(), never present"),
                "a client is probed that has not sent a presence, so it is not one of ours yet."),
        when(
                seen -> seen.expected("DEAD"),
                "a client that answers probes has left one unanswered for as long as the patience goes, and is not DEAD. Its end counts from the probe, and belongs to it."),
        when(
                seen -> seen.got("DEAD") && seen.called("pulse(), never answers"),
                "a client is taken for dead that has never answered a probe. Many programs cannot; that they are silent means nothing."),
        when(
                seen -> seen.got("DEAD"),
                "a client is taken for dead although its patience is not over, or a message has ended the silence. Count from the probe, not from the last message, and forget the probe when a message comes."),
        when(
                seen -> seen.got("PROBE") && seen.called("pulse(), already probed"),
                "one silence is probed more than once. Note that a probe is open, until a message comes."),
        when(
                seen -> seen.got("PROBE"),
                "a probe is sent too early. The silence begins anew with every message."),
        when(
                seen -> seen.expected("PROBE"),
                "the silence has lasted as long as the rules say, and no probe is sent. Take the time from the clock at every pulse(), and forget the last probe when a message comes."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final HandSetClock clock = HandSetClock.at("2025-11-01T09:00:00Z", "UTC");

    private Heartbeat heartbeat(Rules rules) {
        return new Heartbeat(rules, clock);
    }

    /** At this second a message comes, and maybe a presence. */
    private void heard(Heartbeat heartbeat, int second, boolean presence) {
        clock.set("2025-11-01T09:00:00Z".replace(":00Z", ":%02dZ").formatted(second));
        Call<Void> heard =
                wire.call(
                        "heard(" + presence + ") at 00:%02d".formatted(second),
                        () -> {
                            heartbeat.heard(presence);
                            return null;
                        });
        assertThat(heard).returns();
    }

    /** The pulse at this minute and second. */
    private Call<Pulse> pulse(String name, Heartbeat heartbeat, String time) {
        clock.set("2025-11-01T09:" + time + "Z");
        return wire.call(
                "pulse()" + (name.isEmpty() ? "" : ", " + name) + " at " + time, heartbeat::pulse);
    }

    @Nested
    class A_silent_client {

        @Test
        void is_left_alone_for_a_while() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);

            assertThat(pulse("", heartbeat, "00:29")).returns(Pulse.FINE);
        }

        @Test
        void is_probed_then() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);

            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);
        }

        @Test
        void is_probed_once() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);

            assertThat(pulse("already probed", heartbeat, "00:31")).returns(Pulse.FINE);
        }

        @Test
        void is_not_probed_before_its_first_presence() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, false);

            assertThat(pulse("never present", heartbeat, "05:00")).returns(Pulse.FINE);
        }

        @Test
        void is_not_probed_if_it_never_said_a_thing() {
            assertThat(pulse("never present", heartbeat(PROBES), "05:00")).returns(Pulse.FINE);
        }

        @Test
        void is_not_probed_where_nobody_is() {
            Heartbeat heartbeat = heartbeat(Rules.withoutProbes(false));
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);

            assertThat(pulse("without probes", heartbeat, "59:00")).returns(Pulse.FINE);
        }
    }

    @Nested
    class A_message {

        @Test
        void begins_the_silence_anew() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 20, false);

            assertThat(pulse("", heartbeat, "00:49")).returns(Pulse.FINE);
            assertThat(pulse("", heartbeat, "00:50")).returns(Pulse.PROBE);
        }

        @Test
        void ends_a_silence_that_was_probed() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);
            assertThat(pulse("", heartbeat, "00:31")).returns(Pulse.PROBE);
            heard(heartbeat, 40, false);

            assertThat(pulse("", heartbeat, "00:41")).returns(Pulse.FINE);
            assertThat(pulse("", heartbeat, "01:10")).returns(Pulse.PROBE);
        }
    }

    @Nested
    class A_client_that_answers_probes {

        @Test
        void is_dead_when_the_patience_is_over() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);
            assertThat(pulse("", heartbeat, "00:31")).returns(Pulse.PROBE);

            assertThat(pulse("", heartbeat, "00:40")).returns(Pulse.FINE);
            assertThat(pulse("", heartbeat, "00:41")).returns(Pulse.DEAD);
        }

        @Test
        void is_known_by_its_answer_to_a_probe() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, false);
            heard(heartbeat, 1, true);
            assertThat(pulse("", heartbeat, "00:31")).returns(Pulse.PROBE);
            heard(heartbeat, 32, true);
            assertThat(pulse("", heartbeat, "01:02")).returns(Pulse.PROBE);

            assertThat(pulse("answers since a probe", heartbeat, "01:12")).returns(Pulse.DEAD);
        }

        @Test
        void is_probed_first_even_after_a_long_time_in_which_nobody_looked() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);

            assertThat(pulse("", heartbeat, "30:00")).returns(Pulse.PROBE);
            assertThat(pulse("", heartbeat, "30:09")).returns(Pulse.FINE);
        }
    }

    @Nested
    class A_client_that_never_answers {

        @Test
        void lives() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);

            assertThat(pulse("never answers", heartbeat, "59:00")).returns(Pulse.FINE);
        }

        @Test
        void lives_even_if_it_goes_on_talking() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);
            heard(heartbeat, 31, false);
            assertThat(pulse("", heartbeat, "01:01")).returns(Pulse.PROBE);

            assertThat(pulse("never answers", heartbeat, "59:00")).returns(Pulse.FINE);
        }
    }
}
