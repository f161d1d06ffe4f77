package workbook.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MermaidTest {

    @Test
    void a_document_holds_one_diagram() {
        assertThat(Mermaid.markdown("What crossed", Scene.everything().all()))
                .isEqualTo(
                        """
                        # What crossed

                        ```mermaid
                        sequenceDiagram
                            participant p1 as client
                            participant p3 as client 2
                            participant p4 as client 3
                            participant p2 as server
                            Note over p1,p2: Two clients, one server that serves them one<br/>after the other.
                            p1->>p2: connects
                            p1->>p2: #34;hello, #34; #160;7 bytes
                            p2->>p1: #34;HELLO, #34; #160;7 bytes
                            Note right of p2: prints client 1 wrote 7 bytes#59; now it is<br/>waited for the next ones
                            p3->>p2: connects
                            p3->>p2: #34;Привет, сервер#92;n#34; #160;27 bytes
                            Note left of p3: prints waiting
                            p3-xp2: #34;gone#34; #160;4 bytes #160;lost
                            p3-xp2: reset
                            p4--xp2: is refused
                            p2->>p1: #34;a long answer, a long answer, a long answer, a l#34;#8230; #160;135 bytes
                            p1--)p2: end of stream
                            p2--)p1: end of stream
                        ```
                        """);
    }

    @Test
    void nothing_in_a_payload_is_obeyed() {
        assertThat(Mermaid.escape("a;b#c%%{init}\n`:<br/>"))
                .isEqualTo("a#59;b#35;c#37;#37;#123;init#125;#92;x0a#96;#58;#60;br/#62;");
    }

    @Test
    void only_letters_digits_and_harmless_signs_stand_as_they_are() {
        String all =
                IntStream.range(' ', 0x7f)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        assertThat(Mermaid.escape(all).replaceAll("#\\d+;", ""))
                .matches("[A-Za-z0-9 .,()!?/+*=_'-]+");
    }

    @Test
    void every_line_of_a_note_is_kept() {
        assertThat(Mermaid.lines(new Scene().note("one\ntwo").all()))
                .containsExactly("sequenceDiagram", "    Note over nobody: one<br/>two");
    }

    @Test
    void an_empty_recording_is_an_empty_diagram() {
        assertThat(Mermaid.markdown("", List.of())).isEqualTo("```mermaid\nsequenceDiagram\n```\n");
    }

    @Test
    void of_a_recording_that_is_too_long_for_viewers_the_beginning_is_drawn() {
        Scene scene = new Scene();
        for (int i = 0; i < 3_000; i++) {
            scene.data("client", "server", "x");
        }

        List<String> lines = Mermaid.lines(scene.all());

        int left = 3_000 - (lines.size() - 4);
        assertThat(String.join("\n", lines)).hasSizeBetween(40_000, 50_000);
        assertThat(lines).last().isEqualTo("    Note over p1,p2: #8230; " + left + " more events");
    }

    @Test
    void of_very_many_clients_only_those_in_the_drawn_beginning_are_named() {
        Scene scene = new Scene();
        for (int i = 2; i < 3_000; i++) {
            scene.data("client " + i, "server", "x");
        }

        List<String> lines = Mermaid.lines(scene.all());

        String whole = String.join("\n", lines);
        assertThat(whole).hasSizeBetween(40_000, 50_000);
        long named = lines.stream().filter(line -> line.contains("participant")).count();
        long events = lines.stream().filter(line -> line.contains("->>")).count();
        assertThat(named).isEqualTo(events + 1); // each client speaks once, and the server never
        assertThat(lines).last().asString().endsWith((2_998 - events) + " more events");
    }
}
