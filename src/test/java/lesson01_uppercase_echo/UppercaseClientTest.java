package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.WireAssertions.assertThat;

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
class UppercaseClientTest {

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> shout(ScriptedListener listener, String message) {
        return wire.call(
                "shout()", () -> UppercaseClient.shout(Wire.host(), listener.port(), message));
    }

    @Nested
    class The_message {

        @Test
        void is_sent_as_it_was_given() {
            ScriptedListener listener = wire.listen();

            shout(listener, "good morning");

            assertThat(listener.accept()).receives("good morning");
        }

        @Test
        void is_sent_as_utf_8() {
            ScriptedListener listener = wire.listen();

            shout(listener, "привет");

            assertThat(listener.accept()).receives("привет");
        }
    }

    @Nested
    class The_answer {

        @Test
        void is_returned() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO, WORLD!");
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        void is_returned_whole_when_it_comes_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.sendCutAt("HELLO, WORLD!".getBytes(UTF_8), 1, 7);
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("HELLO, WORLD!");
        }

        @Test
        void is_returned_whole_when_a_letter_is_cut_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "привет, world");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет, world");
            server.sendCutAt("привет, WORLD".getBytes(UTF_8), 3);
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("привет, WORLD");
        }

        @Test
        void is_returned_whole_when_it_is_long() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "abcdefg ".repeat(400));
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("abcdefg ".repeat(400));
            server.send("ABCDEFG ".repeat(400));
            assertThat(server).receivesEnd();
            server.end();

            assertThat(shout).returns("ABCDEFG ".repeat(400));
        }
    }

    @Nested
    class A_server_that_goes_away {

        @Test
        void in_the_middle_of_the_answer_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO");
            server.end();

            assertThat(shout).returnsOrFails("HELLO");
        }

        @Test
        void without_a_word_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.end();

            assertThat(shout).returnsOrFails("");
        }

        @Test
        void with_a_reset_is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.reset();

            assertThat(shout).ends();
        }

        @Test
        void has_its_connection_closed() {
            ScriptedListener listener = wire.listen();
            Call<String> shout = shout(listener, "hello");
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(shout).ends();
            assertThat(server).receives("hello").receivesEnd();
        }
    }
}
