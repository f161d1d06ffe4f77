package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import kit.Evidence;
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
class EchoServerTest {

    private static final String MESSAGE = "This is the message. It will be repeated.";

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a fixed port. Bind the port that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address only. new ServerSocket(port, BACKLOG) binds to all addresses of the computer."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens after the constructor has returned. Bind the port in the constructor, not in serve()."),
        whenHeld(
                seen -> seen.held("serve()", "ServerSocket", "") && seen.expectedNothingLeft(),
                "close() came after serve() had accepted a client, and serve() returns without closing that client's socket. Put accept() into the head of a try-with-resources statement, and return only inside it."),
        when(
                seen -> seen.expectedRest(),
                "serve() calls itself for the next client, and none of these calls returns. After some thousands of clients the stack is full, and the server ends with a StackOverflowError: use a loop."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. Close the listener in close(), close each client's socket in any case, and end every thread that you have started."),
        when(
                seen -> repeatsAPiece(seen) && (seen.runsWithoutEnd() || !seen.threwAnything()),
                "echo() sends the same piece again and again, and does not read another one. Read the next piece at the end of each turn of the loop: n = in.read(piece)."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop goes on after read() has thrown an exception. The connection is gone, and each further read() throws again: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd() && seen.returned("close()"),
                "serve() catches every exception and loops, even after the listener was closed. From then on accept() throws immediately, forever: return if listener.isClosed() is true."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop goes on after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen -> seen.threw(IllegalFormatException.class),
                "the text of a client is used as a format. Print it with println, or pass it to printf as an argument for %s."),
        whenHeld(
                seen -> seen.expected("first server's") && seen.gotText().startsWith("other"),
                "two servers read into the same array, because it is static. Make a new array for each client."),
        whenHeld(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(SocketException.class),
                "an exception that a lost client has caused leaves serve(). read() and write() report a lost connection in different words: catch every IOException inside the loop, and return only if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expected("\uFFFD")
                                && seen.printed().contains("3"),
                "the line shows the number of bytes of the printed text. Bytes that are not valid UTF-8 are shown as U+FFFD, which has three: print what read() has returned."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed()
                                        .chars()
                                        .anyMatch(c -> c > '9' && Character.isDigit(c)),
                "the number is not printed in the digits 0 to 9, because printf and String.format use those of the computer's language. Join the number to the text with +, or pass Locale.ROOT first."),
        when(
                seen -> seen.expected("a\tb\u0007c\u007Fd") && seen.printed().contains("\""),
                "characters that cannot be seen, such as a tab, are removed or changed. They belong to the text: print it as it is."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("41 bytes"),
                "one read() takes the whole message. Pass it an array of 16 bytes."),
        when(
                seen ->
                        seen.expectedPrint()
                                && (seen.printed().contains("\0")
                                        || seen.printed().contains("\"repeated.ill be \"")),
                "more is printed than was read. Only the first n bytes of the array are new: new String(piece, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isEmpty(),
                "nothing is printed. Print one line for each piece: the number of its bytes, and its text in double quotes."),
        when(
                seen -> seen.expectedPrint() && !seen.printed().contains("\""),
                "the text is not in double quotes. In Java, a double quote within a text is written \\\"."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.printed().chars().noneMatch(Character::isDigit),
                "the number of bytes is missing. Print what read() has returned on the same line as the text."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("\"привет\""),
                "the line shows the number of letters. Print the number of bytes, which read() has returned."),
        when(
                seen -> seen.expectedPrint() && seen.expected("привет"),
                "the bytes are not decoded as UTF-8. Name the charset: new String(piece, 0, n, UTF_8)."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server sends more bytes than it has read. Only the first n bytes of the array are new: write(piece, 0, n)."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the server waits for the end of a line, but the message has none. A stream has no lines unless the protocol says so: use read()."),
        when(
                seen -> seen.expectedBytes() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until it has 16 bytes. Send back what one read() has returned, even if it is less."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads to the end of the stream before it sends anything. Send each piece back immediately."),
        when(
                seen -> seen.expected("there") && seen.gotNothing() && seen.waitsForLock(),
                "one server waits for a lock that another one holds while it waits in read(). Hold no lock while you read, and make nothing static."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.waitsForBytes()
                                && !seen.waitsForLock(),
                "the echo is still in a buffer of the server. A buffered stream or writer sends its bytes only when you call flush()."),
        when(
                seen -> seen.expectedWords("\\xff") && seen.gotNothing() && !seen.waitsForBytes(),
                "the byte 255 looks like the end of the stream, because -1 was compared with a byte. read() returns an int: compare that with -1 first, then cast it."),
        when(
                seen -> seen.expected("привет") && seen.gotText().contains("\uFFFD"),
                "each piece is turned into a text and back, and a letter was cut in two. Send the bytes themselves."),
        when(
                seen -> seen.gotText().indexOf('?') >= 0 && seen.gotSomethingElse(),
                "the bytes are turned into a text and back, and the charset does not know all of them. Send the bytes themselves."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.connections() > 2
                                && (seen.threw(IOException.class) || seen.returned("serve()")),
                "serve() goes on after the first client that is lost, but ends after several. Accept the next client after every lost one."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the exception of one client ends the service. Catch it inside the loop, and accept the next client."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns because a client was lost. Catch that exception inside the loop, and return only if listener.isClosed() is true."),
        when(
                seen -> seen.expectedBytes() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next one: you need a loop."),
        when(
                seen ->
                        seen.expected(MESSAGE)
                                && seen.got(MESSAGE.substring(0, 16))
                                && (seen.streamEnded() || seen.reset()),
                "the server reads only once, and one read() returns at most 16 bytes. Loop until it returns -1."),
        when(
                seen ->
                        (seen.expectedBytes() || seen.expectedSilence())
                                && (seen.streamEnded() || seen.reset()),
                "the server stops before the client's stream has ended. A short piece is not the end, and available() == 0 is not the end: loop until read() returns -1."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not wake the thread that waits in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws a SocketException when another thread closes the listener. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.peerHasEnded()
                                && seen.returned("serve()")
                                && !seen.streamEnded(),
                "serve() returns while the socket of a client is still open. If a thread of its own serves that client, wait for the thread before you return, or close the socket."),
        when(
                seen -> seen.expectedEnd() && seen.gotNothing() && !seen.streamEnded(),
                "the client has ended its stream, but the server's stays open. End it, and close the socket: use try-with-resources."),
    };

    /**
     * Returns whether the first piece was printed or sent twice. No text here contains two equal
     * pieces.
     */
    private static boolean repeatsAPiece(Evidence seen) {
        List<String> lines = seen.printed().lines().limit(100).toList();
        for (String piece : List.of("hello", MESSAGE.substring(0, 16), "привет", "early")) {
            if (seen.gotText().startsWith(piece + piece)) {
                return true;
            }
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i - 1).contains(piece) && lines.get(i).contains(piece)) {
                    return true;
                }
            }
        }
        return false;
    }

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<EchoServer> bound() {
        return wire.bind("new EchoServer(0)", () -> new EchoServer(0), EchoServer::port);
    }

    private Served<EchoServer> serving() {
        return bound().serve(EchoServer::serve);
    }

    @Nested
    class A_client {

        @Test
        @Tag("1.1")
        void gets_its_bytes_back_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.2")
        void gets_back_all_41_bytes_of_a_message() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);

            assertThat(client).receives(MESSAGE).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void gets_back_each_of_several_short_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("hello, ");
            client.send("\n");
            assertThat(client).receives("\n");
            client.send("world!");

            assertThat(client).receives("world!");
        }

        @Test
        @Tag("1.2")
        void gets_back_a_message_that_fills_two_pieces_exactly() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("0123456789abcdef".repeat(2));

            assertThat(client).receives("0123456789abcdef".repeat(2)).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void may_be_silent_for_as_long_as_it_likes() {
            wire.letTimePassFast();
            Served<EchoServer> server = serving();
            assertThat(server.serving()).goesOn();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            client.send("hello");
            assertThat(client).receives("hello").receivesNothing();
            client.send(", you");
            assertThat(client).receives(", you");
        }

        @Test
        @Tag("1.3")
        void gets_back_no_more_bytes_than_it_has_sent() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("sixteen bytes ok");
            assertThat(client).receives("sixteen bytes ok");
            client.send("short");

            assertThat(client).receives("short").receivesNothing();
        }

        @Test
        @Tag("1.3")
        @DisplayName("A client gets back Russian letters that were cut in two")
        void gets_back_russian_letters_that_were_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);

            assertThat(client).receives("привет").receivesNothing();
        }

        @Test
        @Tag("1.3")
        @DisplayName("A client gets back all 256 values of a byte")
        void gets_back_all_256_values_of_a_byte() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(everyByte());

            assertThat(client).receives(everyByte()).receivesNothing();
        }

        @Test
        @Tag("1.4")
        @DisplayName("A client that ends its stream receives the end of the server's stream")
        void that_ends_its_stream_receives_the_end_of_the_servers() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);
            client.end();

            assertThat(client).receives(MESSAGE).receivesEnd();
        }

        @Test
        @Tag("1.4")
        void that_sends_nothing_receives_only_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("1.4")
        void gets_back_everything_that_it_sent_before_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE.repeat(200));
            client.end();

            assertThat(client).receives(MESSAGE.repeat(200));
        }

        @Test
        @Tag("1.5")
        void may_connect_before_serve_is_called() {
            Served<EchoServer> server = bound();
            ScriptedPeer client = wire.connect(server.port());
            client.send("early");

            server.serve(EchoServer::serve);

            assertThat(client).receives("early");
        }

        @Test
        @Tag("1.5")
        void may_connect_to_any_address_of_the_computer() {
            ScriptedPeer client = wire.connectToSecondAddress(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        private byte[] everyByte() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) (255 - i);
            }
            return all;
        }
    }

    @Nested
    class Two_servers {

        @Test
        @Tag("1.6")
        void in_one_program_each_serve_their_own_client() {
            Served<EchoServer> one = serving();
            Served<EchoServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            wire.settle(); // now the first server waits for bytes
            ScriptedPeer another = wire.connect(other.port());

            another.send("there");
            assertThat(another).receives("there");
            client.send("here");

            assertThat(client).receives("here");
        }

        @Test
        @Tag("1.6")
        void that_read_at_the_same_time_do_not_mix_their_bytes() {
            wire.atEachPause(
                    round -> {
                        Served<EchoServer> one = serving();
                        Served<EchoServer> other = serving();
                        ScriptedPeer client = wire.connect(one.port());
                        ScriptedPeer another = wire.connect(other.port());
                        client.send("first server's");

                        round.meanwhile(() -> another.send("other server's"));

                        assertThat(client).receives("first server's").receivesNothing();
                        assertThat(another).receives("other server's").receivesNothing();
                    });
        }
    }

    @Nested
    class The_screen {

        @Test
        @Tag("2.1")
        void shows_the_number_of_bytes_and_the_text_of_a_piece() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).printsInPieces(16, "hello");
        }

        @Test
        @Tag("2.1")
        @DisplayName("The screen shows the digits 0 to 9 on an Arabic computer, too")
        void shows_the_digits_0_to_9_on_an_arabic_computer_too() {
            wire.locale("ar-EG-u-nu-arab");
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).printsInPieces(16, "hello");
        }

        @Test
        @Tag("2.2")
        void shows_a_message_of_41_bytes_in_pieces_of_at_most_16() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(MESSAGE);

            assertThat(client).receives(MESSAGE);
            assertThat(wire).printsInPieces(16, MESSAGE);
        }

        @Test
        @Tag("2.3")
        @DisplayName("The screen shows Russian letters and the number of their bytes")
        void shows_russian_letters_and_the_number_of_their_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("привет");

            assertThat(client).receives("привет");
            assertThat(wire).printsInPieces(16, "привет");
        }

        @Test
        @Tag("2.3")
        @DisplayName("The screen shows 1 as the number of a byte that is not valid UTF-8")
        void shows_1_as_the_number_of_a_byte_that_is_not_valid_utf_8() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(new byte[] {(byte) 0xff});

            assertThat(client).receives(new byte[] {(byte) 0xff});
            assertThat(wire).printsInPieces(16, new byte[] {(byte) 0xff});
        }

        @Test
        @Tag("2.4")
        void shows_a_text_with_percent_signs_and_braces_as_it_is() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("100 %d {0} $1 é");

            assertThat(client).receives("100 %d {0} $1 é");
            assertThat(wire).printsInPieces(16, "100 %d {0} $1 é");
        }

        @Test
        @Tag("2.4")
        void shows_a_piece_of_spaces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("    ");

            assertThat(client).receives("    ");
            assertThat(wire).printsInPieces(16, "    ");
        }

        @Test
        @Tag("2.4")
        void shows_characters_that_cannot_be_seen_as_they_are() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("a\tb\u0007c\u007Fd");

            assertThat(client).receives("a\tb\u0007c\u007Fd");
            assertThat(wire).printsInPieces(16, "a\tb\u0007c\u007Fd");
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("3.1")
        void serves_one_client_after_another() {
            Served<EchoServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("one");
            first.end();
            assertThat(first).receives("one").receivesEnd();
            ScriptedPeer second = wire.connect(server.port());
            second.send("two");
            second.end();
            assertThat(second).receives("two").receivesEnd();

            ScriptedPeer third = wire.connect(server.port());
            third.send("three");

            assertThat(third).receives("three");
        }

        @Test
        @Tag("3.1")
        void does_not_call_itself_again_for_each_client() {
            Served<EchoServer> server = serving();

            serveEleven(server);

            assertThat(wire).doesNotNestItsCalls();
        }

        private void serveEleven(Served<EchoServer> server) {
            for (int i = 0; i < 11; i++) {
                ScriptedPeer client = wire.connect(server.port());
                client.send("hello");
                client.end();
                assertThat(client).receives("hello").receivesEnd();
            }
        }

        @Test
        @Tag("3.2")
        void goes_on_after_a_client_that_resets_the_connection() {
            Served<EchoServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("one");
            assertThat(first).receives("one");
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("two");

            assertThat(second).receives("two");
        }

        @Test
        @Tag("3.2")
        void goes_on_whatever_it_is_doing_when_a_client_resets_the_connection() {
            wire.atEachPause(
                    round -> {
                        Served<EchoServer> server = serving();
                        ScriptedPeer first = wire.connect(server.port());
                        first.send("one");

                        round.meanwhile(first::reset);

                        ScriptedPeer second = wire.connect(server.port());
                        second.send("two");
                        assertThat(second).receives("two");
                    });
        }

        @Test
        @Tag("3.2")
        void goes_on_after_twenty_clients_that_reset_the_connection() {
            Served<EchoServer> server = serving();
            for (int i = 0; i < 20; i++) {
                ScriptedPeer client = wire.connect(server.port());
                client.send("one");
                assertThat(client).receives("one");
                client.reset();
            }

            ScriptedPeer last = wire.connect(server.port());
            last.send("two");

            assertThat(last).receives("two");
        }

        @Test
        @Tag("4.1")
        void returns_if_it_is_closed_while_it_waits_for_a_client() {
            Served<EchoServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.1")
        void returns_if_it_is_closed_after_it_has_served_a_client() {
            Served<EchoServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.end();
            assertThat(client).receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.2")
        void that_is_closed_while_a_client_is_connected_returns_when_that_client_has_ended() {
            Served<EchoServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");

            server.close();
            client.end();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        void leaves_nothing_open_if_a_client_has_reset_the_connection() {
            Served<EchoServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("one");
            assertThat(client).receives("one");
            client.reset();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.3")
        @DisplayName("The service closes its client's socket if it returns before that client ends")
        void closes_the_socket_of_a_client_that_is_still_connected_when_it_returns() {
            AtomicBoolean returned = new AtomicBoolean();
            Served<EchoServer> server =
                    bound().serve(
                                    served -> {
                                        served.serve();
                                        returned.set(true);
                                    });
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");

            server.close();
            wire.settle();

            if (returned.get()) {
                assertThat(client).isDisconnected();
            }
            client.end();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("4.4")
        void returns_wherever_its_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<EchoServer> server = serving();
                        ScriptedPeer client = wire.connect(server.port());
                        client.end();

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("4.5")
        void frees_its_port_even_if_serve_was_never_called() {
            Served<EchoServer> idle = bound();
            idle.close();
            assertThat(idle).leavesNothingBehind();

            ScriptedPeer client = wire.connect(serving().port());
            client.send("sixteen bytes ok");

            assertThat(client).receives("sixteen bytes ok");
        }
    }
}
