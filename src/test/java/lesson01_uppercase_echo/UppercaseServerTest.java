package lesson01_uppercase_echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.Locale;
import kit.Call;
import kit.Likely;
import kit.Pieces;
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
class UppercaseServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor always binds the same port, so a second server finds it taken. Bind the port that the constructor is given; 0 means any free port."),
        when(
                seen -> seen.expectedWords("BindException"),
                "the constructor binds another port than the one that it is given, or shares it with another listener (SO_REUSEPORT). Pass port to the ServerSocket, and set no option."),
        when(
                seen -> seen.expectedConnection() && seen.waitsForClient(),
                "the constructor waits for a client, so it does not return. Only bind the port there, and call accept() in serve()."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address, so clients that use another address of this computer are refused. new ServerSocket(port, BACKLOG) binds all of them."),
        when(
                seen -> seen.expectedConnection(),
                "no listener is bound when the constructor returns, so clients are refused until somebody calls serve(). Bind the port in the constructor."),
        when(
                seen -> seen.expectedWords("at most 1,024 bytes"),
                "one read takes more than 1024 bytes. Read into an array of 1024 bytes, and send them back before you read again."),
        when(
                seen -> seen.expectedToGoOn() && seen.waitsForBytes(),
                "serve() returns while another thread still talks to the client. Talk to the client in serve() itself, or wait for that thread."),
        whenHeld(
                seen -> seen.expected("HELLO") && seen.gotText().startsWith("WORLD"),
                "two servers share one array, because it is static: each overwrites what the other has read. Make a new array for each conversation."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.reset()
                                && seen.peerHasEnded()
                                && seen.returned("serve()"),
                "the connection is reset, and a reset throws away what the client has not read yet. Close the socket without setSoLinger(true, 0)."),
        when(
                seen -> seen.expectedSilence() && seen.reset() && seen.returned("serve()"),
                "serve() closes the listener when it ends, and the system resets the clients that still wait for it. Leave the listener open: close() closes it."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.waitsForLock(),
                "one server waits for a lock that another one holds while it talks to its client, because the lock is static. Two servers share nothing, so they need no lock."),
        whenHeld(
                seen -> seen.expectedNothingLeft(),
                "serve() ends without closing the client that accept() has just returned. Close that socket on every way out."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open. Close the listener and the client's socket, and end every thread that you started."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not wake the thread that waits in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws a SocketException when another thread closes the listener. Catch it, and return if listener.isClosed() is true."),
        when(
                seen -> seen.runsWithoutEnd() && seen.nothingCrossed(),
                "serve() catches the exception of accept() and tries again, forever: a closed listener throws each time. Return if listener.isClosed() is true."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop continues after an exception. If read() throws, the connection is gone, and every further read throws as well: leave the loop."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop continues after the end of the stream. From then on read() returns -1 every time: leave the loop."),
        when(
                seen -> seen.expectedEnd() && !seen.gotNothing(),
                "the server sends something although nothing more has come. At the end of the stream read() returns -1: check that before you use it as a length."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "-1"),
                "read() has returned -1, the end of the stream, and the code uses -1 as a length. Leave the loop before that."),
        when(
                seen -> seen.expectedEnd() && seen.returned("serve()") && !seen.streamEnded(),
                "serve() has returned, but it has not closed the client's socket, so the client waits for more. Open the socket in a try-with-resources statement."),
        when(
                seen ->
                        seen.expectedSilence()
                                && seen.streamEnded()
                                && !seen.printed().contains("TODO"),
                "serve() closes the connection because the client is silent for a moment. available() == 0 does not mean the end; only read() == -1 does."),
        when(
                seen -> seen.expectedSilence() && seen.got("ME TOO"),
                "serve() accepts a second client. In this lesson it serves one client and returns, so call accept() once."),
        when(
                seen -> seen.gotText().startsWith("\0\0\0"),
                "the server sends its whole array back, not only what it has read. Only the first n bytes belong to the piece: write(piece, 0, n)."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server sends bytes of an earlier piece again, which are still in its array. Only the first n bytes belong to this piece: write(piece, 0, n)."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line, and the client sends none. TCP has no lines: use read()."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until its array is full. Use read(), which returns whatever has arrived, and send that back."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads until the end of the stream before it replies, but the client waits for a reply first. Send each piece back before you read the next."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.waitsForBytes(),
                "the reply is still in the server. A buffered stream or a writer keeps bytes until flush() is called."),
        when(
                seen -> seen.expectedWords("\\xff") && seen.streamEnded(),
                "the byte 255 looks like the end of the stream, because it was converted to byte too early. read() returns an int: compare that int with -1 first."),
        when(
                seen -> seen.expectedBytes() && seen.streamEnded() && seen.returned("serve()"),
                "serve() reads only once. A read returns whatever has arrived so far, so loop until it returns -1."),
        when(
                seen -> seen.expected("TITLE"),
                "toUpperCase() follows the language of the computer, and the Turkish capital of i is not I. Change the bytes from 'a' to 'z' yourself."),
        when(
                seen -> seen.expectedWords("\\x80") && seen.gotText().contains("??"),
                "the bytes pass through a writer or a String, which replaces whatever its charset lacks by '?'. Use InputStream.read and OutputStream.write, which do not change bytes."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "the bytes are turned into text and back, but not all bytes are text, and a piece may end within a letter; or bytes after 'z' are changed. Change bytes, not a String, and only those from 'a' to 'z'."),
        when(
                seen -> seen.expected("HELLO, WORLD!") && seen.got("hello, world!"),
                "small letters are sent back as they are. Before you send a piece, subtract 32 from each byte from 'a' to 'z'."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "other bytes than those from 'a' to 'z' are changed, or not all of those. Look at each byte: if it is >= 'a' and <= 'z', subtract 32."),
    };

    /** More bytes than a few reads return, and not a multiple of what one read returns. */
    private static final String LONG = "ABCDEFG ".repeat(400);

    private static final String FULL = "ABCDEFG ".repeat(128); // 1024 bytes

    private static final String TWO_READS = "ABCDEFG ".repeat(200);

    private static final byte[] NO_TEXT = {
        0, 1, (byte) 0x80, (byte) 0x98, (byte) 0xd0, (byte) 0xff
    };

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<UppercaseServer> bound() {
        return wire.bind(
                "new UppercaseServer(0)", () -> new UppercaseServer(0), UppercaseServer::port);
    }

    private Served<UppercaseServer> serving() {
        return bound().serve(UppercaseServer::serve);
    }

    @Nested
    class The_constructor {

        @Test
        @Tag("1.1")
        void binds_a_free_port() {
            Served<UppercaseServer> one = bound();

            Served<UppercaseServer> other = bound();

            assertThat(one.port()).isNotEqualTo(other.port());
        }

        @Test
        @Tag("1.2")
        @DisplayName("The constructor throws a BindException if another listener has its port")
        void throws_a_BindException_if_another_listener_has_its_port() {
            Served<UppercaseServer> one = bound();

            Call<Integer> other = wire.call("new UppercaseServer(port)", () -> bind(one.port()));

            assertThat(other).throwsA(BindException.class);
        }

        /** Binds a server to this port, closes it, and returns its port. */
        private int bind(int port) throws IOException {
            try (UppercaseServer server = new UppercaseServer(port)) {
                return server.port();
            }
        }

        @Test
        @Tag("1.3")
        @DisplayName("Clients can connect as soon as the constructor has returned")
        void lets_clients_connect_before_serve_is_called() {
            Served<UppercaseServer> server = bound();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("1.4")
        @DisplayName("Clients can connect at every address of the computer")
        void lets_clients_connect_at_every_address_of_the_computer() {
            Served<UppercaseServer> server = bound();

            ScriptedPeer client = wire.connectToSecondAddress(server.port());

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("1.5")
        @DisplayName("close() frees the port even if serve() was never called")
        void binds_a_port_that_close_frees_even_if_serve_was_never_called() {
            Served<UppercaseServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class The_server {

        @Test
        @Tag("2.1")
        void waits_until_a_client_connects() {
            wire.letTimePassFast();
            Served<UppercaseServer> server = serving();

            assertThat(server.serving()).goesOn();
        }

        @Test
        @Tag("2.2")
        void closes_the_connection_when_the_client_has_ended_its_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("2.3")
        void sends_nothing_to_a_second_client() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());

            second.send("ME TOO");
            first.end();

            assertThat(first).receivesEnd();
            assertThat(second).receivesNothing();
        }
    }

    @Nested
    class A_piece {

        @Test
        @Tag("3.2")
        void is_sent_back() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("HELLO, WORLD!");

            assertThat(client).receives("HELLO, WORLD!").receivesNoMoreBytes();
        }

        @Test
        @Tag("3.3")
        void that_comes_later_is_sent_back_as_well() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("HELLO, ");
            assertThat(client).receives("HELLO, ");
            wire.settle(); // so that a server that reads once has returned
            client.send("WORLD!");

            assertThat(client).receives("WORLD!");
        }

        @Test
        @Tag("3.3")
        void that_is_shorter_than_the_one_before_comes_back_alone() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("A LONG PIECE FIRST");
            assertThat(client).receives("A LONG PIECE FIRST");
            client.send("THEN SHORT");

            assertThat(client).receives("THEN SHORT").receivesNothing();
        }

        @Test
        @Tag("3.3")
        void of_a_single_byte_is_sent_back_before_the_next_one_comes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("A");
            assertThat(client).receives("A");
            client.send("B");
            assertThat(client).receives("B");
            client.send("\n");

            assertThat(client).receives("\n");
        }

        @Test
        @Tag("3.3")
        void that_is_longer_than_1024_bytes_comes_back_in_full() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(LONG);

            assertThat(client).receives(LONG).receivesNothing();
        }

        @Test
        @Tag("3.3")
        void of_1025_bytes_comes_back_in_full() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(FULL + "Z");

            assertThat(client).receives(FULL + "Z").receivesNothing();
        }

        @Test
        @Tag("3.3")
        void of_1024_bytes_comes_back_in_full() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(FULL);

            assertThat(client).receives(FULL).receivesNothing();
        }

        @Test
        @Tag("3.3")
        void right_before_the_end_of_the_stream_is_still_sent_back() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("GOOD");
            client.send("BYE");
            client.end();

            assertThat(client).receives("GOODBYE").receivesEnd();
        }

        @Test
        @Tag("3.4")
        void that_is_sent_back_has_at_most_1024_bytes() {
            Pieces pieces = new Pieces();

            wire.atEachPause(
                    round -> {
                        ScriptedPeer client = wire.connect(serving().port());
                        client.send(TWO_READS);

                        round.meanwhile(() -> pieces.note(client));

                        assertThat(client).receives(TWO_READS);
                    });

            assertThat(wire).sendsAtMost(1024, pieces);
        }

        @Test
        @Tag("3.5")
        void that_is_not_text_comes_back_byte_for_byte() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(NO_TEXT);

            assertThat(client).receives(NO_TEXT).receivesNoMoreBytes();
        }
    }

    @Nested
    class The_conversation {

        @Test
        @Tag("3.1")
        void continues_while_the_client_is_silent() {
            wire.letTimePassFast();
            Served<UppercaseServer> server = serving();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            assertThat(server.serving()).goesOn();
        }

        @Test
        @Tag("3.6")
        @DisplayName("serve() returns when the client has ended its stream")
        void ends_when_the_client_has_ended_its_stream() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.send("BYE");
            assertThat(client).receives("BYE");
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("3.6")
        @DisplayName("serve() returns after its only client, even if a second one is waiting")
        void ends_even_if_a_second_client_is_waiting() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());

            second.send("ME TOO");

            assertThat(second).receivesNothing();
            first.end();
            assertThat(first).receivesEnd();
            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("3.6")
        void is_complete_for_a_client_that_reads_only_when_the_server_has_closed() {
            ScriptedPeer client = wire.connectWithoutReading(serving().port());
            String text = "ABCDEFG ".repeat(5_000); // more than the system buffers for this client
            client.send(text);
            client.end();
            wire.settle();

            client.startReading();

            assertThat(client).receives(text).receivesEnd();
        }
    }

    @Nested
    class Small_letters {

        @Test
        @Tag("4.1")
        void come_back_as_capitals() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, world!");

            assertThat(client).receives("HELLO, WORLD!");
        }

        @Test
        @Tag("4.1")
        void from_a_to_z_all_come_back_as_capitals() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(ALPHABET);

            assertThat(client).receives("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        }

        @Test
        @Tag("4.1")
        void come_back_as_capitals_in_every_piece() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("HELLO, ");
            client.send("a");
            assertThat(client).receives("A");
            client.send("world!");
            client.end();

            assertThat(client).receives("WORLD!").receivesEnd();
        }

        @Test
        @Tag("4.1")
        void come_back_as_capitals_in_a_piece_of_more_than_1024_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(LONG.toLowerCase(Locale.ROOT));

            assertThat(client).receives(LONG).receivesNothing();
        }
    }

    @Nested
    class Bytes_other_than_a_to_z {

        @Test
        @Tag("4.2")
        void come_back_unchanged() {
            ScriptedPeer client = wire.connect(serving().port());
            byte[] others = bytesWithoutSmallLetters();

            client.send(others);

            assertThat(client).receives(others).receivesNothing();
        }

        @Test
        @Tag("4.2")
        void come_back_unchanged_if_they_are_text_in_another_alphabet() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("ß \u0131 привет é €9 😀 \r\n");

            assertThat(client).receives("ß \u0131 привет é €9 😀 \r\n").receivesNothing();
        }

        @Test
        @Tag("4.2")
        void come_back_unchanged_if_a_piece_ends_within_a_letter() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("привет".getBytes(UTF_8), 3);

            assertThat(client).receives("привет").receivesNothing();
        }

        private byte[] bytesWithoutSmallLetters() {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) (i >= 'a' && i <= 'z' ? '.' : i);
            }
            return all;
        }
    }

    @Nested
    class The_capitals {

        @Test
        @Tag("4.3")
        void do_not_depend_on_the_language_of_the_computer() {
            wire.locale("tr");
            ScriptedPeer client = wire.connect(serving().port());

            client.send("title");

            assertThat(client).receives("TITLE").receivesNothing();
            assertThat(wire).keepsItsSettings();
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("5.1")
        @DisplayName("serve() returns if the server is closed while it waits for a client")
        void returns_if_it_is_closed_while_it_waits_for_a_client() {
            Served<UppercaseServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.1")
        @DisplayName("serve() returns wherever its thread is when the server is closed")
        void returns_wherever_its_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<UppercaseServer> server = serving();

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                    });
        }

        @Test
        @Tag("5.2")
        @DisplayName("close() can be called twice")
        void can_be_closed_twice() {
            Served<UppercaseServer> server = serving();
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("5.3")
        @DisplayName("serve() ends if the client resets the connection")
        void ends_if_the_client_resets_the_connection() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.send("BYE");
            assertThat(client).receives("BYE");
            client.reset();

            assertThat(server.serving()).ends();
        }

        @Test
        @Tag("5.4")
        @DisplayName("After serve() and close(), nothing is left open")
        void leaves_nothing_open() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.end();
            assertThat(server.serving()).returns();
            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.4")
        @DisplayName("After a reset and close(), nothing is left open")
        void leaves_nothing_open_after_a_reset() {
            Served<UppercaseServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());

            client.send("BYE");
            assertThat(client).receives("BYE");
            client.reset();
            assertThat(server.serving()).ends();
            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class A_client {

        @Test
        @Tag("5.4")
        @DisplayName("A client that connects just before close() does not stay connected")
        void that_connects_just_before_the_server_is_closed_does_not_stay_connected() {
            wire.atEachPause(
                    round -> {
                        Served<UppercaseServer> server = serving();
                        ScriptedPeer client = wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        client.end();
                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).ends();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }

    @Nested
    class Two_servers {

        @Test
        @Tag("5.5")
        void have_a_listener_each() {
            Served<UppercaseServer> one = bound();
            Served<UppercaseServer> other = bound();
            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());

            one.serve(UppercaseServer::serve);
            client.send("hello");
            another.send("world");

            assertThat(client).receives("HELLO");
            assertThat(another).receivesNothing();
        }

        @Test
        @Tag("5.5")
        void have_an_array_each() {
            wire.atEachPause(
                    round -> {
                        Served<UppercaseServer> one = serving();
                        Served<UppercaseServer> other = serving();
                        ScriptedPeer client = wire.connect(one.port());
                        ScriptedPeer another = wire.connect(other.port());
                        client.send("hello");

                        round.meanwhile(() -> another.send("world"));

                        assertThat(client).receives("HELLO").receivesNothing();
                        assertThat(another).receives("WORLD").receivesNothing();
                    });
        }
    }
}
