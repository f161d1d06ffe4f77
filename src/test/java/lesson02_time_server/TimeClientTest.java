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

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "ask() has come back, but a socket or a thread of it is left. Close every socket (try-with-resources), shut every executor down."),
        when(
                seen -> seen.threw(ConnectException.class),
                "ask() connects to another place than the host and port that it is given."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the client speaks, and nobody listens: a time server answers without being asked."),
        when(
                seen -> seen.expectedSilence(),
                "ask() gives up before the line has come. ready(), available() and a sleep tell what is here now, not what is still to come."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. readLine() then returns null, and read() -1, for ever."),
        when(
                seen -> seen.expectedWords("return \"\"") && seen.threw(EOFException.class),
                "an empty line is a line: readLine() returns \"\" for it, and null only at the end of the stream."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.threw(EOFException.class)
                                && !seen.expectedWords("EOF"),
                "readUTF takes the first two letters for a length. Read bytes until \"\\n\"."),
        when(
                seen -> seen.expectedWords("noon") && seen.gotText().strip().equals("noon"),
                "only the line end is taken off, not the blanks before it: no strip() or trim()."),
        when(
                seen -> seen.gotText().endsWith("\n"),
                "the line end belongs to the wire, not to the line that is returned."),
        when(
                seen -> seen.gotOnlyTheBeginning(),
                "ask() takes the first piece for the whole line. Read until \"\\n\" or the end of the stream."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.returned("ask()"),
                "a stream that ends without a byte holds no line, not even an empty one: throw an EOFException."),
        when(
                seen -> seen.expectedEnd(),
                "ask() has come back, but the connection is still open. Use try-with-resources: it also closes after an exception."),
    };

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
        void may_send_blanks_that_belong_to_the_line() {
            ScriptedListener listener = wire.listen();
            Call<String> ask = ask(listener);
            ScriptedPeer server = listener.accept();

            server.send(" noon \t\n");
            server.end();

            assertThat(ask).returns(" noon \t");
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
            assertThat(wire).isLeftClean();
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
            assertThat(wire).isLeftClean();
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
