package workbook.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TranscriptTest {

    private final Transcript transcript = new Transcript();

    private void received(String from, String to, String text) {
        transcript.received(from, to, text.getBytes(US_ASCII));
    }

    @Test
    void joins_bytes_of_one_direction_also_when_it_is_read_meanwhile() {
        received("client", "server", "he");
        assertThat(transcript.events()).hasSize(1);
        received("client", "server", "llo");

        assertThat(transcript.lines())
                .containsExactly("    1  client → server   \"hello\"   5 bytes");
    }

    @Test
    void parts_two_directions() {
        received("client", "server", "hi");
        received("server", "client", "HI");
        received("client", "server", "!");

        assertThat(transcript.lines())
                .containsExactly(
                        "    1  client → server   \"hi\"   2 bytes",
                        "    2  server → client   \"HI\"   2 bytes",
                        "    3  client → server   \"!\"    1 byte");
    }

    @Test
    void parts_bytes_where_something_else_happens() {
        received("client", "server", "hi");
        transcript.sent("server", "client", "HI".getBytes(US_ASCII));
        transcript.sent("server", "client", "!".getBytes(US_ASCII));
        received("client", "server", "bye");
        transcript.add(Event.Kind.END, "client", "server");

        assertThat(transcript.lines())
                .containsExactly(
                        "    1  client → server   \"hi\"    2 bytes",
                        "    2  server → client   \"HI\"    2 bytes",
                        "    3  server → client   \"!\"     1 byte",
                        "    4  client → server   \"bye\"   3 bytes",
                        "    5  client → server   end of stream");
    }

    @Test
    void changes_its_version_with_all_that_is_added() {
        long empty = transcript.version();
        received("client", "server", "a");
        long one = transcript.version();
        received("client", "server", "b");

        assertThat(one).isNotEqualTo(empty);
        assertThat(transcript.version()).isNotEqualTo(one);
    }
}
