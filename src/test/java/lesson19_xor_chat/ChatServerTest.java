package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;
import static lesson19_xor_chat.Frames.JAVA;
import static lesson19_xor_chat.Frames.OPEN;
import static lesson19_xor_chat.Frames.frame;
import static lesson19_xor_chat.Frames.frames;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
class ChatServerTest {

    private static final String TO_CAPITAL =
            new String(frames("* ann has joined", "*  anna has joined", "anna: hello"), UTF_8);

    private static final String CAPITAL_JOINED = new String(frames("* Anna has joined"), UTF_8);

    private static final String TO_OTHERS =
            new String(frames("*  anna has joined", "anna: hello"), UTF_8);

    private static final String TO_ANNA =
            new String(
                    frames(
                            "* Anna has joined",
                            "* ann has joined",
                            "*  anna has joined",
                            "Anna: hi"),
                    UTF_8);

    private static final String HELLO_ONLY = new String(frames("anna: hello"), UTF_8);

    private static final String DIAERESIS = "Zoe\u0308"; // looks like the next one

    private static final String ONE_LETTER = "Zo\u00eb";

    private static final String WELCOME_DIAERESIS =
            new String(frames("* welcome, " + DIAERESIS), UTF_8);

    private static final String WELCOME_ONE_LETTER =
            new String(frames("* welcome, " + ONE_LETTER), UTF_8);

    private static final int REFUSAL = frames("* nickname empty").length; // bytes

    private static final String EMPTY_ONE = new String(frames("anna: ", "anna: hello"), UTF_8);

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.gotText().contains("anna: one")
                                && seen.gotText().contains("anna: two")
                                && seen.gotText().contains("* anna has left"),
                "texts are passed on in the background, so a later one may overtake them. Let the member's own thread put each text into the queues before it receives the next one."),
        when(
                seen ->
                        seen.expectedWords("without waiting")
                                && !seen.waitsIn("put", "write", "flush"),
                "tell() waits for room in the queue, and so does the member that is talking. Use offer(text) without a time, which does not wait."),
        when(
                seen -> seen.expected("false") && seen.called("the connection is closed"),
                "a client is disconnected too early. Let 100 texts wait for it."),
        when(
                seen -> seen.expected("true") && seen.called("the connection is closed"),
                "far more than 100 texts wait for a client, and its connection stays open. Close it if offer() returns false."),
        when(
                seen -> seen.threw(IllegalStateException.class),
                "add() throws an IllegalStateException if the queue is full, which ends the thread of the member that is talking. Use offer(), which returns false."),
        when(
                seen ->
                        seen.expectedNothingLeft()
                                && seen.waitsIn("take", "poll")
                                && seen.connections() == 1
                                && seen.bytesFrom("server") == REFUSAL,
                "a thread still waits for texts for a client that was refused, because its sender was started. Send the reason in converse(), with ChatWire.send(): a client that has not joined needs no sender."),
        when(
                seen -> seen.expectedNothingLeft() && seen.waitsIn("take", "poll"),
                "threads still wait for texts, but their members have left. Leave the loop in sendAll() when stop() interrupts it, and call leave() for each member that has joined."),
        when(
                seen -> seen.expectedNothingLeft() && seen.runsIn("sendAll"),
                "sendAll() runs on although its member has left. Wait for a text with take(), and leave the loop when stop() interrupts it."),
        when(
                seen ->
                        seen.expectedNothingLeft()
                                        && (seen.waitsForBytes()
                                                || seen.waitsForClient()
                                                || seen.waitsIn("write", "flush"))
                                || seen.expectedEnd() && seen.returned("close()"),
                "close() leaves a connection or the listener open, so threads still wait on it. Close the listener and every connection."),
        when(
                seen ->
                        seen.expectedNoDeadThread()
                                && seen.threw(NullPointerException.class, "\"nickname\" is null"),
                "the client has left before it has sent a nickname, and null is used as one. If receive() returns null, return."),
        when(
                seen ->
                        seen.expectedNoDeadThread()
                                && seen.threw(
                                        NullPointerException.class, "java.util.Map.remove(Object)"),
                "leave() is called for a client that has not joined, or has left already. Call it once, and only for a client that join() has accepted."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.peerHasEnded()
                                && seen.gotText().contains("* anna has left")
                                && !seen.returned("serve()"),
                "the loop goes on although receive() has returned null, and sends null to the others until their queues are full. null means that the stream has ended: leave the loop."),
        when(
                seen ->
                        seen.expectedWords("* nickname")
                                && seen.gotText().startsWith("nickname ", 2),
                "the reason is sent without \"* \" in front of it."),
        when(
                seen -> seen.waitsIn("put"),
                "put() waits until there is room in the queue, and so does the member that is talking, and everybody else. Use offer(), which does not wait."),
        when(
                seen ->
                        seen.expectedWords("welcome")
                                && seen.waitsIn("take")
                                && !seen.waitsForBytes(),
                "run() does the work in the thread that calls it, here forever. Call start(), which uses a new thread."),
        when(
                seen ->
                        seen.expectedWords("welcome")
                                && seen.gotNothing()
                                && !seen.waitsForClient()
                                && seen.waitsForBytes(),
                "nobody serves the second client, because the thread that accepts is busy with the first. Give each client a thread and call its start(), not run()."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().contains("boris: boris"),
                "the nickname is sent to the others as a text. Only the first frame is the nickname; the texts begin with the second."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().contains("has left"),
                "a member is announced as having left although it never joined or has left already. Call leave() once for each member that has joined."),
        when(
                seen ->
                        seen.expected(TO_CAPITAL)
                                || seen.expected(CAPITAL_JOINED)
                                || seen.expected(TO_OTHERS)
                                || seen.expected(TO_ANNA)
                                || seen.connections() == 4 && seen.expected(HELLO_ONLY),
                "nicknames that differ only in case, in a space or in length are treated as equal, so one member does not receive the texts of the other. Compare with equals()."),
        when(
                seen ->
                        (seen.expected(WELCOME_DIAERESIS) || seen.expected(WELCOME_ONE_LETTER))
                                && !seen.gotNothing(),
                "a nickname is changed before it is used: two spellings of a letter become one. Use the nickname as it was sent, without a Normalizer, and compare with equals()."),
        when(
                seen -> seen.threw(IllegalFormatException.class),
                "the nickname or the text of a member is used as a format, and a % in it starts a placeholder. Join them with +."),
        when(
                seen -> seen.expectedWords("good morning"),
                "texts that arrive at the same time are mixed, because all frames share one array or another static field. Create one for each frame."),
        when(
                seen -> seen.expected(EMPTY_ONE) && seen.got(HELLO_ONLY),
                "an empty text, or one of spaces, is not sent to the others. It is a text like any other."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "a member receives what only the others should receive. Leave out the member itself: compare the nicknames with equals()."),
        when(
                seen ->
                        seen.expectedSilence()
                                && (seen.streamEnded() || seen.reset())
                                && (seen.threw(NullPointerException.class)
                                        || !seen.threwAnything()),
                "a member is disconnected because leave() is called for a client that was refused, with the nickname of that member. Call leave() only for a client that has joined."),
        when(
                seen ->
                        seen.expectedWords("nickname too long")
                                && seen.connections() > 1
                                && seen.gotNothing()
                                && (seen.streamEnded() || seen.reset()),
                "a nickname of many bytes is treated as a bad frame, so its client gets no reason. Receive the nickname with the same limit as texts, LIMIT: join() checks how many characters it has."),
        when(
                seen ->
                        seen.expectedWords("nickname taken")
                                && seen.gotNothing()
                                && (seen.streamEnded() || seen.reset()),
                "the connection ends without the reason. Send it with ChatWire.send(): a client that has not joined has no thread that sends what is in its queue."),
        when(
                seen ->
                        seen.expectedEnd()
                                && seen.gotText().startsWith("* ", 2)
                                && !seen.gotText().contains("boris")
                                && !seen.gotText().contains("nickname"),
                "a member is sent a text because its frame is bad. Send it nothing: if it does not read, that write waits, and the others do not learn that it has left."),
        when(
                seen -> seen.expectedEnd() && seen.peerSent(1) && seen.waitsForBytes(),
                "the server waits for a frame of 1025 bytes. The limit of 1024 applies to each frame, not only to the first."),
        when(
                seen -> seen.expectedEnd() && !seen.streamEnded() && !seen.reset(),
                "the connection stays open. Return from converse(), and attend() closes it."),
        when(
                seen -> seen.expectedWords("slow has left") && seen.gotNothing(),
                "100 texts wait, and nothing happens to the client: the queue has no limit, or texts are thrown away, or the connection stays open. Close the connection if offer() returns false."),
        when(
                seen -> seen.expectedWords("has left") && seen.peerHasReset(),
                "leave() is not called, because an exception ends converse() first. Call it in a finally block."),
        when(
                seen -> seen.expectedWords("has left"),
                "leave() is not called. A member leaves however its conversation ends: call leave() in a finally block."),
        when(
                seen -> seen.expected(EMPTY_ONE) && seen.gotText().contains("has left"),
                "an empty text is treated as the end of the stream. Only null is the end."),
        when(
                seen -> seen.expectedWords("bye") && seen.gotText().contains("has left"),
                "the conversation ends after the first text. Receive the next one: you need a loop that ends with null."),
        when(
                seen -> seen.gotText().contains("hello") && !seen.gotText().contains(": hello"),
                "a text is sent without the nickname of its sender. Put it in front of the text: anna: hello."),
        when(
                seen -> seen.expectedWords("xxx") && (seen.streamEnded() || seen.reset()),
                "a client that reads slowly is disconnected too early. Let 100 texts wait for it."),
        when(
                seen -> seen.expected("anna:   hi \t") || seen.expectedWords("anna:   hi"),
                "the text is changed on its way to the others. Send it as it arrived, with its spaces: do not use strip() or trim()."),
        when(
                seen ->
                        (seen.expectedWords("xxx") || seen.expectedWords("welcome, boris"))
                                && seen.waitsForLock()
                                && seen.waitsIn("write", "flush"),
                "a thread holds a lock while it writes to a client that does not read, and all others wait for that lock. Do not hold a lock while you send."),
        when(
                seen ->
                        (seen.expectedWords("xxx") || seen.expectedWords("without waiting"))
                                && seen.waitsIn("write", "flush"),
                "the thread of the member that is talking writes to the other clients itself, and waits if one of them does not read. Let it only put the text into their queues."),
        when(
                seen ->
                        seen.expectedWords("boris has joined")
                                && seen.gotNothing()
                                && !seen.waitsIn("take"),
                "only one text is sent, then the thread that sends ends. Take the next text: you need a loop that ends with stop()."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<ChatServer> serving(byte[] key) {
        return wire.bind("new ChatServer(0, key)", () -> new ChatServer(0, key), ChatServer::port)
                .serve(ChatServer::serve);
    }

    private Served<ChatServer> serving() {
        return serving(OPEN);
    }

    /** Returns a client that has joined and received its welcome. */
    private ScriptedPeer join(Served<ChatServer> server, String nickname) {
        ScriptedPeer client = wire.connect(server.port());
        client.send(frames(nickname));
        assertThat(client).receives(frames("* welcome, " + nickname));
        return client;
    }

    /**
     * Returns a client that has joined and does not read; {@code witness} has received its arrival.
     */
    private ScriptedPeer joinWithoutReading(
            Served<ChatServer> server, String nickname, ScriptedPeer witness) {
        ScriptedPeer client = wire.connectWithoutReading(server.port());
        client.send(frames(nickname));
        assertThat(witness).receives(frames("* " + nickname + " has joined"));
        return client;
    }

    /** Returns frames of 1000 bytes, all different, with {@code who} in front of each. */
    private static byte[] longTexts(String who, int howMany) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        IntStream.range(0, howMany)
                .mapToObj(i -> who + "%03d".formatted(i) + "x".repeat(997))
                .forEach(text -> all.writeBytes(frames(text)));
        return all.toByteArray();
    }

    @Nested
    class A_client_that_joins {

        @Test
        @Tag("5.3")
        void is_welcomed_and_stays_connected() {
            wire.letTimePassFast();
            ScriptedPeer anna = wire.connect(serving().port());

            anna.send(frames("anna"));

            assertThat(anna).receives(frames("* welcome, anna")).receivesNothing();
        }

        @Test
        @Tag("5.4")
        void is_announced_to_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            assertThat(anna).receives(frames("* boris has joined")).receivesNothing();
            assertThat(boris).receivesNothing();
        }

        @Test
        @Tag("5.3")
        void may_send_its_nickname_in_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt(frames("анна"), 1, 3, 7);

            assertThat(client).receives(frames("* welcome, анна"));
        }

        @Test
        @Tag("6.1")
        void may_talk_immediately() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = wire.connect(server.port());

            boris.send(frames("boris", "hello", "bye"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello", "boris: bye"));
        }

        @Test
        @Tag("6.5")
        void may_have_a_nickname_that_differs_from_another_in_case_or_length_only() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer capital = join(server, "Anna");
            assertThat(anna).receives(frames("* Anna has joined"));
            ScriptedPeer shorter = join(server, "ann");
            assertThat(anna).receives(frames("* ann has joined"));
            assertThat(capital).receives(frames("* ann has joined"));
            ScriptedPeer spaced = join(server, " anna");
            assertThat(anna).receives(frames("*  anna has joined"));
            assertThat(capital).receives(frames("*  anna has joined"));
            assertThat(shorter).receives(frames("*  anna has joined"));

            anna.send(frames("hello"));

            assertThat(capital).receives(frames("anna: hello"));
            assertThat(shorter).receives(frames("anna: hello"));
            assertThat(spaced).receives(frames("anna: hello"));
            capital.send(frames("hi"));
            assertThat(anna).receives(frames("Anna: hi"));
        }

        @Test
        @Tag("6.5")
        void may_have_any_nickname_of_24_characters() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            String nickname = "100%s $1 \\ " + "😀".repeat(13);

            ScriptedPeer other = join(server, nickname);
            other.send(frames("hello"));

            assertThat(anna)
                    .receives(frames("* " + nickname + " has joined", nickname + ": hello"));
        }

        @Test
        @Tag("6.5")
        void may_have_a_nickname_that_looks_like_another_but_has_other_characters() {
            Served<ChatServer> server = serving();
            ScriptedPeer one = join(server, ONE_LETTER);
            ScriptedPeer other = wire.connect(server.port());

            other.send(frames(DIAERESIS, "hello"));

            assertThat(other).receives(frames("* welcome, " + DIAERESIS));
            assertThat(one)
                    .receives(frames("* " + DIAERESIS + " has joined", DIAERESIS + ": hello"));
        }

        @Test
        @Tag("5.4")
        void may_be_the_eleventh() {
            Served<ChatServer> server = serving();
            ScriptedPeer first = join(server, "anna");
            for (int i = 2; i < 12; i++) {
                join(server, "n" + i);
                assertThat(first).receives(frames("* n" + i + " has joined"));
            }
        }
    }

    @Nested
    class A_client_that_is_refused {

        @Test
        @Tag("5.5")
        void receives_the_reason_and_then_the_end_of_the_stream() {
            Served<ChatServer> server = serving();
            join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.send(frames("anna"));

            assertThat(other).receives(frames("* nickname taken")).receivesEnd();
        }

        @Test
        @Tag("5.5")
        void receives_the_reason_if_its_nickname_is_too_long() {
            Served<ChatServer> server = serving();
            for (String nickname : List.of("n".repeat(25), "😀".repeat(25), "n".repeat(1024))) {
                ScriptedPeer other = wire.connect(server.port());

                other.send(frames(nickname));

                assertThat(other).receives(frames("* nickname too long")).receivesEnd();
            }
        }

        @Test
        @Tag("5.6")
        void is_not_announced_to_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.send(frames("anna"));

            assertThat(other).receives(frames("* nickname taken")).receivesEnd();
            assertThat(anna).receivesNothing();
        }

        @Test
        @Tag("6.5")
        void does_not_replace_the_member_with_its_nickname() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());
            other.send(frames("anna"));
            assertThat(other).receives(frames("* nickname taken")).receivesEnd();

            ScriptedPeer boris = join(server, "boris");
            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
        }

        @Test
        @Tag("5.5")
        void receives_the_reason_if_its_nickname_is_empty_or_only_spaces() {
            Served<ChatServer> server = serving();
            for (String nickname : List.of("", "   ")) {
                ScriptedPeer other = wire.connect(server.port());

                other.send(frames(nickname));

                assertThat(other).receives(frames("* nickname empty")).receivesEnd();
            }
        }
    }

    @Nested
    class A_text {

        @Test
        @Tag("6.1")
        void is_sent_to_all_other_members() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");

            anna.send(frames("hello"));

            assertThat(boris).receives(frames("* clara has joined", "anna: hello"));
            assertThat(clara).receives(frames("anna: hello"));
        }

        @Test
        @Tag("6.2")
        void is_not_sent_to_the_member_that_sent_it() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
            assertThat(boris).receivesNothing();
        }

        @Test
        @Tag("6.1")
        void is_sent_in_both_directions_and_more_than_once() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("hello", "how are you?"));
            assertThat(boris).receives(frames("anna: hello", "anna: how are you?"));
            boris.send(frames("fine"));

            assertThat(anna).receives(frames("* boris has joined", "boris: fine"));
        }

        @Test
        @Tag("6.1")
        void is_not_overtaken_by_a_later_one_of_the_same_member() {
            wire.atEachPauseOfOwnThreads(
                    round -> {
                        Served<ChatServer> server = serving();
                        ScriptedPeer boris = round.first(() -> join(server, "boris"));
                        ScriptedPeer anna = round.first(() -> join(server, "anna"));
                        anna.send(frames("one"));

                        round.meanwhile(() -> anna.send(frames("two")));

                        assertThat(boris)
                                .receives(frames("* anna has joined", "anna: one", "anna: two"));
                    });
        }

        @Test
        @Tag("6.3")
        void may_arrive_in_pieces() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.sendCutAt(frames("привет", "hi"), 1, 5, 15);

            assertThat(boris).receives(frames("anna: привет", "anna: hi"));
        }

        @Test
        @Tag("6.3")
        void may_be_empty() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("", "hello"));

            assertThat(boris).receives(frames("anna: ", "anna: hello"));
        }

        @Test
        @Tag("6.3")
        void is_sent_with_the_spaces_at_its_ends() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("  hi \t"));

            assertThat(boris).receives(frames("anna:   hi \t"));
        }

        @Test
        @Tag("6.3")
        void may_have_1024_bytes() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("x".repeat(1024)));

            assertThat(boris).receives(frames("anna: " + "x".repeat(1024)));
        }

        @Test
        @Tag("6.4")
        void is_sent_with_the_key() {
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

        @Test
        @Tag("6.3")
        void may_contain_any_characters() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            String[] texts = {
                "   ", "100% %s %n", "$1 \\", "a\rb\r\nc", "\0", "😀 я €", "bye", "null", DIAERESIS
            };

            anna.send(frames(texts));

            assertThat(boris)
                    .receives(
                            frames(
                                    Stream.of(texts)
                                            .map(text -> "anna: " + text)
                                            .toArray(String[]::new)));
            assertThat(boris).receivesNothing();
        }

        @Test
        @Tag("6.3")
        void may_have_1024_bytes_in_256_letters() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            anna.send(frames("😀".repeat(256)));

            assertThat(boris).receives(frames("anna: " + "😀".repeat(256)));
        }

        @Test
        @Tag("6.3")
        void that_arrives_in_pieces_is_not_mixed_with_the_text_of_another_member() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");
            anna.send(Arrays.copyOf(frames("good morning"), 9));
            wire.settle();

            boris.send(frames("привет, всем привет"));
            assertThat(clara).receives(frames("boris: привет, всем привет"));
            anna.send(Arrays.copyOfRange(frames("good morning"), 9, 14));

            assertThat(clara).receives(frames("anna: good morning")).receivesNothing();
        }

        @Test
        @Tag("6.4")
        void sent_to_one_server_is_not_sent_by_another() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            Served<ChatServer> hidden = serving(JAVA);
            ScriptedPeer other = wire.connect(hidden.port());
            other.send(frame("anna", JAVA));
            assertThat(other).receives(frame("* welcome, anna", JAVA));

            ScriptedPeer boris = join(server, "boris");
            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
            assertThat(other).receivesNothing();
        }
    }

    @Nested
    class A_member_that_leaves {

        @Test
        @Tag("7.1")
        void is_announced_once_and_its_connection_is_closed() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.end();

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
            assertThat(anna).receivesNothing();
        }

        @Test
        @Tag("7.2")
        void is_announced_if_its_connection_is_reset() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            assertThat(anna).receives(frames("* boris has joined"));

            boris.reset();

            assertThat(anna).receives(frames("* boris has left")).receivesNothing();
        }

        @Test
        @Tag("7.2")
        void is_announced_if_its_first_text_is_too_long() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(new byte[] {4, 1}); // 1025

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        @Tag("7.2")
        void is_announced_if_a_later_text_is_too_long() {
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
        @Tag("7.2")
        @DisplayName("A member that leaves is announced if a text is not UTF-8")
        void is_announced_if_a_frame_is_not_UTF_8() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send(frame(new byte[] {-1}, OPEN));

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        @Tag("7.2")
        void is_announced_if_the_stream_ends_inside_a_frame() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");

            boris.send("\0\5hel");
            boris.end();

            assertThat(boris).receivesEnd();
            assertThat(anna).receives(frames("* boris has joined", "* boris has left"));
        }

        @Test
        @Tag("7.3")
        void frees_its_nickname_for_others() {
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
        @Tag("7.3")
        void does_not_stop_the_others_from_talking() {
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
        @Tag("7.4")
        @DisplayName("A client that ends without having joined is not announced")
        void is_not_announced_if_it_has_never_joined() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());

            other.end();

            assertThat(other).receivesEnd();
            assertThat(anna).receivesNothing();
        }
    }

    @Nested
    class A_client_that_has_not_joined {

        @Test
        @Tag("7.4")
        void is_not_announced_if_its_first_frame_is_bad() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            for (byte[] bad : List.of(new byte[] {4, 1}, frame(new byte[] {-1}, OPEN))) {
                ScriptedPeer other = wire.connect(server.port());

                other.send(bad);

                assertThat(other).receivesEnd();
                assertThat(anna).receivesNothing();
            }
        }

        @Test
        @Tag("7.4")
        void is_not_announced_if_its_connection_is_reset() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer other = wire.connect(server.port());
            wire.settle();

            other.reset();
            wire.settle();

            assertThat(anna).receivesNothing();
            ScriptedPeer boris = join(server, "boris");
            assertThat(boris).receivesNothing();
        }
    }

    @Nested
    class A_member_that_does_not_read {

        @Test
        @Tag("6.6")
        void receives_what_has_waited_when_it_reads_again() {
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
        @Tag("6.6")
        void does_not_delay_the_others() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            assertThat(anna).receives(frames("* boris has joined"));
            joinWithoutReading(server, "slow", anna);

            assertThat(boris).receives(frames("* slow has joined"));

            anna.send(longTexts("", 90));
            assertThat(boris).receives(longTexts("anna: ", 90));
            wire.settle(); // now the thread that sends to slow is blocked
            anna.send(longTexts("", 9));

            assertThat(boris).receives(longTexts("anna: ", 9));
        }

        @Test
        @Tag("6.6")
        void does_not_keep_another_client_from_joining_and_talking() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);
            anna.send(longTexts("", 90));
            wire.settle(); // now only the thread that sends to slow is blocked

            ScriptedPeer boris = join(server, "boris");
            boris.send(frames("hello"));

            assertThat(anna).receives(frames("* boris has joined", "boris: hello"));
        }

        @Test
        @Tag("7.5")
        void is_disconnected_if_too_many_texts_wait_for_it() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);

            anna.send(longTexts("", 400));

            assertThat(anna).receives(frames("* slow has left")).receivesNothing();
        }

        @Test
        @Tag("7.5")
        void does_not_stop_the_others_when_it_is_disconnected() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            joinWithoutReading(server, "slow", anna);
            anna.send(longTexts("", 400));
            assertThat(anna).receives(frames("* slow has left"));
            anna.end();
            assertThat(anna).receivesEnd(); // the server has forwarded all her texts

            ScriptedPeer boris = join(server, "boris");
            ScriptedPeer clara = join(server, "clara");
            clara.send(frames("hello"));

            assertThat(boris).receives(frames("* clara has joined", "clara: hello"));
        }

        @Test
        @Tag("5.1")
        @DisplayName("tell() puts 100 texts into the queue without waiting")
        void lets_100_texts_wait() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    ScriptedPeer slow = wire.connectWithoutReading(listener.getLocalPort());
                    Socket client = listener.accept()) {
                client.setSendBufferSize(8192); // as attend() does; nobody reads at the other end
                Member member = new Member(client, OPEN); // not started: nobody sends

                assertThat(wire.call("tell(…) 100 times", () -> tell(member, 100)))
                        .returnsWithoutWaiting();
                assertThat(wire.call("the connection is closed after 100", client::isClosed))
                        .returns(false);
            }
        }

        @Test
        @Tag("5.2")
        @DisplayName("tell() closes the connection without waiting if 100 texts are in the queue")
        void is_disconnected_without_waiting() throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    ScriptedPeer slow = wire.connectWithoutReading(listener.getLocalPort());
                    Socket client = listener.accept()) {
                client.setSendBufferSize(8192); // as attend() does; nobody reads at the other end
                Member member = new Member(client, OPEN); // not started: nobody sends

                assertThat(wire.call("tell(…) 500 times", () -> tell(member, 500)))
                        .returnsWithoutWaiting();
                assertThat(wire.call("the connection is closed after 500", client::isClosed))
                        .returns(true);
            }
        }

        private static Void tell(Member member, int times) {
            IntStream.range(0, times).forEach(i -> member.tell("x".repeat(1000)));
            return null;
        }
    }

    @Nested
    class The_server {

        @Test
        @Tag("7.6")
        void ends_if_it_is_closed_while_no_client_is_there() {
            Served<ChatServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        void closes_the_connections_of_its_members_when_it_is_closed() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            wire.settle();

            server.close();

            assertThat(anna).receivesEnd();
        }

        @Test
        @Tag("7.6")
        void ends_if_it_is_closed_while_clients_are_connected() {
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
        @Tag("7.6")
        void ends_if_it_is_closed_while_a_member_does_not_read() {
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
        @Tag("7.6")
        void keeps_no_thread_of_a_member_that_has_left() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            anna.end();
            assertThat(anna).receivesEnd();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        void keeps_no_thread_of_a_member_whose_connection_was_reset() {
            Served<ChatServer> server = serving();
            ScriptedPeer anna = join(server, "anna");
            ScriptedPeer boris = join(server, "boris");
            anna.reset();
            assertThat(boris).receives(frames("* anna has left"));

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        void keeps_no_thread_of_a_client_that_was_refused() {
            Served<ChatServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send(frames("   "));
            assertThat(client).receives(frames("* nickname empty")).receivesEnd();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("7.6")
        void ends_wherever_its_threads_are_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<ChatServer> server = serving();
                        ScriptedPeer anna = wire.connect(server.port());
                        anna.send(frames("anna", "hello"));

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("7.6")
        void continues_wherever_its_threads_are_when_a_connection_is_reset() {
            wire.atEachPause(
                    round -> {
                        Served<ChatServer> server = serving();
                        ScriptedPeer boris = wire.connect(server.port());
                        boris.send(frames("boris", "hello"));

                        round.meanwhile(boris::reset);

                        ScriptedPeer anna = join(server, "anna");
                        ScriptedPeer other = join(server, "boris");
                        other.send(frames("hi"));
                        assertThat(anna).receives(frames("* boris has joined", "boris: hi"));
                        server.close();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }
}
