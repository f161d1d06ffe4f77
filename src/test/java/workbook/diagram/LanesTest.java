package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.wire.Event.Kind;
import workbook.wire.Visible;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LanesTest {

    private static final LaneStyle PLAIN = LaneStyle.of(Palette.PLAIN);

    @Test
    void everything_that_can_happen_looks_different() {
        assertThat(draw(PLAIN, Scene.everything()))
                .isEqualTo(
                        """
                        ▌ Two clients, one server that serves them one after the other.
                        client                                                                   server
                           │                                                                        │
                           ├══ connects ═══════════════════════════════════════════════════════════▶│
                           ├── "hello, "  7 bytes ─────────────────────────────────────────────────▶│
                           │◀───────────────────────────────────────────────── "HELLO, "  7 bytes ──┤
                           │   server prints  client 1 wrote 7 bytes; now it is waited for the next │
                           │   ones                                                                 │
                        client   client 2                                                        server
                           │         │                                                              │
                           │         ├══ connects ═════════════════════════════════════════════════▶│
                           │         ├── "Привет, сервер\\n"  27 bytes ─────────────────────────────▶│
                           │         │ client 2 prints  waiting                                     │
                           │         ├── "gone"  4 bytes  lost ────────────────────────────────✕    │
                           │         ├━━ reset ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✕│
                        client   client 2  client 3                                              server
                           │         │         │                                                    │
                           │         │         ├━━ is refused ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✕│
                           │         │         │    "a long answer, a long answer, a long answer, a │
                           │         │         │    l"…                                             │
                           │◀────────┼─────────┼─────────────────────────────────────── 135 bytes ──┤
                           ├─ ─ ─ ─ ─│─ ─ ─ ─ ─│─  end of stream  ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─▶│
                           │◀ ─ ─ ─ ─│─ ─ ─ ─ ─│─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ end of stream ─ ┤
                        """);
    }

    @Test
    void named_parties_have_their_lanes_from_the_beginning() {
        Scene scene = new Scene().data("client 2", "server", "hi");

        assertThat(draw(PLAIN.wide(50), scene, "client", "client 2", "server"))
                .isEqualTo(
                        """
                        client   client 2                          server
                           │         │                                │
                           │         ├── "hi"  2 bytes ──────────────▶│
                        """);
    }

    @Test
    void a_wide_letter_takes_two_columns_and_a_mark_none() {
        Scene scene =
                new Scene().data("client", "server", "日本語").data("client", "server", "e\u0301😀");

        assertThat(draw(PLAIN.wide(40), scene).lines().skip(2))
                .containsExactly(
                        "   ├── \"日本語\"  9 bytes ──────────▶│",
                        "   ├── \"e\u0301😀\"  7 bytes ─────────────▶│");
    }

    @Test
    void who_was_refused_and_who_reached_nobody_are_told_apart() {
        Scene scene = new Scene().add(Kind.REFUSED, "client", "server");
        scene.add(Kind.REFUSED, "client", "server", "No route to host".getBytes(UTF_8));

        assertThat(draw(PLAIN, scene))
                .contains("├━━ is refused ━", "├━━ does not reach the server: No route to host ━");
    }

    @Test
    void a_hex_dump_stands_between_two_lanes() {
        Scene scene = new Scene().data("client", "server", "GET / HTTP/1.1\r\nHost: я");

        assertThat(draw(PLAIN.inHex(), scene))
                .isEqualTo(
                        """
                        client                                                                   server
                           │                                                                        │
                           ├── 24 bytes ───────────────────────────────────────────────────────────▶│
                           │ 0000 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1.. │
                           │ 0010 48 6f 73 74 3a 20 d1 8f                          Host: ..         │
                        """);
    }

    @Test
    void a_hex_dump_that_does_not_fit_between_the_lanes_takes_their_place() {
        Scene scene = new Scene().data("client", "server", "hello").data("client", "client 2", "");

        assertThat(draw(PLAIN.inHex().withTimes(), scene, "client", "client 2", "server"))
                .contains(
                        """
                          0.012 s    ├─────────┼── 5 bytes ────────────────────────────────────────▶│
                             0000 68 65 6c 6c 6f                                   hello
                        """);
    }

    @Test
    void of_a_long_hex_dump_the_beginning_is_shown() {
        Scene scene = new Scene().add(Kind.DATA, "client", "server", new byte[1_000]);

        assertThat(draw(PLAIN.inHex(), scene).lines())
                .hasSize(2 + 1 + 32 + 1)
                .last()
                .isEqualTo("   │ …    488 bytes more" + " ".repeat(52) + "│");
    }

    @Test
    void many_clients_are_named_in_the_band_and_by_their_numbers_above() {
        Scene scene = new Scene().data("server", "client 12", "ok");

        assertThat(draw(PLAIN, scene, clients(12)))
                .isEqualTo(
                        """
                           1  2  3  4  5  6  7  8  9 10 11 12                                    server
                           │  │  │  │  │  │  │  │  │  │  │  │                                       │
                           │  │  │  │  │  │  │  │  │  │  │  │◀─ server → client 12  "ok"  2 bytes ──┤
                        """);
    }

    @Test
    void neither_wide_letters_nor_escapes_nor_a_crowd_break_the_layout() {
        Scene scene = new Scene();
        for (String client : clients(90)) {
            scene.data(client, "server", "日本語 é̂ 😀 \u001b[2J\u202e\u0000".repeat(4));
            scene.prints(client, "日本語".repeat(60));
        }

        for (LaneStyle look : List.of(PLAIN, PLAIN.wide(40).withTimes(), PLAIN.inHex().wide(41))) {
            List<String> lines = draw(look, scene).lines().toList();
            assertThat(lines).allMatch(line -> Columns.width(line) <= look.width());
            assertThat(lines).noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}].*"));
        }
    }

    @Test
    void what_a_program_prints_is_wrapped_and_never_cut() {
        String text =
                IntStream.range(0, 60).mapToObj(i -> "word" + i).reduce("", "%s %s"::formatted);

        String drawn = draw(PLAIN, new Scene().prints("server", text));

        assertThat(drawn.replaceAll("[│\\s]+", " ")).contains("server prints" + text);
    }

    @Test
    void what_nobody_printed_is_shown_all_the_same() {
        assertThat(draw(PLAIN, new Scene().prints("", "hm"))).contains(" prints  hm");
        assertThat(Svg.document("", new Scene().prints("", "hm").all())).contains(" prints  hm");
    }

    @Test
    void colour_does_not_change_the_text() {
        String coloured = draw(LaneStyle.of(Palette.ANSI), Scene.everything());

        assertThat(coloured)
                .contains("\u001b[36m├── \"hello, \"  7 bytes ─")
                .contains("\u001b[1;31m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(draw(PLAIN, Scene.everything()));
    }

    @Test
    void a_party_keeps_its_colour_when_others_come() {
        Lanes lanes = new Lanes(LaneStyle.of(Palette.ANSI));
        lanes.lines(new Scene().data("client", "server", "a").last());
        lanes.lines(new Scene().data("client 2", "server", "b").last());

        List<String> lines = lanes.lines(new Scene().data("server", "client", "c").last());

        assertThat(lines).singleElement();
        assertThat(Visible.lines(lines.get(0))).contains("\u001b[33m◀").doesNotContain("[35m");
    }

    @Test
    void a_client_has_the_same_colour_whoever_else_is_there() {
        for (String[] others : List.of(clients(1), clients(3), new String[] {"server"})) {
            Lanes lanes = new Lanes(LaneStyle.of(Palette.ANSI), others);

            List<String> lines = lanes.lines(new Scene().data("client 2", "server", "b").last());

            assertThat(Visible.lines(lines.get(lines.size() - 1))).contains("\u001b[35m├");
        }
    }

    @Test
    void a_wider_terminal_shows_more_of_a_text() {
        Scene scene = new Scene().data("client", "server", "0123456789".repeat(10));

        assertThat(draw(PLAIN, scene)).contains("4567\"…  100 bytes");
        assertThat(draw(PLAIN.wide(120), scene)).contains("34567\"…  100 bytes");
        assertThat(draw(PLAIN.wide(160), scene)).contains("0123456789\"  100 bytes ─");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 200})
    void a_whole_text_goes_on_in_further_lines(int width) {
        String text = "0123456789".repeat(40);

        String drawn =
                draw(
                        PLAIN.wide(width).withWholeTexts(),
                        new Scene().data("client", "server", text).data("server", "client", text));

        assertThat(drawn.replaceAll("[^0-9]", "")).isEqualTo(text + "400" + text + "400");
        assertThat(drawn.lines()).allMatch(line -> line.length() <= width);
    }

    @Test
    void a_terminal_that_is_too_narrow_is_refused() {
        assertThatThrownBy(() -> PLAIN.wide(39))
                .hasMessage("a diagram needs 40 columns; there are 39");
    }

    private static String[] clients(int n) {
        return Stream.concat(
                        Stream.of("client"),
                        IntStream.rangeClosed(2, n).mapToObj(i -> "client " + i))
                .toArray(String[]::new);
    }

    private static String draw(LaneStyle look, Scene scene, String... parties) {
        Lanes lanes = new Lanes(look, parties);
        StringBuilder drawn = new StringBuilder();
        for (var crossing : scene.all()) {
            lanes.lines(crossing).forEach(line -> drawn.append(Visible.lines(line)).append('\n'));
        }
        return drawn.toString();
    }
}
