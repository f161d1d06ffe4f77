package lesson04_text_and_bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.nio.charset.Charset;
import java.util.stream.IntStream;
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
@Tag("task-4")
class RecodingServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the clients' sockets, every thread."),
        when(
                seen -> seen.threw(IllegalStateException.class),
                "a decoder that has ended is used again. A decoder belongs to one stream: make a new one for each client."),
        when(
                seen -> seen.threw(RuntimeException.class),
                "an exception of one client ends the whole service. serve() goes on with the next client only if it is an IOException."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. read() then returns -1, for ever: leave the loop."),
        when(
                seen -> seen.expectedReset() && seen.gotText().contains("?"),
                "what cannot be turned is replaced in silence: getBytes, new String, and readers and writers that are given a charset all do that. Use encode() and your decoder."),
        when(
                seen -> seen.expectedReset() && seen.waitsForBytes(),
                "the loop goes on after an exception, and nobody sees what is missing. Leave the loop."),
        when(
                seen ->
                        seen.expectedReset()
                                && seen.streamEnded()
                                && seen.peerSent(0xff)
                                && !seen.printed().contains("client lost"),
                "what is no letter, or only half of one, is passed over, and the stream ends as if all were well: nobody sees what is missing. Call end() of the decoder at the end; on an exception, leave the loop and make the close a reset."),
        when(
                seen ->
                        seen.expectedReset()
                                && seen.streamEnded()
                                && seen.peerHasEnded()
                                && !seen.printed().contains("client lost"),
                "half a letter is left when the stream ends, and nobody asks for it: call end() of the decoder."),
        when(
                seen -> seen.expectedReset() && seen.streamEnded(),
                "the client reads an orderly end and takes half a text for the whole. setSoLinger(true, 0) before the close makes that a reset."),
        when(
                seen -> seen.expectedBytes() && seen.reset(),
                "each piece is decoded by itself, and a letter was cut in two. Give every piece to one decoder, and take from it what is complete."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line that never comes. Read pieces, with read()."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server reads to the end before it answers. Answer the letters of each piece at once."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits until its buffer is full. Answer what one read() has brought."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.waitsForBytes(),
                "the answer has not left the server. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("п"),
                "the two charsets are swapped: the client's bytes are read in the first, and sent in the second."),
        when(
                seen -> seen.gotText().contains("?"),
                "a piece that ends in the middle of a letter is replaced in silence. Give every piece to one decoder."),
        when(
                seen -> seen.expectedBytes() && seen.streamEnded(),
                "recode() reads once. read() returns what has arrived so far; loop until it returns -1."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<RecodingServer> serving(String from, String to) {
        return wire.bind(
                        "new RecodingServer(0, \"" + from + "\", \"" + to + "\")",
                        () -> new RecodingServer(0, from, to),
                        RecodingServer::port)
                .serve(RecodingServer::serve);
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

    /** Offsets that cut the n-th repetition of a text of this length after n bytes. */
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
        void is_answered_at_once_in_the_other_charset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет!");

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        void is_answered_every_piece_not_only_the_first() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, ");
            assertThat(client).receives(koi8("Привет, "));
            client.send("сервер");

            assertThat(client).receives(koi8("сервер"));
        }

        @Test
        void is_answered_the_same_when_a_letter_is_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет!".getBytes(UTF_8), 7);

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        void is_answered_the_same_when_every_byte_comes_alone() {
            ScriptedPeer client = wire.connect(serving().port());

            client.dribble("Привет!".getBytes(UTF_8));

            assertThat(client).receives(koi8("Привет!"));
        }

        @Test
        void is_answered_the_same_wherever_it_is_cut() {
            ScriptedPeer client = wire.connect(serving("UTF-8", "windows-1251").port());
            String text = "я – 5 €".repeat(12); // twelve bytes, twelve times

            client.sendCutAt(text.getBytes(UTF_8), nextOffsetEachTime(12));

            assertThat(client).receives(windows(text)).receivesNothing();
        }

        @Test
        void is_answered_many_texts_that_come_in_one_piece() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер\nКупи виски\nИ тебе привет!\n");

            assertThat(client).receives(koi8("Привет, сервер\nКупи виски\nИ тебе привет!\n"));
        }

        @Test
        void is_answered_a_text_longer_than_any_buffer() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("a" + "привет".repeat(500));

            assertThat(client).receives(koi8("a" + "привет".repeat(500))).receivesNothing();
        }

        @Test
        void is_answered_the_end_with_an_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет!");
            client.end();

            assertThat(client).receives(koi8("Привет!")).receivesEnd();
        }

        @Test
        void is_answered_from_windows_1251_to_utf_8_as_well() {
            ScriptedPeer client = wire.connect(serving("windows-1251", "UTF-8").port());

            client.send(windows("Привет!"));
            client.end();

            assertThat(client).receives("Привет!").receivesEnd();
        }

        @Test
        void is_waited_for_while_it_says_nothing() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receivesNothing();
            client.send("Привет!");

            assertThat(client).receives(koi8("Привет!"));
        }
    }

    @Nested
    class A_client {

        @Test
        void whose_bytes_are_no_text_sees_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("При");
            assertThat(client).receives(koi8("При"));
            client.send(bytes(0xff));
            client.end();

            assertThat(client).receivesReset();
        }

        @Test
        void whose_letter_the_other_charset_lacks_sees_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("5 ");
            assertThat(client).receives(koi8("5 "));
            client.send("€");

            assertThat(client).receivesReset();
        }

        @Test
        void that_ends_in_the_middle_of_a_letter_sees_a_reset() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("При");
            assertThat(client).receives(koi8("При"));
            client.send(bytes(0xd0));
            client.end();

            assertThat(client).receivesReset();
        }

        @Test
        void that_says_nothing_at_all_is_answered_with_an_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class The_next_client {

        @Test
        void is_served() {
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
        void does_not_suffer_from_bytes_that_were_no_text() {
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
        void does_not_suffer_from_half_a_letter_of_the_last() {
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
    class The_service {

        @Test
        void ends_when_it_is_closed_after_it_has_served() {
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
        void ends_when_it_is_closed_before_its_client_has_ended() {
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
        void leaves_nothing_behind_after_a_text_it_could_not_turn() {
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
