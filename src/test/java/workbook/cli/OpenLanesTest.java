package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.diagram.LaneStyle;
import workbook.diagram.Lanes;
import workbook.diagram.Palette;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenLanesTest {

    private final List<String> begun = new ArrayList<>();
    private final OpenLanes lanes =
            new OpenLanes(
                    parties -> {
                        begun.add(String.join(", ", parties));
                        return new Lanes(LaneStyle.of(Palette.PLAIN), parties);
                    });

    private List<String> event(int number, Kind kind, boolean toServer) {
        String client = number == 1 ? "client" : "client " + number;
        Event event =
                new Event(
                        kind,
                        toServer ? client : "server",
                        toServer ? "server" : client,
                        new byte[0]);
        InetSocketAddress place = new InetSocketAddress(1);
        return lanes.lines(new Crossing(1, Duration.ZERO, number, false, event, place, place));
    }

    @Test
    void a_client_keeps_its_lane_while_it_is_connected() {
        event(1, Kind.CONNECT, true);
        event(1, Kind.END, true);
        event(2, Kind.CONNECT, true);
        event(1, Kind.END, false);

        assertThat(begun).containsExactly("", "client", "client, client 2");
    }

    @Test
    void the_lane_of_a_client_that_has_gone_is_free_when_the_next_one_comes() {
        event(1, Kind.CONNECT, true);
        event(1, Kind.END, true);
        event(1, Kind.END, false);
        event(2, Kind.RESET, false);
        event(3, Kind.REFUSED, true);
        List<String> last = event(10, Kind.CONNECT, true);

        assertThat(begun).containsExactly("", "client", "client 2", "client 3", "client 10");
        assertThat(last.get(0)).startsWith("client 10 ").endsWith("server");
    }

    @Test
    void of_many_clients_the_longest_silent_one_loses_its_lane() {
        for (int number = 1; number <= 5; number++) {
            event(number, Kind.CONNECT, true);
        }
        event(1, Kind.CONNECT, true);
        event(10, Kind.CONNECT, true);

        assertThat(begun).last().isEqualTo("client, client 3, client 4, client 5, client 10");
    }

    @Test
    void what_comes_late_of_a_client_that_was_reset_gives_it_no_lane_again() {
        event(1, Kind.CONNECT, true);
        event(2, Kind.CONNECT, true);
        event(1, Kind.RESET, true);
        event(1, Kind.RESET, false);
        event(3, Kind.CONNECT, true);

        assertThat(begun).containsExactly("", "client", "client, client 2", "client 2, client 3");
    }

    @Test
    void what_comes_after_the_lane_is_taken_is_shown_beside_those_that_are_open() {
        event(1, Kind.CONNECT, true);
        event(1, Kind.RESET, true);
        event(2, Kind.CONNECT, true);
        List<String> late = event(1, Kind.LOST, false);
        event(3, Kind.CONNECT, true);

        assertThat(late.get(0)).startsWith("client   client 2 ");
        assertThat(begun)
                .containsExactly(
                        "", "client", "client 2", "client, client 2", "client 2, client 3");
    }

    @Test
    void a_client_that_lost_its_lane_to_others_gets_one_when_it_is_heard_again() {
        for (int number = 1; number <= 6; number++) {
            event(number, Kind.CONNECT, true);
        }
        event(1, Kind.DATA, true);
        event(1, Kind.END, true);
        event(1, Kind.END, false);
        event(7, Kind.CONNECT, true);

        assertThat(begun).last().isEqualTo("client 3, client 4, client 5, client 6, client 7");
    }
}
