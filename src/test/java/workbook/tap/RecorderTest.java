package workbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.wire.Event;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecorderTest {

    private final Recorder recorder = new Recorder();

    @Test
    void numbers_events_and_keeps_their_order() {
        recorder.note("first");
        recorder.printed("server", "second");

        assertThat(recorder.crossings()).extracting(Crossing::number).containsExactly(1L, 2L);
        assertThat(recorder.crossings()).extracting(Crossing::at).isSorted();
        assertThat(Watch.events(recorder).get(1)).isEqualTo("server →  PRINT second");
        assertThat(recorder.forgotten()).isZero();
    }

    @Test
    void forgets_the_oldest_events_when_there_are_too_many() {
        for (int i = 0; i < 20_003; i++) {
            recorder.note("");
        }

        assertThat(recorder.crossings()).hasSize(20_000);
        assertThat(recorder.crossings().get(0).number()).isEqualTo(4);
        assertThat(recorder.forgotten()).isEqualTo(3);
    }

    @Test
    void forgets_the_oldest_events_when_they_carry_too_much() {
        for (int i = 0; i < 18; i++) {
            var event = new Event(Event.Kind.DATA, "client", "server", new byte[1 << 20]);
            recorder.crossed(1, false, event, null, null);
        }

        assertThat(recorder.crossings()).hasSize(16);
        assertThat(recorder.forgotten()).isEqualTo(2);
    }

    @Test
    void tells_each_event_as_it_happens() {
        List<Long> told = new ArrayList<>();
        recorder.note("nobody listens yet");
        recorder.listen(crossing -> told.add(crossing.number()));

        recorder.note("now");
        recorder.note("and now");

        assertThat(told).containsExactly(2L, 3L);
    }

    @Test
    void a_listener_that_comes_late_may_hear_all_from_the_beginning() {
        recorder.note("before");
        List<Long> told = new ArrayList<>();
        recorder.listenFromBeginning(crossing -> told.add(crossing.number()));
        recorder.note("after");

        assertThat(told).containsExactly(1L, 2L);
    }
}
