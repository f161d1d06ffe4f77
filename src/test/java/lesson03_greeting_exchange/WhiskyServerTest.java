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

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the clients' sockets, every thread."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after an exception. When read() throws, the connection is gone: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println sends a line end that is not part of the answer. Write the answer's bytes."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server answers before the greeting is here. available() tells what is here now, not what is still to come."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class)
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read is asked for more bytes than the array has room for. Behind the first n there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "the -1 at the end of the stream is taken for a count of bytes. Test for it first."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line, but the greeting is no line. Count its bytes."),
        when(
                seen -> seen.waitsIn("readUTF"),
                "readUTF takes the first two bytes for a length. Read the greeting's 26 bytes."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server waits for the end of the stream, but the client keeps it open until it is answered. Count the bytes."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits for more bytes than the greeting has: 26."),
        when(
                seen -> seen.gotNothing() && seen.waitsForBytes(),
                "the server counts letters, but waits for as many as there are bytes: 26 bytes are 14 letters."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "the answer is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: getBytes(UTF_8)."),
        when(
                seen -> seen.peerSent('%'),
                "what a client says is used as a format. Print it with println, or as an argument: printf(\"%s\", text)."),
        when(
                seen -> seen.peerSent(0xff),
                "bytes that are no text make the server give up, or a byte 255 is taken for the end. Count bytes, and decode with new String(bytes, UTF_8)."),
        when(
                seen -> seen.gotNothing() && seen.streamEnded() && seen.peerHasEnded(),
                "a client that ends its stream early is not answered. Print what has come, and answer all the same."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the answer was still in a buffer when the connection was closed. Flush it, or write to the stream itself."),
        when(seen -> seen.expectedEnd(), "the connection is not closed when the answer is sent."),
        when(
                seen -> seen.printed().contains("\0"),
                "more is printed than was read. Only the first n bytes of the buffer are yours: new String(buffer, 0, n, UTF_8)."),
        when(
                seen -> seen.printed().contains("\uFFFD") && seen.printed().contains("ивет"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all 26 bytes, then decode once."),
        when(
                seen -> seen.printed().contains("\uFFFD"),
                "the server takes the first piece for the whole greeting. Read until all 26 bytes are here."),
        when(
                seen -> seen.expectedWords("Hello") && !seen.printed().contains("How are you"),
                "letters are counted where bytes should be: the greeting's 26 bytes may be 26 letters, or 14."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("Привет, сервер"),
                "the address or the port is not the client's. client.getRemoteSocketAddress() has both."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("Привет"),
                "length() counts letters, 14; on the wire there are 26 bytes: getBytes(UTF_8).length."),
    };

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
    class A_client_that_says_something_else {

        @Test
        void is_heard_for_as_many_bytes_as_the_greeting_has() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Hello, server! How are you");

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Hello, server! How are you", "" + client.localPort());
        }
    }

    @Nested
    class A_client_that_says_percent {

        @Test
        void is_printed_as_it_said() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("100% of what I say is true");

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("100% of what I say is true", "" + client.localPort());
        }
    }

    @Nested
    class A_client_that_sends_a_byte_that_is_no_text {

        @Test
        void is_heard_and_answered_all_the_same() {
            ScriptedPeer client = wire.connect(serving().port());
            byte[] bytes = "Hello, server! How are you".getBytes(UTF_8);
            bytes[14] = (byte) 0xff;

            client.send(bytes);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("How are you", "" + client.localPort());
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
            assertThat(wire).prints("Привет, сервер", "" + second.localPort());
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
