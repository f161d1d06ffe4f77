package workbook.jim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slice of what {@link ServerFuzz} does; its main makes 20,000 connections. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class ServerFuzzTest {

    private static final int CONNECTIONS = 500;
    private static final long SEED = 1;

    @Test
    void damaged_conversations_harm_nobody_else_and_leave_nothing() throws Exception {
        assertThat(ServerFuzz.run(CONNECTIONS, SEED, 0))
                .contains("exchanges of the steady pair", " 0 threads left");
    }
}
