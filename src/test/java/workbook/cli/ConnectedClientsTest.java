package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectedClientsTest {

    private final ConnectedClients clients = new ConnectedClients();

    private String event(int number, Kind kind, boolean toServer, boolean udp) {
        String client = number == 1 ? "client" : "client " + number;
        InetSocketAddress place = new InetSocketAddress("192.0.2." + number % 250, 50_000);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", 9091);
        Event event =
                toServer
                        ? new Event(kind, client, "server", new byte[0])
                        : new Event(kind, "server", client, new byte[0]);
        return clients.see(
                new Crossing(
                        1,
                        Duration.ZERO,
                        number,
                        udp,
                        event,
                        toServer ? place : server,
                        toServer ? server : place));
    }

    @Test
    void a_client_is_connected_until_both_directions_have_ended() {
        assertThat(event(2, Kind.CONNECT, true, false)).isEqualTo("client 2 is 192.0.2.2");
        assertThat(event(1, Kind.CONNECT, true, false)).isEqualTo("client is 192.0.2.1");
        assertThat(event(2, Kind.END, true, false)).isEmpty();
        assertThat(clients.all()).containsExactly("client is 192.0.2.1", "client 2 is 192.0.2.2");

        event(2, Kind.END, false, false);

        assertThat(clients.all()).containsExactly("client is 192.0.2.1");
    }

    @Test
    void a_client_that_is_reset_or_refused_is_not_connected() {
        event(1, Kind.CONNECT, true, false);
        event(1, Kind.RESET, false, false);
        assertThat(event(2, Kind.REFUSED, true, false)).isEmpty();
        assertThat(event(1, Kind.LOST, false, false)).isEmpty();

        assertThat(clients.all()).isEmpty();
    }

    @Test
    void of_those_that_send_datagrams_the_last_hundred_are_known() {
        for (int number = 1; number <= 150; number++) {
            event(number, Kind.DATA, true, true);
        }
        event(51, Kind.DATA, false, true);
        event(151, Kind.DATA, true, true);

        assertThat(clients.all()).hasSize(100).startsWith("client 51 is 192.0.2.51");
        assertThat(clients.has(52)).isFalse();
    }
}
