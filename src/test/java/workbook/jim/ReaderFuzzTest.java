package workbook.jim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A slice of what {@link ReaderFuzz} does; its main runs the million. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReaderFuzzTest {

    private static final int STREAMS = 20_000;
    private static final long SEED = 1;

    @Test
    void damaged_streams_cause_messages_refusals_and_nothing_else() {
        assertThat(ReaderFuzz.run(STREAMS, SEED, 0)).contains("read as Msg", "bad object");
    }
}
