package lesson04_text_and_bytes;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.nio.charset.Charset;
import java.util.stream.IntStream;
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
class RecodingServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "recode() leaves something open. Close every socket that you opened, and end every thread that you started."),
        when(
                seen -> seen.threw(IllegalStateException.class) && seen.connections() > 1,
                "a decoder is used again after its end. A decoder belongs to one stream: create a new one for each client."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "an exception about one client ends serve(). It continues with the next client only after an IOException: let the CharacterCodingException out as it is."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop continues after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen -> seen.expectedReset() && seen.gotText().contains("?"),
                "letters or bytes are replaced without a sign. getBytes, new String, and readers and writers with a charset all do that: use encode() and your decoder."),
        when(
                seen -> seen.expectedReset() && seen.waitsForBytes(),
                "the loop continues after an exception, so the client does not notice that something is missing. Leave the loop, and reset the connection."),
        when(
                seen ->
                        seen.expectedReset()
                                && seen.streamEnded()
                                && seen.peerSent(0xff)
                                && !seen.printed().contains("client lost"),
                "the server skips bytes that are not valid, and ends the stream in the ordinary way, so the client does not notice that something is missing. After an exception, leave the loop and reset the connection."),
        when(
                seen ->
                        seen.expectedReset()
                                && seen.streamEnded()
                                && seen.peerHasEnded()
                                && !seen.printed().contains("client lost"),
                "half a letter is left when the stream ends, and the server does not notice. Call end() of the decoder: it throws an exception then."),
        when(
                seen -> seen.expectedReset() && seen.streamEnded(),
                "the stream ends in the ordinary way, so the client takes part of the text for all of it. Call setSoLinger(true, 0) before the close, which makes it a reset, and do not call shutdownOutput() before it."),
        when(
                seen -> seen.expectedBytes() && seen.reset() && seen.peerHasReset(),
                "half a letter of an earlier client is still in the decoder. A decoder belongs to one stream: create a new one for each client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.reset()
                                && seen.peerHasEnded()
                                && !seen.printed().contains("client lost"),
                "the connection is reset after a text without an error, and a reset throws away what the client has not read yet. Call setSoLinger(true, 0) only after a CharacterCodingException."),
        when(
                seen ->
                        seen.called("new RecodingServer(0, \"windows-1251\", \"UTF-8\")")
                                && seen.called("new RecodingServer(0, \"UTF-8\", \"KOI8-R\")"),
                "two servers share their charsets or their decoder, because these are static. Make them fields or local variables."),
        whenHeld(
                seen -> seen.expectedBytes() && !seen.gotNothing(),
                "two servers share one buffer, because it is static. Create a new array for each client."),
        when(
                seen ->
                        seen.called("new RecodingServer(0, \"UTF-8\", \"UTF-16LE\")")
                                && seen.expectedBytes()
                                && seen.reset(),
                "the letters of a long piece are sent in blocks, and the border of two blocks cuts an emoji, which is two chars. Encode all letters of a piece at once."),
        when(
                seen -> seen.expectedBytes() && seen.reset(),
                "each piece is decoded separately, and a letter was cut in two. Pass every piece to one StreamDecoder, which returns the complete letters."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line, but the text has no line ending. Read pieces with read()."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads until the end of the stream before it replies. Send the letters of each piece immediately."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until its buffer is full. Send the letters that one read() has returned."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.waitsForBytes(),
                "the reply has not left the server. Write the letters of each piece; a buffered stream or writer keeps them until you call flush()."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("п"),
                "the two charsets are swapped. Decode the client's bytes in the first one (from), and encode the reply in the second (to)."),
        when(
                seen -> seen.gotText().contains("?"),
                "half a letter at the end of a piece is replaced without a sign. Pass every piece to one StreamDecoder."),
        when(
                seen -> seen.expectedBytes() && seen.streamEnded() && seen.bytesFrom("server") > 0,
                "recode() reads only once. A read returns whatever has arrived so far, so loop until it returns -1."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<RecodingServer> bound(String from, String to) {
        return wire.bind(
                "new RecodingServer(0, \"" + from + "\", \"" + to + "\")",
                () -> new RecodingServer(0, from, to),
                RecodingServer::port);
    }

    private Served<RecodingServer> serving(String from, String to) {
        return bound(from, to).serve(RecodingServer::serve);
    }

    private Served<RecodingServer> serving() {
        return serving("UTF-8", "KOI8-R");
    }

    private static byte[] koi8(String text) {
        return text.getBytes(Charset.forName("KOI8-R"));
    }

    private static byte[] windows(String text) {
        return text.getBytes(Charset.forName("windows-1251"));
    }

    /**
     * Returns offsets at which to cut a text of this many bytes that is sent repeatedly: each
     * repetition is cut at the next offset inside the text.
     */
    private static int[] nextOffsetEachTime(int length) {
        return IntStream.range(1, length).map(n -> n * length + n).toArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Nested
    class Text {

        @Test
        @Tag("8.1")
        void comes_back_immediately_in_the_other_charset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет!");

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        @Tag("8.1")
        void comes_back_for_every_piece_not_only_for_the_first() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, ");
            assertThat(client).receives(koi8("Привет, "));
            client.send("сервер");

            assertThat(client).receives(koi8("сервер"));
        }

        @Test
        @Tag("8.2")
        void comes_back_in_full_if_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет!".getBytes(UTF_8), 7);

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        @Tag("8.2")
        void comes_back_in_full_if_every_byte_arrives_alone() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("Привет!".getBytes(UTF_8));

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        @Tag("8.2")
        void comes_back_in_full_wherever_it_is_cut() {
            ScriptedPeer client = wire.connect(serving("UTF-8", "windows-1251").port());
            String text = "я – 5 €".repeat(12); // twelve bytes, twelve times

            client.sendCutAt(text.getBytes(UTF_8), nextOffsetEachTime(12));

            assertThat(client).receives(windows(text)).receivesNothing();
        }

        @Test
        @Tag("8.1")
        void of_several_lines_in_one_piece_comes_back() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер\nКупи виски\nИ тебе привет!\n");

            assertThat(client).receives(koi8("Привет, сервер\nКупи виски\nИ тебе привет!\n"));
        }

        @Test
        @Tag("8.2")
        @DisplayName("Text of 6001 bytes comes back, and so do 2000 emoji in one piece")
        void of_6001_bytes_comes_back() {
            ScriptedPeer client = wire.connect(serving().port());
            client.send("a" + "привет".repeat(500));
            assertThat(client).receives(koi8("a" + "привет".repeat(500))).receivesNothing();

            Served<RecodingServer> other = bound("UTF-8", "UTF-16LE");
            ScriptedPeer another = wire.connect(other.port());
            String emoji = "яaa" + "😀".repeat(2000); // none of them is at an even index
            another.send(emoji);
            other.serve(RecodingServer::serve); // only now, so that a read returns a long piece

            assertThat(another).receives(emoji.getBytes(UTF_16LE)).receivesNothing();
        }

        @Test
        @Tag("8.3")
        void comes_back_before_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет!");
            client.end();

            assertThat(client).receives(koi8("Привет!")).receivesEnd();
        }

        @Test
        @Tag("8.3")
        @DisplayName("Text from windows-1251 comes back as UTF-8 before the end of the stream")
        void from_windows_1251_comes_back_as_utf_8_before_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving("windows-1251", "UTF-8").port());

            client.send(windows("Привет!"));
            client.end();

            assertThat(client).receives("Привет!").receivesEnd();
        }

        @Test
        @Tag("8.3")
        void comes_back_in_full_to_a_client_that_reads_only_when_the_server_has_closed() {
            ScriptedPeer client = wire.connectWithoutReading(serving().port());
            String text = "привет!!".repeat(5_000); // more than the system buffers for this client
            client.send(text);
            client.end();
            wire.settle();

            client.startReading();

            assertThat(client).receives(koi8(text)).receivesEnd();
        }

        @Test
        @Tag("8.1")
        void may_arrive_late() {
            wire.letTimePassFast();
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receivesNothing();
            client.send("Привет!");

            assertThat(client).receives(koi8("Привет!")).receivesNothing();
            client.send("Это я!");

            assertThat(client).receives(koi8("Это я!"));
        }

        @Test
        @Tag("8.3")
        void with_an_emoji_that_is_cut_in_two_comes_back_before_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving("UTF-8", "UTF-16BE").port());

            client.sendCutAt("a😀".getBytes(UTF_8), 3);
            client.end();

            assertThat(client).receives(bytes(0, 0x61, 0xd8, 0x3d, 0xde, 0)).receivesEnd();
        }
    }

    @Nested
    class A_client {

        @Test
        @Tag("8.4")
        void that_sends_a_byte_that_is_not_valid_receives_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("При");
            assertThat(client).receives(koi8("При"));
            client.send(bytes(0xff));
            client.end();

            assertThat(client).receivesReset();
        }

        @Test
        @Tag("8.4")
        void that_sends_a_letter_that_the_other_charset_lacks_receives_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("5 ");
            assertThat(client).receives(koi8("5 "));
            client.send("€");

            assertThat(client).receivesReset();
        }

        @Test
        @Tag("8.4")
        void that_ends_its_stream_in_the_middle_of_a_letter_receives_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("При");
            assertThat(client).receives(koi8("При"));
            client.send(bytes(0xd0));
            client.end();

            assertThat(client).receivesReset();
        }

        @Test
        @Tag("8.3")
        void that_sends_nothing_receives_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class The_next_client {

        @Test
        @Tag("8.5")
        void is_served_after_another() {
            Served<RecodingServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Привет!");
            first.end();
            assertThat(first).receives(koi8("Привет!")).receivesEnd();

            ScriptedPeer next = wire.connect(server.port());
            next.send("Привет!");
            next.end();

            assertThat(next).receives(koi8("Привет!")).receivesEnd();
        }

        @Test
        @Tag("8.5")
        void is_served_after_one_that_sent_a_byte_that_is_not_valid() {
            Served<RecodingServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send(bytes(0xff));
            first.end();
            assertThat(first).receivesReset();

            ScriptedPeer next = wire.connect(server.port());
            next.send("Привет!");

            assertThat(next).receives(koi8("Привет!"));
        }

        @Test
        @Tag("8.5")
        void receives_nothing_of_half_a_letter_of_another() {
            Served<RecodingServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send(bytes(0xd0));
            wire.settle();
            first.reset();

            ScriptedPeer next = wire.connect(server.port());
            next.send("Привет!");

            assertThat(next).receives(koi8("Привет!"));
        }
    }

    @Nested
    class A_server {

        @Test
        @Tag("8.6")
        void leaves_no_socket_or_thread_behind_after_a_client() {
            Served<RecodingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Привет!");
            client.end();
            assertThat(client).receives(koi8("Привет!")).receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("8.6")
        void leaves_no_socket_or_thread_behind_if_it_is_closed_before_its_client_ends() {
            Served<RecodingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Привет!");
            assertThat(client).receives(koi8("Привет!"));

            server.close();
            client.end();

            assertThat(client).receivesEnd();
            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("8.5")
        void in_one_program_with_another_uses_its_own_charsets() {
            Served<RecodingServer> one = serving("windows-1251", "UTF-8");
            Served<RecodingServer> other = serving("UTF-8", "KOI8-R");
            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());

            client.send(windows("Привет!"));
            another.send("Привет!");

            assertThat(client).receives("Привет!");
            assertThat(another).receives(koi8("Привет!"));
        }

        @Test
        @Tag("8.5")
        void in_one_program_with_another_receives_nothing_of_its_clients() {
            wire.atEachPause(
                    round -> {
                        Served<RecodingServer> one = serving();
                        Served<RecodingServer> other = serving();
                        ScriptedPeer client = wire.connect(one.port());
                        ScriptedPeer another = wire.connect(other.port());
                        client.send("Привет!");

                        round.meanwhile(() -> another.send("виски"));

                        assertThat(client).receives(koi8("Привет!")).receivesNothing();
                        assertThat(another).receives(koi8("виски")).receivesNothing();
                    });
        }

        @Test
        @Tag("8.6")
        void leaves_no_socket_or_thread_behind_after_a_reset_by_the_client() {
            Served<RecodingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Привет!");
            assertThat(client).receives(koi8("Привет!"));
            client.reset();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("8.6")
        void leaves_no_socket_or_thread_behind_after_a_reset_of_its_own() {
            Served<RecodingServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send(bytes(0xff));
            client.end();
            assertThat(client).receivesReset();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
