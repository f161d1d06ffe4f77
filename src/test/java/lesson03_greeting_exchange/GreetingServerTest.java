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
@Tag("task-3")
class GreetingServerTest {

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<GreetingServer> serving() {
        return wire.bind("new GreetingServer(0)", () -> new GreetingServer(0), GreetingServer::port)
                .serve(GreetingServer::serve);
    }

    @Nested
    class A_client {

        @Test
        void is_greeted_before_it_has_said_a_word() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!").receivesNothing();
        }

        @Test
        void is_heard_and_printed() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("И тебе привет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_it_speaks_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.sendCutAt("И тебе привет!".getBytes(UTF_8), 3, 12);
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.sendCutAt("И тебе привет!".getBytes(UTF_8), 1);
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("И тебе привет!");
        }

        @Test
        void is_heard_to_the_end_when_it_has_much_to_say() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Привет!");
            client.send("привет ".repeat(500));
            client.end();

            assertThat(client).receivesEnd();
            assertThat(wire).prints("привет ".repeat(500).strip());
        }

        @Test
        void may_end_its_stream_without_a_word() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        void may_reset_the_connection() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("Привет!");
            client.reset();

            assertThat(server.serving()).ends();
        }
    }

    @Nested
    class The_end_of_the_conversation {

        @Test
        void leaves_nothing_behind_once_closed() {
            Served<GreetingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("Привет!");
            client.end();

            assertThat(server.serving()).returns();
            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
