package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;
import static lesson19_xor_chat.Frames.JAVA;
import static lesson19_xor_chat.Frames.OPEN;
import static lesson19_xor_chat.Frames.frame;
import static lesson19_xor_chat.Frames.frames;

import java.io.ByteArrayOutputStream;
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
@Tag("task-3")
class ChatServerTest {

    private static final String EMPTY_ONE = new String(frames("anna: ", "anna: hello"), UTF_8);

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(IllegalStateException.class),
                "add() throws an IllegalStateException if there is no room, and that ends the thread of the one who speaks. offer() returns false."),
        when(
                seen -> seen.expectedNothingLeft() && seen.waitsIn("take", "poll"),
                "threads wait for texts that nobody will put into a queue any more. stop() interrupts them: leave the loop then. And see that each one who has joined leaves."),
        when(
                seen ->
                        seen.expectedNothingLeft()
                                || seen.expectedEnd() && seen.returned("close()"),
                "close() does not close all that was opened: the listener and every connection. Then all threads come to their end."),
        when(
                seen -> seen.waitsIn("put"),
                "put() waits until there is room, and with it the one who speaks, and all others. offer() does not wait."),
        when(
                seen ->
                        seen.expectedWords("welcome")
                                && seen.waitsIn("take")
                                && !seen.waitsForBytes(),
                "run() does the work in the thread that calls it, here for ever. start() gives it a thread of its own."),
        when(
                seen ->
                        seen.expectedWords("welcome")
                                && seen.gotNothing()
                                && !seen.waitsForClient()
                                && seen.waitsForBytes(),
                "nobody attends to the second client: the thread that accepts is busy with the first. Give each client a thread, and start() it; run() would not."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().contains("boris: boris"),
                "the nickname itself is told as if it had been said. It is the first frame only; what is said begins with the second."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().contains("has left"),
                "somebody's leaving is told who has left before, or never joined. Call leave() once for each who has joined."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "a member hears of herself what only the others should hear. Leave her out: compare the nicknames, with equals()."),
        when(
                seen -> seen.expectedSilence() && (seen.streamEnded() || seen.reset()),
                "a member is thrown out who has done nothing: leave() is called for one who has not joined, but has her nickname. Only who has joined leaves."),
        when(
                seen ->
                        seen.expectedWords("nickname taken")
                                && seen.gotNothing()
                                && (seen.streamEnded() || seen.reset()),
                "the connection ends without a word. Send the reason with ChatWire.send(); who has not joined has no thread yet that sends what is in the queue."),
        when(
                seen -> seen.expectedEnd() && seen.peerSent(1) && seen.waitsForBytes(),
                "a frame of 1025 bytes is waited for. The limit of 1024 is for each frame, and not only for the first."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && !seen.reset(),
                "the connection stays open. Return from converse(), then attend() closes it."),
        when(
                seen -> seen.expectedWords("slow has left") && seen.gotNothing(),
                "100 texts wait, and nothing happens to the client: the queue has no limit, or what does not fit is thrown away, or the connection stays open. Close it when offer() returns false."),
        when(
                seen -> seen.expectedWords("has left") && seen.peerHasReset(),
                "leave() is not reached: an exception leaves converse() before. Put it into a finally."),
        when(
                seen -> seen.expectedWords("has left"),
                "leave() is not called. It is due however the conversation ends: put it into a finally."),
        when(
                seen -> seen.expected(EMPTY_ONE) && seen.gotText().contains("has left"),
                "an empty text is taken for the end. The end is null, and nothing else."),
        when(
                seen -> seen.expectedWords("bye") && seen.gotText().contains("has left"),
                "who has said something is sent away after the first text. Receive the next: a loop, until null comes."),
        when(
                seen -> seen.gotText().contains("hello") && !seen.gotText().contains(": hello"),
                "a text is told without her nickname. Put it before the text: anna: hello."),
        when(
                seen -> seen.expectedWords("xxx") && (seen.streamEnded() || seen.reset()),
                "a client that reads slowly is thrown out too early. 100 texts may wait for it."),
        when(
                seen -> seen.expected("anna:   hi \t") || seen.expectedWords("anna:   hi"),
                "what is said is changed on its way. The others hear it as it came, blanks too: no strip() or trim()."),
        when(
                seen -> seen.expectedWords("xxx") && seen.waitsIn("write", "flush"),
                "the thread of the one who speaks writes to the client itself, and waits if that one does not read. Only put the text into its queue."),
        when(
                seen ->
                        seen.expectedWords("boris has joined")
                                && seen.gotNothing()
                                && !seen.waitsIn("take"),
                "one text is sent, then the thread that sends has come to its end. Take the next: a loop, until stop()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ChatServer> serving(byte[] key) {
        return wire.bind("new ChatServer(0, key)", () -> new ChatServer(0, key), ChatServer::port)
                .serve(ChatServer::serve);
    }

    private Served<ChatServer> serving() {
        return serving(OPEN);
    }

    /** A client that has joined: it has been welcomed. */
    private ScriptedPeer join(Served<ChatServer> server, String nickname) {
        ScriptedPeer client = wire.connect(server.port());
        client.send(frames(nickname));
        assertThat(client).receives(frames("* welcome, " + nickname));
        return client;
    }

    /** A client that has joined, and reads nothing; {@code witness} has heard of it. */
    private ScriptedPeer joinWithoutReading(
            Served<ChatServer> server, String nickname, ScriptedPeer witness) {
        ScriptedPeer client = wire.connectWithoutReading(server.port());
        client.send(frames(nickname));
        assertThat(witness).receives(frames("* " + nickname + " has joined"));
        return client;
    }

    /** So many texts of 1000 bytes, each another one, behind {@code who}. */
    private static byte[] longTexts(String who, int howMany) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, howMany)
                .mapToObj(i -> who + "%03d".formatted(i) + "x".repeat(997))
                .forEach(text -> all.writeBytes(frames(text)));
        return all.toByteArray();
    }

    @Nested
    class Who_joins {

        @Test
        void is_welcomed() {
            ScriptedPeer anna = wire.connect(serving().port());

            anna.send(frames("anna"));

            assertThat(anna).receives(frames("* welcome, anna")).receivesNothing();
        }

        @Test
        void is_told_to_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            assertThat(anna).receives(frames("* boris has joined")).receivesNothing();
            assertThat(boris).receivesNothing();
        }

        @Test
        void may_send_the_nickname_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt(frames("анна"), 1, 3, 7);

            assertThat(client).receives(frames("* welcome, анна"));
        }

        @Test
        void may_talk_at_once() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = wire.connect(server.port());

            boris.send(frames("boris", "hello", "bye"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello", "boris: bye"));
        }
    }

    @Nested
    class Who_is_refused {

        @Test
        void is_told_why_and_then_the_stream_ends() {
            Served<ChatServer> server = serving();
            join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.send(frames("anna"));

            assertThat(other).receives(frames("* nickname taken")).receivesEnd();
        }

        @Test
        void may_have_a_nickname_that_is_too_long() {
            ScriptedPeer other = wire.connect(serving().port());

            other.send(frames("n".repeat(25)));

            assertThat(other).receives(frames("* nickname too long")).receivesEnd();
        }

        @Test
        void is_no_news_for_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.send(frames("anna"));

            assertThat(other).receives(frames("* nickname taken")).receivesEnd();
            assertThat(anna).receivesNothing();
        }

        @Test
        void does_not_take_the_place_of_the_first() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());
            other.send(frames("anna"));
            assertThat(other).receives(frames("* nickname taken")).receivesEnd();

            ScriptedPeer boris = join(server, "boris");
            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
        }
    }

    @Nested
    class What_is_said {

        @Test
        void is_heard_by_all_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");

            anna.send(frames("hello"));

            assertThat(boris).receives(frames("* clara has joined", "anna: hello"));
            assertThat(clara).receives(frames("anna: hello"));
        }

        @Test
        void is_not_heard_by_the_one_who_says_it() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
            assertThat(boris).receivesNothing();
        }

        @Test
        void is_heard_both_ways_and_more_than_once() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("hello", "how are you?"));
            assertThat(boris).receives(frames("anna: hello", "anna: how are you?"));
            boris.send(frames("fine"));

            assertThat(anna).receives(frames("* boris has joined", "boris: fine"));
        }

        @Test
        void may_come_in_pieces() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.sendCutAt(frames("привет", "hi"), 1, 5, 15);

            assertThat(boris).receives(frames("anna: привет", "anna: hi"));
        }

        @Test
        void may_be_empty() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("", "hello"));

            assertThat(boris).receives(frames("anna: ", "anna: hello"));
        }

        @Test
        void is_heard_with_its_blanks() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("  hi \t"));

            assertThat(boris).receives(frames("anna:   hi \t"));
        }

        @Test
        void may_have_1024_bytes() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("x".repeat(1024)));

            assertThat(boris).receives(frames("anna: " + "x".repeat(1024)));
        }

        @Test
        void is_hidden_by_the_key() {
            Served<ChatServer> server = serving(JAVA);
            ScriptedPeer anna = wire.connect(server.port());
            anna.send(frame("anna", JAVA));
            assertThat(anna).receives(frame("* welcome, anna", JAVA));
            ScriptedPeer boris = wire.connect(server.port());
            boris.send(frame("boris", JAVA));

            assertThat(anna).receives(frame("* boris has joined", JAVA));
            boris.send(frame("привет", JAVA));

            assertThat(anna).receives(frame("boris: привет", JAVA));
        }
    }

    @Nested
    class Who_leaves {

        @Test
        void is_told_once_and_the_connection_is_closed() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.end();

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
            assertThat(anna).receivesNothing();
        }

        @Test
        void is_told_too_if_the_connection_is_reset() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            assertThat(anna).receives(frames("* boris has joined"));

            boris.reset();

            assertThat(anna).receives(frames("* boris has left")).receivesNothing();
        }

        @Test
        void is_told_too_if_a_frame_is_too_long() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(new byte[] {4, 1}); // 1025

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        void is_told_too_if_a_later_frame_is_too_long() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(frames("hi"));
            boris.send(new byte[] {4, 1}); // 1025

            assertThat(boris).receivesEnd();
            assertThat(anna)
                    .receives(frames("* boris has joined", "boris: hi", "* boris has left"));
        }

        @Test
        void is_told_too_if_a_frame_is_no_text() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(frame(new byte[] {-1}, OPEN));

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        void is_told_too_if_the_stream_ends_within_a_frame() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send("\0\5hel");
            boris.end();

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        void leaves_the_nickname_to_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            assertThat(anna).receives(frames("* boris has joined"));
            boris.reset();
            assertThat(anna).receives(frames("* boris has left"));

            ScriptedPeer other = join(server, "boris");

            anna.send(frames("hello"));
            assertThat(other).receives(frames("anna: hello"));
        }

        @Test
        void leaves_the_others_to_talk() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");
            assertThat(clara).receivesNothing();
            anna.reset();
            assertThat(clara).receives(frames("* anna has left"));

            boris.send(frames("hello"));

            assertThat(clara).receives(frames("boris: hello"));
        }

        @Test
        void is_no_news_if_it_never_joined() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.end();

            assertThat(other).receivesEnd();
            assertThat(anna).receivesNothing();
        }
    }

    @Nested
    class A_client_that_does_not_read {

        @Test
        void gets_what_has_waited_when_it_reads_again() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer slow = joinWithoutReading(server, "slow", anna);
            anna.send(longTexts("", 90));
            wire.settle();

            slow.startReading();

            assertThat(slow).receives(frames("* welcome, slow"));
            assertThat(slow).receives(longTexts("anna: ", 90));
        }

        @Test
        void does_not_hold_up_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            assertThat(anna).receives(frames("* boris has joined"));
            joinWithoutReading(server, "slow", anna);

            anna.send(longTexts("", 90));

            assertThat(boris).receives(frames("* slow has joined"));
            assertThat(boris).receives(longTexts("anna: ", 90));
        }

        @Test
        void is_thrown_out_when_too_much_waits_for_it() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);

            anna.send(longTexts("", 400));

            assertThat(anna).receives(frames("* slow has left")).receivesNothing();
        }

        @Test
        void leaves_the_others_to_talk_when_it_is_thrown_out() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);
            anna.send(longTexts("", 400));
            assertThat(anna).receives(frames("* slow has left"));
            anna.end();
            assertThat(anna).receivesEnd(); // all that she has said is done with

            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");
            clara.send(frames("hello"));

            assertThat(boris).receives(frames("* clara has joined", "clara: hello"));
        }
    }

    @Nested
    class The_service {

        @Test
        void ends_when_it_is_closed_while_nobody_is_there() {
            Served<ChatServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_a_conversation_when_it_is_closed() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            wire.settle();

            server.close();

            assertThat(anna).receivesEnd();
        }

        @Test
        void ends_when_it_is_closed_while_clients_are_there() {
            Served<ChatServer> server = serving();
            join(server, "anna");
            join(server, "boris");
            wire.connect(server.port());
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_while_a_client_does_not_read() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);
            anna.send(longTexts("", 90));
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void keeps_nothing_of_who_has_left() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            anna.end();
            assertThat(anna).receivesEnd();

            server.close();

            assertThat(server).leavesNothingBehind();
        }
    }
}
