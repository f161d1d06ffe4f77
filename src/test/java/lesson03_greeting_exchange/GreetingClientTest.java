package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class GreetingClientTest {

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> greet(ScriptedListener listener) {
        return wire.call("greet()", () -> GreetingClient.greet(listener.host(), listener.port()));
    }

    @Nested
    class A_server_that_greets {

        @Test
        void is_waited_for_then_answered_and_the_connection_closed() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send("Привет!");

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_greet_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Привет!".getBytes(UTF_8), 4, 12);

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_cut_a_letter_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Привет!".getBytes(UTF_8), 3);

            assertThat(server).receives("И тебе привет!").receivesEnd();
            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_go_on_talking() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет! Как дела?");

            assertThat(greet).returns("Привет!");
        }

        @Test
        void may_be_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("Привет!");

            assertThat(greet).returns("Привет!");
        }
    }

    @Nested
    class A_server_that_ends_its_stream_too_soon {

        @Test
        void in_the_middle_of_the_greeting_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.send("При");
            server.end();

            assertThat(greet).throwsA(EOFException.class);
        }

        @Test
        void without_a_word_is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(greet).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
        }
    }

    @Nested
    class A_server_that_resets_the_connection {

        @Test
        void is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> greet = greet(listener);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(greet).ends();
        }
    }
}
