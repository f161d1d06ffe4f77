package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.IllegalFormatException;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WelcomeClientTest {

    private static final String WELCOME = "22        Welcome to the server!";

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.expectedWords("IOException") && seen.returned("talk()"),
                "the server has reset the connection, and talk() catches the exception, so the caller does not notice. Let the exception out, even if it comes from a write()."),
        when(
                seen -> seen.expectedNothingLeft(),
                "talk() is over, but its socket is still open. Close it in any case: try-with-resources."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.returned("talk()")
                                && !seen.streamEnded()
                                && !seen.reset(),
                "talk() is over, but its socket is still open. Close it in any case: try-with-resources."),
        when(
                seen -> seen.threw(IllegalFormatException.class),
                "the text is used as a format, and a % in it begins a placeholder. Print it with println()."),
        when(
                seen -> seen.expectedConnection(),
                "talk() does not connect to the host and port that it was given."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.waitsForBytes()
                                && !seen.printed().isEmpty()
                                && !seen.printed().contains("\n"),
                "the text is printed without the end of a line. Print it with println()."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.waitsForBytes()
                                && seen.printed().contains("Welcome"),
                "the answer has arrived, but talk() does not print it before another one arrives. Print each answer as soon as you have read it."),
        when(
                seen -> seen.expectedPrint() && seen.waitsForBytes() && seen.printed().isEmpty(),
                "the welcome has arrived, but talk() does not print it before something else arrives, which may never happen. Print it as soon as you have read it."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && !seen.peerSent('W'),
                "the client sends its message before the welcome has arrived. The server speaks first: read its welcome, then send."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the client sends its next message before the answer to the one before has arrived. Send one message, read its answer, then send the next one."),
        when(
                seen -> seen.threw(NullPointerException.class),
                "read() returns null when the server has ended its stream, and null is used like a message. Check for null after each read()."),
        when(
                seen -> seen.gotText().contains("null"),
                "null is kept like a message. It means that the server has ended its stream: return what has arrived until then."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.waitsForBytes()
                                && !seen.peerHasEnded()
                                && !seen.threwAnything(),
                "the last answer has arrived, but talk() waits for more. Return when there is an answer to each message, even if the server keeps its stream open."),
        when(
                seen -> seen.expectedWords("Exception") && seen.returned("talk()"),
                "something went wrong, and talk() catches the exception, so the caller does not notice. Let the exception out."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> talk(ScriptedListener listener, String... messages) {
        String host = listener.host();
        int port = listener.port();
        return wire.call("talk()", () -> WelcomeClient.talk(host, port, List.of(messages)));
    }

    @Nested
    class The_welcome {

        @Test
        @Tag("8.1")
        void is_printed_as_soon_as_it_has_arrived() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет");

            listener.accept().send(WELCOME); // and after that neither a reply nor the end

            assertThat(wire).printsText("Welcome to the server!\n");
        }

        @Test
        @Tag("8.1")
        void is_printed_as_the_server_has_sent_it() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет");

            listener.accept()
                    .sendCutAt("38        Добро пожаловать! 100%\n".getBytes(UTF_8), 4, 13, 20);

            assertThat(wire).printsText("Добро пожаловать! 100%\n\n");
        }

        @Test
        @Tag("8.1")
        void may_come_from_any_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();
            talk(listener, "привет");

            listener.accept().send(WELCOME);

            assertThat(wire).printsText("Welcome to the server!\n");
        }

        @Test
        @Tag("8.4")
        void is_returned_alone_if_there_are_no_messages() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener);

            listener.accept().send(WELCOME);

            assertThat(talk).returns(List.of("Welcome to the server!"));
        }
    }

    @Nested
    class The_first_message {

        @Test
        @Tag("8.2")
        void is_sent_after_the_welcome_has_arrived() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет", "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receivesNothing();
            server.send(WELCOME);

            assertThat(server).receives("12        привет");
        }
    }

    @Nested
    class The_next_message {

        @Test
        @Tag("8.2")
        void is_sent_after_the_answer_to_the_one_before_has_arrived() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();
            talk(listener, "привет", "hello");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);

            assertThat(server).receives("12        привет").receivesNothing();
            server.send("12        ПРИВЕТ");

            assertThat(server).receives("5         hello").receivesNothing();
        }
    }

    @Nested
    class An_answer {

        @Test
        @Tag("8.3")
        void is_printed_as_soon_as_it_has_arrived() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет", "hello");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.send("12        ПРИВЕТ"); // and nothing after that

            assertThat(wire).printsText("Welcome to the server!\nПРИВЕТ\n");
        }

        @Test
        @Tag("8.3")
        void that_is_the_last_one_is_printed_as_well() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.send("12        ПРИВЕТ");

            assertThat(wire).printsText("Welcome to the server!\nПРИВЕТ\n");
        }

        @Test
        @Tag("8.3")
        void is_printed_as_the_server_has_sent_it() {
            ScriptedListener listener = wire.listen();
            talk(listener, "привет");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.send(Texts.message(" 100% of %s\\n "));

            assertThat(wire).printsText("Welcome to the server!\n 100% of %s\\n \n");
        }

        @Test
        @Tag("8.4")
        void to_each_message_is_returned_after_the_welcome() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет", "");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");
            server.send("12        ПРИВЕТ");
            assertThat(server).receives("0         ");
            server.send("0         ");

            assertThat(talk).returns(List.of("Welcome to the server!", "ПРИВЕТ", ""));
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class An_early_end_of_the_stream {

        @Test
        @Tag("8.5")
        void before_the_welcome_is_not_an_error() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет");

            listener.accept().end();

            assertThat(talk).returns(List.of());
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.5")
        void before_an_answer_is_not_an_error() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет", "hello");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.end();

            assertThat(talk).returns(List.of("Welcome to the server!"));
            assertThat(server).receivesEnd();
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.6")
        @DisplayName(
                "If the stream ends in the middle of an answer, talk() throws, and nothing is left open")
        void in_the_middle_of_an_answer_leaves_nothing_open() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.send("12        при");
            server.end();

            assertThat(talk).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_reset {

        @Test
        @Tag("8.6")
        @DisplayName("If the server resets the connection, talk() throws, and nothing is left open")
        void by_the_server_leaves_nothing_open() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет");
            ScriptedPeer server = listener.accept();
            server.send(WELCOME);
            assertThat(server).receives("12        привет");

            server.reset();

            assertThat(talk).throwsA(IOException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("8.6")
        @DisplayName(
                "If the server resets the connection before talk() writes, talk() throws, and nothing is left open")
        void before_a_message_is_written_leaves_nothing_open() {
            wire.atEachPrint(
                    round -> {
                        ScriptedListener listener = wire.listen();
                        Call<List<String>> talk = talk(listener, "привет");
                        ScriptedPeer server = listener.accept();
                        server.send(WELCOME);

                        round.meanwhile(server::reset); // talk() has read the welcome by now

                        assertThat(talk).throwsA(IOException.class);
                        assertThat(wire).isLeftClean();
                    });
        }
    }

    @Nested
    class A_bad_header {

        @Test
        @Tag("8.6")
        @DisplayName("If the server sends a bad header, talk() throws, and nothing is left open")
        void of_the_server_leaves_nothing_open() {
            ScriptedListener listener = wire.listen();
            Call<List<String>> talk = talk(listener, "привет");

            listener.accept().send("HTTP/1.1 4");

            assertThat(talk).throwsA(BadHeader.class, BadHeader.NOT_A_NUMBER);
            assertThat(wire).isLeftClean();
        }
    }
}
