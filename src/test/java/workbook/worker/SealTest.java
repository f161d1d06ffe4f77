package workbook.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SealTest {

    private final String key = Seal.newKey();
    private final Seal worker = new Seal(key);
    private final Seal tool = new Seal(key);

    @Test
    void messages_arrive_as_they_were_sent() {
        for (Frame message : List.of(Frame.of("passed", "a test"), Frame.of("done"))) {
            assertThat(tool.opened(worker.sealed(message))).isEqualTo(message);
        }
    }

    @Test
    void a_message_that_was_seen_before_is_not_opened_again() {
        Frame sealed = worker.sealed(Frame.of("passed", "a test"));
        tool.opened(sealed);

        assertThat(tool.opened(sealed)).isNull();
    }

    @Test
    void a_message_that_was_left_out_is_noticed() {
        worker.sealed(Frame.of("failed", "a test"));

        assertThat(tool.opened(worker.sealed(Frame.of("done")))).isNull();
    }

    @Test
    void a_changed_message_is_not_opened() {
        String seal = worker.sealed(Frame.of("failed", "a test")).text(2);

        assertThat(tool.opened(Frame.of("passed", "a test", seal))).isNull();
    }

    @Test
    void where_one_text_ends_and_the_next_begins_counts() {
        String seal = worker.sealed(Frame.of("left out", "a test")).text(2);

        assertThat(tool.opened(Frame.of("left outa ", "test", seal))).isNull();
    }

    @Test
    void a_message_sealed_with_another_key_or_with_none_is_not_opened() {
        assertThat(new Seal(Seal.newKey()).opened(worker.sealed(Frame.of("done")))).isNull();
        assertThat(new Seal(key).opened(Frame.of("done"))).isNull();
        assertThat(new Seal(key).opened(Frame.of("done", "0".repeat(64)))).isNull();
    }
}
