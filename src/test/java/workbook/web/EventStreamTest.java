package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.tap.Recorder;
import workbook.wire.Event.Kind;

@Timeout(30)
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventStreamTest {

    private final Recorder recorder = new Recorder();
    private final Wired wired = new Wired(recorder);
    private final EventStream stream =
            new EventStream(recorder, new FakeControls(), "run", Duration.ofMillis(1));

    @Test
    void sends_a_comment_when_nothing_happens_so_that_a_page_gone_is_noticed() {
        OutputStream gone =
                new ByteArrayOutputStream() {
                    @Override
                    public void flush() throws IOException {
                        if (toString(UTF_8).contains("\n: still here\n")) {
                            throw new IOException("gone");
                        }
                    }
                };

        assertThatThrownBy(() -> stream.writeTo(gone, 0)).hasMessage("gone");
    }

    @Test
    void sends_once_what_was_kept_and_is_queued_too() throws Exception {
        recorder.listen(stream::offer);
        wired.toServer(1, Kind.CONNECT, "").toServer(1, Kind.DATA, "a");
        ByteArrayOutputStream out =
                new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        if (toString(UTF_8).contains("still here")) {
                            stream.end();
                        }
                    }
                };

        stream.writeTo(out, 0);

        assertThat(out.toString(UTF_8)).containsOnlyOnce("id: 1\n").containsOnlyOnce("id: 2\n");
        assertThat(Thread.interrupted()).isTrue(); // which closes the channel of a stuck write
    }

    @Test
    void ends_when_more_events_wait_than_it_keeps() throws Exception {
        recorder.listen(stream::offer);
        for (int i = 0; i <= EventStream.QUEUE; i++) {
            wired.toServer(1, Kind.CONNECT, "");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        stream.writeTo(out, EventStream.QUEUE + 1);

        assertThat(out.toString(UTF_8)).contains("event: live").doesNotContain("id:");
    }
}
