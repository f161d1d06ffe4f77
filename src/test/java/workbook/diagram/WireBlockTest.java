package workbook.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WireBlockTest {

    @Test
    void lines_are_those_of_the_pages() {
        Scene scene =
                new Scene()
                        .note("not on the wire")
                        .add(Kind.CONNECT, "client", "server")
                        .data("client", "server", "hello, ")
                        .prints("server", "not on the wire")
                        .data("server", "client", "HELLO, world!")
                        .add(Kind.END, "client", "server");

        assertThat(WireBlock.lines(scene.all(), false))
                .containsExactly(
                        "    1  client → server   connects",
                        "    2  client → server   \"hello, \"         7 bytes",
                        "    3  server → client   \"HELLO, world!\"   13 bytes",
                        "    4  client → server   end of stream");
    }

    @Test
    void no_line_is_left_out_however_many_there_are() {
        Scene scene = new Scene();
        for (int i = 0; i < 40; i++) {
            scene.data("client", "server", "x");
        }

        assertThat(WireBlock.lines(scene.all(), false))
                .hasSize(40)
                .last()
                .isEqualTo("   40  client → server   \"x\"   1 byte");
    }

    @Test
    void pieces_of_one_direction_are_joined_only_when_asked() {
        Scene scene =
                new Scene()
                        .data("client", "server", "hel")
                        .prints("server", "between")
                        .data("client", "server", "lo")
                        .data("client 2", "server", "x")
                        .data("client", "server", "!");

        assertThat(WireBlock.lines(scene.all(), false)).hasSize(4);
        assertThat(WireBlock.lines(scene.all(), true))
                .containsExactly(
                        "    1  client → server     \"hello\"   5 bytes",
                        "    2  client 2 → server   \"x\"       1 byte",
                        "    3  client → server     \"!\"       1 byte");
    }

    @Test
    void datagrams_are_never_joined() {
        Scene scene =
                new Scene().byUdp().data("client", "server", "a").data("client", "server", "b");

        assertThat(WireBlock.lines(scene.all(), true)).hasSize(2);
    }
}
