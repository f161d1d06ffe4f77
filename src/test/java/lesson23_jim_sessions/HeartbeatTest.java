package lesson23_jim_sessions;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.time.Duration;
import java.util.List;
import kit.Call;
import kit.HandSetClock;
import kit.Likely;
import kit.Wire;
import lesson23_jim_sessions.Heartbeat.Pulse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeartbeatTest {

    /** The server sends a probe after 30 seconds of silence, and then waits 10 seconds. */
    private static final Rules PROBES =
            new Rules(false, Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(NullPointerException.class),
                "a moment is used that does not exist yet: that of the last message, or that of the probe. Ask for null first."),
        when(
                seen ->
                        seen.got("PROBE")
                                && seen.called("pulse() of a client that never answers, probed"),
                "a client that does not answer is probed again in the same silence, because the open probe was forgotten. Only heard() ends the wait for the answer."),
        when(
                seen -> seen.called("pulse() without probes"),
                "a client is probed although the rules have no probes. Ask rules.probes() first."),
        when(
                seen -> seen.called("pulse() of a client never present"),
                "a client is probed that has not sent a presence. Return FINE until heard(true) was called."),
        when(
                seen -> seen.expected("DEAD"),
                "a client that answers probes has not answered this one in time, and is not DEAD. Its time starts when PROBE is returned, and it is over exactly at the end of the patience."),
        when(
                seen -> seen.got("DEAD") && seen.called("pulse() of a client that never answers"),
                "a client is DEAD that has never answered a probe with a presence. Many programs cannot: return DEAD only after a second heard(true)."),
        when(
                seen -> seen.got("DEAD"),
                "a client is DEAD although its patience is not over, or a message has ended the wait. Count from the moment of the probe, and forget the probe in heard()."),
        when(
                seen -> seen.called("pulse() with short times"),
                "times are compared in whole seconds or another unit that is too large. Compare instants: now.isBefore(begin.plus(duration))."),
        when(
                seen ->
                        seen.got("PROBE")
                                && (seen.called("pulse() of a client already probed")
                                        || seen.called("pulse() of a client that never answers")),
                "a client is probed more than once in one silence. Remember that a probe is open until the next message arrives."),
        when(
                seen -> seen.got("PROBE"),
                "a client is probed too early. The silence starts again with every message."),
        when(
                seen -> seen.expected("PROBE"),
                "the silence is over, and pulse() does not return PROBE. Ask the clock in each call of pulse(), and forget the last probe in heard()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final HandSetClock clock = HandSetClock.at("2025-11-01T09:00:00Z", "UTC");

    private Heartbeat heartbeat(Rules rules) {
        return new Heartbeat(rules, clock);
    }

    /** Notes that a message, or a presence, arrived at this second. */
    private void heard(Heartbeat heartbeat, int second, boolean presence) {
        heardAt(heartbeat, "00:%02d".formatted(second), presence);
    }

    private void heardAt(Heartbeat heartbeat, String time, boolean presence) {
        clock.set("2025-11-01T09:" + time + "Z");
        Call<Void> heard =
                wire.call(
                        "heard(" + presence + ") at " + time,
                        () -> {
                            heartbeat.heard(presence);
                            return null;
                        });
        assertThat(heard).returns();
    }

    /** Sets the clock to this minute and second, and asks for the pulse. */
    private Call<Pulse> pulse(String name, Heartbeat heartbeat, String time) {
        clock.set("2025-11-01T09:" + time + "Z");
        return wire.call(
                "pulse()" + (name.isEmpty() ? "" : " " + name) + " at " + time, heartbeat::pulse);
    }

    @Nested
    class A_client {

        @Test
        @Tag("8.2")
        void is_not_probed_before_its_silence_is_over() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);

            assertThat(pulse("", heartbeat, "00:29")).returns(Pulse.FINE);
        }

        @Test
        @Tag("8.2")
        void is_probed_when_its_silence_is_over() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);

            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);
        }

        @Test
        @Tag("8.3")
        void is_probed_only_once_in_a_silence() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);

            assertThat(pulse("of a client already probed", heartbeat, "00:31")).returns(Pulse.FINE);
        }

        @Test
        @Tag("8.1")
        void is_not_probed_before_its_first_presence() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, false);

            assertThat(pulse("of a client never present", heartbeat, "05:00")).returns(Pulse.FINE);
        }

        @Test
        @Tag("8.1")
        void that_has_sent_nothing_is_not_probed() {
            assertThat(pulse("of a client never present", heartbeat(PROBES), "05:00"))
                    .returns(Pulse.FINE);
        }

        @Test
        @Tag("8.1")
        void is_not_probed_if_the_rules_have_no_probes() {
            Heartbeat heartbeat = heartbeat(Rules.withoutProbes(false));
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);

            assertThat(pulse("without probes", heartbeat, "59:00")).returns(Pulse.FINE);
        }
    }

    @Nested
    class A_message {

        @Test
        @Tag("8.2")
        void starts_the_silence_again() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 20, false);

            assertThat(pulse("", heartbeat, "00:49")).returns(Pulse.FINE);
            assertThat(pulse("", heartbeat, "00:50")).returns(Pulse.PROBE);
        }

        @Test
        @Tag("8.3")
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
        @Tag("8.4")
        void is_DEAD_when_the_patience_is_over() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);
            assertThat(pulse("", heartbeat, "00:31")).returns(Pulse.PROBE);

            assertThat(pulse("", heartbeat, "00:40")).returns(Pulse.FINE);
            assertThat(pulse("", heartbeat, "00:41")).returns(Pulse.DEAD);
        }

        @Test
        @Tag("8.4")
        @DisplayName("A client that has answered one probe is DEAD if it does not answer the next")
        void a_client_that_has_answered_one_probe_is_dead_if_it_does_not_answer_the_next() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, false);
            heard(heartbeat, 1, true);
            assertThat(pulse("", heartbeat, "00:31")).returns(Pulse.PROBE);
            heard(heartbeat, 32, true);
            assertThat(pulse("", heartbeat, "01:02")).returns(Pulse.PROBE);

            assertThat(pulse("of a client that answers since a probe", heartbeat, "01:12"))
                    .returns(Pulse.DEAD);
        }

        @Test
        @Tag("8.4")
        @DisplayName(
                "A client is probed and has its time to answer even if pulse() was not called for long")
        void a_client_is_probed_and_has_its_time_to_answer_even_if_pulse_was_not_called_for_long() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);

            assertThat(pulse("", heartbeat, "30:00")).returns(Pulse.PROBE);
            assertThat(pulse("", heartbeat, "30:09")).returns(Pulse.FINE);
        }
    }

    @Nested
    class A_client_that_never_answers_probes {

        @Test
        @Tag("8.4")
        void is_never_DEAD() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);

            assertThat(pulse("of a client that never answers", heartbeat, "59:00"))
                    .returns(Pulse.FINE);
        }

        @Test
        @Tag("8.4")
        @DisplayName("A client that does not answer is not probed again in the same silence")
        void a_client_that_does_not_answer_is_not_probed_again_in_the_same_silence() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);
            for (String time : List.of("00:40", "00:41", "01:00", "01:10", "59:00", "59:30")) {
                assertThat(pulse("of a client that never answers, probed", heartbeat, time))
                        .returns(Pulse.FINE);
            }
        }

        @Test
        @Tag("8.4")
        @DisplayName("A client that sends messages but no second presence is never DEAD")
        void a_client_that_sends_messages_but_no_second_presence_is_never_dead() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heard(heartbeat, 0, true);
            assertThat(pulse("", heartbeat, "00:30")).returns(Pulse.PROBE);
            heard(heartbeat, 31, false);
            assertThat(pulse("", heartbeat, "01:01")).returns(Pulse.PROBE);

            assertThat(pulse("of a client that never answers", heartbeat, "59:00"))
                    .returns(Pulse.FINE);
        }
    }

    /**
     * A silence of 1.5 seconds and a patience of 250 ms. They reveal code that counts in whole
     * seconds.
     */
    @Nested
    class A_time_between_two_seconds {

        private static final Rules SHORT =
                new Rules(false, Duration.ofMillis(1500), Duration.ofMillis(250));

        @Test
        @Tag("8.2")
        @DisplayName("A silence is not over a nanosecond too early")
        void a_silence_is_not_over_a_nanosecond_too_early() {
            Heartbeat heartbeat = heartbeat(SHORT);
            heard(heartbeat, 0, true);

            assertThat(pulse("with short times", heartbeat, "00:01.499999999")).returns(Pulse.FINE);
            assertThat(pulse("with short times", heartbeat, "00:01.500")).returns(Pulse.PROBE);
        }

        @Test
        @Tag("8.4")
        @DisplayName("The patience is not over a nanosecond too early")
        void the_patience_is_not_over_a_nanosecond_too_early() {
            Heartbeat heartbeat = heartbeat(SHORT);
            heard(heartbeat, 0, true);
            heard(heartbeat, 1, true);
            assertThat(pulse("with short times", heartbeat, "00:02.900")).returns(Pulse.PROBE);

            assertThat(pulse("with short times", heartbeat, "00:03.149999999")).returns(Pulse.FINE);
            assertThat(pulse("with short times", heartbeat, "00:03.150")).returns(Pulse.DEAD);
            Heartbeat finer = heartbeat(SHORT);
            heardAt(finer, "01:00", true);
            heardAt(finer, "01:01", true);
            assertThat(pulse("with short times", finer, "01:02.900900")).returns(Pulse.PROBE);
            assertThat(pulse("with short times", finer, "01:03.150899999")).returns(Pulse.FINE);
            assertThat(pulse("with short times", finer, "01:03.150900")).returns(Pulse.DEAD);
        }

        @Test
        @Tag("8.2")
        @DisplayName("A silence starts at the exact time of the message")
        void a_silence_starts_at_the_exact_time_of_the_message() {
            Heartbeat heartbeat = heartbeat(PROBES);
            heardAt(heartbeat, "00:00.700", true);

            assertThat(pulse("with short times", heartbeat, "00:30.699999999")).returns(Pulse.FINE);
            assertThat(pulse("with short times", heartbeat, "00:30.700")).returns(Pulse.PROBE);
            Heartbeat finer = heartbeat(PROBES);
            heardAt(finer, "01:00.000900", true);
            assertThat(pulse("with short times", finer, "01:30.000899999")).returns(Pulse.FINE);
            assertThat(pulse("with short times", finer, "01:30.000900")).returns(Pulse.PROBE);
        }
    }
}
