package lesson12_selector_loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SelectServerTest {

    /** Bytes that may be pending, in tests that are not about the limit. */
    private static final int MUCH = 1 << 20;

    /** Bytes: many more than the system keeps for a client that does not read. */
    private static final int MANY = 300_000;

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<SelectServer> bound(int limit) {
        return wire.bind(
                "new SelectServer(0, " + limit + ")",
                () -> new SelectServer(0, limit),
                SelectServer::port);
    }

    private Served<SelectServer> serving(int limit) {
        return bound(limit).serve(SelectServer::serve);
    }

    private Served<SelectServer> serving() {
        return serving(MUCH);
    }

    /** Returns a client that has sent so many bytes, which begin with {@code who}, and reads none. */
    private ScriptedPeer slow(Served<SelectServer> server, String who, int bytes) {
        ScriptedPeer client = wire.connectWithoutReading(server.port());
        client.send(many(who, bytes));
        wire.settle();
        return client;
    }

    /** Returns so many bytes, in which every 16 are different. */
    private static byte[] many(String who, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < bytes; i++) {
            text.append("%s%015d".formatted(who, i));
        }
        return text.substring(0, bytes).getBytes(UTF_8);
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Nested
    class A_client {

        @Test
        @Tag("1.1")
        void receives_its_bytes_back() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void receives_each_further_piece_as_well() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("hello, ");
            client.send("you");

            assertThat(client).receives("you").receivesNothing();
        }

        @Test
        @Tag("1.1")
        @DisplayName("A client may send 5,000 bytes at once")
        void may_send_5000_bytes_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(many("a", 5000));

            assertThat(client).receives(many("a", 5000)).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void may_send_bytes_of_every_value() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(allBytes());

            assertThat(client).receives(allBytes()).receivesNothing();
        }
    }

    @Nested
    class Several_clients {

        @Test
        @Tag("1.3")
        void are_served_although_the_first_is_silent() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            wire.settle();
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.3")
        void are_served_in_turns() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = wire.connect(server.port());
            ScriptedPeer boris = wire.connect(server.port());

            anna.send("one");
            assertThat(anna).receives("one");
            boris.send("two");
            assertThat(boris).receives("two");
            anna.send("three");
            assertThat(anna).receives("three");
            boris.send("four");

            assertThat(boris).receives("four").receivesNothing();
            assertThat(anna).receivesNothing();
        }

        @Test
        @Tag("1.3")
        void may_be_twenty() {
            Served<SelectServer> server = serving();
            List<ScriptedPeer> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(wire.connect(server.port()));
            }

            for (ScriptedPeer client : clients) {
                client.send("hello");
                assertThat(client).receives("hello");
            }
        }

        @Test
        @Tag("1.5")
        @DisplayName("Clients of two servers do not receive each other's bytes")
        void of_two_servers_do_not_get_mixed_up() {
            ScriptedPeer one = wire.connect(serving().port());
            ScriptedPeer other = wire.connect(serving().port());

            one.send("one");
            other.send("other");

            assertThat(one).receives("one").receivesNothing();
            assertThat(other).receives("other").receivesNothing();
        }
    }

    @Nested
    class The_loop {

        @Test
        @Tag("1.4")
        @DisplayName("The server does not use the processor while it has no client")
        void rests_while_there_is_no_client() {
            serving();

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("1.4")
        @DisplayName("The server does not use the processor while its clients are silent")
        void rests_while_the_clients_are_silent() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_reads_late {

        @Test
        @Tag("2.1")
        void receives_every_byte_once() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesNothing();
        }

        @Test
        @Tag("2.1")
        @DisplayName("Two clients that read late receive their own bytes")
        void receives_no_bytes_of_another_one() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = slow(server, "a", MANY);
            ScriptedPeer boris = slow(server, "b", MANY);

            anna.startReading();
            assertThat(anna).receives(many("a", MANY));
            boris.startReading();

            assertThat(boris).receives(many("b", MANY)).receivesNothing();
        }

        @Test
        @Tag("2.2")
        void receives_what_it_sends_in_the_meantime_after_the_rest() {
            ScriptedPeer client = slow(serving(), "a", MANY);
            client.send("and this");
            wire.settle();

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receives("and this").receivesNothing();
        }

        @Test
        @Tag("2.3")
        void does_not_delay_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", MANY);

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("2.4")
        @DisplayName("The server does not use the processor while a client does not read")
        void lets_the_server_rest() {
            slow(serving(), "a", MANY);

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("2.4")
        @DisplayName("The server does not use the processor after a client has read everything")
        void lets_the_server_rest_afterwards() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY));
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_ends_its_stream {

        @Test
        @Tag("3.1")
        void receives_its_bytes_then_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");
            client.end();

            assertThat(client).receives("hello").receivesEnd();
        }

        @Test
        @Tag("3.1")
        void without_a_byte_receives_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("3.2")
        void while_bytes_are_pending_receives_them_all_then_the_end() {
            ScriptedPeer client = slow(serving(), "a", MANY);
            client.end();
            wire.settle();

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesEnd();
        }

        @Test
        @Tag("3.3")
        @DisplayName(
                "The server does not use the processor while bytes are pending for a client that has ended its stream")
        void while_bytes_are_pending_lets_the_server_rest() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.end();

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("3.5")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer gone = wire.connect(server.port());
            gone.end();
            assertThat(gone).receivesEnd();

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_resets {

        @Test
        @Tag("3.4")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            assertThat(bad).receives("hel");
            bad.reset();

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
        }

        @Test
        @Tag("3.4")
        void while_bytes_are_pending_does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", MANY).reset();
            wire.settle();

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("3.5")
        @DisplayName("The server does not use the processor after a client has reset")
        void lets_the_server_rest() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            assertThat(bad).receives("hel");

            bad.reset();

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class The_limit {

        @Test
        @Tag("4.1")
        @DisplayName("A client that does not read is disconnected if more than the limit is pending")
        void disconnects_a_client_that_does_not_read() {
            ScriptedPeer client = slow(serving(100_000), "a", 600_000);

            client.startReading();

            assertThat(client).losesConnection();
        }

        @Test
        @Tag("4.2")
        @DisplayName("A client stays connected if no more than the limit is pending")
        void may_be_reached() {
            ScriptedPeer client = slow(serving(MANY), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesNothing();
        }

        @Test
        @Tag("4.3")
        @DisplayName("The limit does not count bytes that have been sent")
        void does_not_count_bytes_that_have_been_sent() {
            ScriptedPeer client = wire.connect(serving(3000).port());

            for (int i = 0; i < 10; i++) {
                client.send(many("a", 1000));
                assertThat(client).receives(many("a", 1000));
            }

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("4.4")
        @DisplayName("The limit counts the bytes of each client separately")
        void counts_for_each_client() {
            Served<SelectServer> server = serving(200_000);
            ScriptedPeer anna = slow(server, "a", 160_000);
            ScriptedPeer boris = slow(server, "b", 160_000);

            anna.startReading();
            boris.startReading();

            assertThat(anna).receives(many("a", 160_000)).receivesNothing();
            assertThat(boris).receives(many("b", 160_000)).receivesNothing();
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client that is disconnected does not disturb the others")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving(100_000);
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", 600_000);

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("5.1")
        void ends_it_while_it_has_no_client() {
            Served<SelectServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("5.1")
        void ends_it_while_its_clients_are_silent() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("5.2")
        void closes_all_connections() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = wire.connect(server.port());
            ScriptedPeer boris = wire.connect(server.port());
            boris.send("hello");
            assertThat(boris).receives("hello");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(anna).receivesEnd();
            assertThat(boris).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.2")
        void does_not_wait_for_a_client_that_does_not_read() {
            Served<SelectServer> server = serving();
            slow(server, "a", MANY);

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.3")
        void frees_its_port_even_if_it_never_served() {
            Served<SelectServer> server = bound(MUCH);

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.3")
        @DisplayName("If the server is closed before serve(), serve() returns")
        void before_it_serves_lets_it_return() {
            Served<SelectServer> server = bound(MUCH);
            server.close();

            server.serve(SelectServer::serve);

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.4")
        void twice_is_the_same_as_once() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            server.close();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.4")
        void leaves_another_server_alone() {
            Served<SelectServer> one = serving();
            Served<SelectServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            wire.settle();

            other.close();

            assertThat(other.serving()).returns();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        @Tag("5.5")
        void ends_it_wherever_one_of_its_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<SelectServer> server = serving();
                        ScriptedPeer client = wire.connect(server.port());
                        client.send("hello");
                        client.end();
                        wire.connect(server.port()).send("hello"); // stays

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }
}
