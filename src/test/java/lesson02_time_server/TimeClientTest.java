package lesson02_time_server;

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
class TimeClientTest {

    private static final Likely[] CAUSES = {};

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> ask(ScriptedListener listener) {
        return wire.call("ask()", () -> TimeClient.ask(listener.host(), listener.port()));
    }

    @Nested
    class A_server_that_tells_the_time {

        @Test
        void is_listened_to_without_a_word() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send("Sat Nov  1 09:05:07 2025\n");
            server.end();

            assertThat(ask).returns("Sat Nov  1 09:05:07 2025");
        }

        @Test
        void may_send_the_line_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.sendCutAt("Sat Nov  1 09:05:07 2025\n".getBytes(UTF_8), 1, 7, 24);
            server.end();

            assertThat(ask).returns("Sat Nov  1 09:05:07 2025");
        }

        @Test
        void may_send_an_empty_line() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("\n");
            server.end();

            assertThat(ask).returns("");
        }

        @Test
        void may_be_at_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("Sat Nov  1 09:05:07 2025\n");
            server.end();

            assertThat(ask).returns("Sat Nov  1 09:05:07 2025");
        }

        @Test
        void sees_the_connection_closed_afterwards() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send("Sat Nov  1 09:05:07 2025\n");
            server.end();

            assertThat(ask).returns("Sat Nov  1 09:05:07 2025");
            assertThat(server).receivesEnd();
        }
    }

    @Nested
    class A_server_that_closes_without_a_word {

        @Test
        void is_an_end_of_file() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(ask).throwsA(EOFException.class);
        }

        @Test
        void sees_the_connection_closed_afterwards() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(ask).throwsA(EOFException.class);
            assertThat(server).receivesEnd();
        }
    }

    @Nested
    class A_server_that_resets_the_connection {

        @Test
        void is_noticed() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(ask).ends();
        }
    }
}
