package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class WhiskyServerTest {

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<WhiskyServer> serving() {
        return wire.bind("new WhiskyServer(0)", () -> new WhiskyServer(0), WhiskyServer::port)
                .serve(WhiskyServer::serve);
    }

    @Nested
    class A_client_that_greets {

        @Test
        void is_answered_while_its_stream_is_still_open() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер");

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        void is_not_answered_before_it_has_greeted() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receivesNothing();
            client.send("Привет, сервер");

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        void is_printed_with_its_address_and_port() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер");

            assertThat(wire).prints("Привет, сервер", "127.0.0.1", "" + client.localPort());
        }

        @Test
        void is_heard_to_the_last_byte_when_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет, сервер".getBytes(UTF_8), 3);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет, сервер", "" + client.localPort());
        }

        @Test
        void is_heard_to_the_last_byte_when_the_greeting_comes_in_many_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет, сервер".getBytes(UTF_8), 2, 12, 14, 25);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет, сервер", "" + client.localPort());
        }
    }

    @Nested
    class A_client_that_ends_its_stream_early {

        @Test
        void is_answered_and_printed_all_the_same() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет");
            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет", "" + client.localPort());
        }
    }

    @Nested
    class The_service {

        @Test
        void goes_on_with_the_next_client() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Привет, сервер");
            assertThat(first).receives("Купи виски").receivesEnd();

            ScriptedPeer second = wire.connect(server.port());
            second.send("Привет, сервер");

            assertThat(second).receives("Купи виски").receivesEnd();
        }

        @Test
        void outlives_a_client_that_resets_the_connection() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Прив");
            wire.settle();
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("Привет, сервер");

            assertThat(second).receives("Купи виски").receivesEnd();
        }

        @Test
        void leaves_nothing_behind_once_closed() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Привет, сервер");
            assertThat(client).receives("Купи виски").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
