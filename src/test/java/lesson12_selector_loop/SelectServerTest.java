package lesson12_selector_loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
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
class SelectServerTest {

    /** The limit of pending bytes, in tests that are not about the limit. */
    private static final int MUCH = 1 << 20;

    /** Bytes: many more than the system buffers for a client that does not read. */
    private static final int MANY = 300_000;

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.peerHasReset() && seen.threw(CancelledKeyException.class),
                "write() closes the channel of a client that has reset, and the code that has called write() goes on with the key, which is cancelled now. Let the IOException out, and close the channel where you catch it."),
        whenHeld(
                seen ->
                        seen.held("close()", "Selector.wakeup()", "closed = …")
                                && seen.returned("close()")
                                && seen.waitsIn("select"),
                "close() wakes the loop first and sets closed later. In between, the loop looks at closed and goes to sleep again. Set closed first, then call wakeup()."),
        whenHeld(
                seen -> seen.threw(CancelledKeyException.class),
                "close() has closed the listener, and with it its key, while the loop uses that key. Let close() set a flag and call wakeup(); the thread of the loop closes everything."),
        whenHeld(
                seen ->
                        seen.threw(ClosedSelectorException.class)
                                || seen.threw(ConcurrentModificationException.class),
                "close() closes the selector while the loop uses it. Let close() set a flag and call wakeup(); the thread of the loop closes everything."),
        whenHeld(
                seen -> seen.held("serve()", "", "") && seen.threw(ClosedChannelException.class),
                "close() has closed the listener while serve() uses it. Let serve() put the selector into its field before it looks at closed, and let close() close the listener only if this field is null."),
        whenHeld(
                seen -> seen.held("serve()", "", "") && seen.waitsIn("select"),
                "serve() was not ready to be woken, and does not look at closed afterwards. First put the selector into its field, then look at closed in each turn; and call wakeup() in any case, because it is never lost."),
        whenHeld(
                seen ->
                        seen.held("serve()", "selector = …", "")
                                && seen.expectedNothingLeft()
                                && seen.returned("serve()")
                                && seen.returned("close()"),
                "close() has found a selector, so it leaves the listener to serve(), which has returned without closing it. Close the listener and the selector however serve() ends: try (listener; selector) { … }."),
        when(
                seen -> seen.threw(ConcurrentModificationException.class),
                "serve() goes through selectedKeys() with for, and changes this set meanwhile. Call clear() after the loop, or use an Iterator and its remove()."),
        when(
                seen -> seen.expectedNothingLeft() && !seen.called("serve()"),
                "if serve() was never called, nothing closes the listener. Let close() do it in that case."),
        when(
                seen -> seen.expectedNothingLeft() && seen.peerHasReset(),
                "a socket or a thread of the server is left. After a reset, close the channel: key.cancel() alone leaves it open, and at the end the selector has no key for it."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a socket or a thread of the server is left. When the loop has ended, close the listener, the channel of every key, and the selector. A channel whose key was cancelled has no key any more: close it instead."),
        when(
                seen ->
                        seen.expectedWords("close() to return")
                                && seen.threw(NullPointerException.class),
                "serve() has not opened a selector yet, so the field is null. Test for null in close(), and close the listener instead."),
        when(
                seen -> seen.threw(ClosedSelectorException.class),
                "close() closes the selector while the loop uses it. Let close() set a flag and call wakeup(); the thread of the loop closes everything."),
        when(
                seen -> seen.expectedReturn() && seen.returned("close()") && seen.waitsIn("select"),
                "close() does not wake the thread that waits in select(). A flag or a closed listener is not enough: call selector.wakeup(), and let the loop look at closed."),
        when(
                seen -> seen.expectedEnd() && seen.returned("serve()") && seen.returned("close()"),
                "serve() has returned, but a client is still connected. When the loop has ended, close the channel of every key of the selector."),
        when(
                seen -> seen.threw(NullPointerException.class, "SocketChannel"),
                "accept() returned null: nobody has connected, but the key of the listener is still in selectedKeys(). The selector does not take keys out of this set; clear it after each select."),
        when(
                seen -> seen.threw(NullPointerException.class, "\"pending\""),
                "key.attachment() returned null. Pass a new Client to register(), as its third argument."),
        when(
                seen -> seen.threw(CancelledKeyException.class),
                "the key was used after its channel was closed. After read() or write() has closed the channel, ask key.isValid() before anything else, or leave the method."),
        when(
                seen ->
                        seen.peerHasReset()
                                && (seen.threw(IOException.class) || seen.returned("serve()")),
                "the exception of one client ends the loop. Catch it inside the loop, and close this client's channel only."),
        when(
                seen -> seen.peerHasReset() && seen.runsWithoutEnd(),
                "the channel of a client that has reset stays open, and select() reports it again and again. Close the channel when reading or writing throws an exception."),
        when(
                seen -> seen.expectedRest() && seen.sleeps(),
                "the loop sleeps and looks again. Wait in select(): it returns as soon as something happens."),
        when(
                seen -> seen.expectedRest() && seen.connections() == 0,
                "the loop does not wait although there is no client. Call select(), which waits for an event; selectNow() does not wait."),
        when(
                seen -> seen.peerHasEnded() && seen.expectedRest(),
                "after its end, a stream is readable forever, so select() returns immediately. If read() returns -1, turn OP_READ off while bytes are pending."),
        when(
                seen -> seen.peerHasEnded() && seen.runsWithoutEnd(),
                "after its end, a stream is readable forever, and read() returns -1 each time. Treat -1 as the end: send what is pending, then close the channel."),
        when(
                seen -> seen.expectedRest() && seen.runsWithoutEnd(),
                "select() returns immediately, again and again, because OP_WRITE is on although nothing is pending, and a channel can be written to most of the time. Turn it on only while bytes are pending."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.runsWithoutEnd()
                                && seen.connections() == 1,
                "bytes have arrived, but select() returns 0, because the key is still in selectedKeys() and does not count as new. Clear this set after each select."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && seen.runsWithoutEnd(),
                "the loop stays with one client, and reads or writes again and again until that client is done. Read once and write what the channel takes now; select() reports when more is possible."),
        when(
                seen -> seen.gotOnlyTheBeginning() && seen.runsWithoutEnd(),
                "OP_WRITE is turned on for the key of another client, so the rest of this one's bytes is not sent. Change the interests of the key that you have been given."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && (seen.waitsForBytes() || seen.sleeps()),
                "the loop waits for one client, so the others wait, too. No call in the loop may wait, except select()."),
        when(
                seen -> seen.expectedWords("before byte") && seen.gotLength() > 0,
                "a client that is above the limit still receives what is pending for it. If it never reads, the server keeps it all. Close its channel at once, whatever is in its queue."),
        when(
                seen -> seen.expectedWords("the end of the stream, or a reset"),
                "the server keeps a client for which more than the limit is pending. Add up the bytes in its queue, not the buffers, and close its channel. Call prepare() for each client, or the system's own buffer holds it all."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasEnded()
                                && (seen.streamEnded() || seen.reset()),
                "the connection is closed as soon as the client has ended its stream, and the bytes in its queue are lost. Close it when the queue is empty."),
        when(
                seen -> seen.expectedEnd() && seen.peerHasEnded() && seen.waitsIn("select"),
                "all is sent, and the client has ended its stream, but nobody closes the connection. After the last byte was sent, look whether the client has ended, and close its channel."),
        when(
                seen ->
                        seen.called("new SelectServer(0, 0)")
                                && seen.expected("again")
                                && seen.gotNothing()
                                && (seen.streamEnded() || seen.reset()),
                "the limit is 0, nothing is pending for the client, and it is disconnected. Exactly limit bytes are still allowed: compare with >, after write() has sent what the channel takes."),
        when(
                seen -> seen.called("new SelectServer(0, 3000)") && lost(seen),
                "the limit counts bytes that have been sent already. Count only those that are still in the queue."),
        when(
                seen -> seen.called("new SelectServer(0, 290000)") && lost(seen),
                "the limit counts bytes that were pending, but have been sent since. If you count them in a variable, lower it wherever bytes are sent, after OP_WRITE as well."),
        when(
                seen -> seen.called("new SelectServer(0, 100100)") && lost(seen),
                "the limit counts more bytes than are pending. A buffer in the queue may hold a single byte, so add up remaining() of all buffers."),
        when(
                seen -> seen.called("new SelectServer(0, 200000)") && lost(seen),
                "the limit counts the bytes of all clients together. Give each client its own queue, and count only that."),
        when(
                seen -> seen.expected("hello") && seen.gotText().startsWith("\0"),
                "the buffer is sent from where the read has stopped. Call flip() before you write from it."),
        when(
                seen -> seen.expectedSilence() && seen.gotText().startsWith("\0"),
                "the whole buffer is sent, not only the bytes that were read. Call flip(), or copy the first n bytes."),
        when(
                seen -> seen.peerSent(0xff) && seen.gotLength() > 0,
                "the bytes are decoded and encoded again, and not every sequence of bytes is a text. Send the bytes as they are."),
        when(
                seen ->
                        seen.gotSomethingElse()
                                && seen.gotText().contains("a00")
                                && (seen.expected("hello") || seen.gotText().contains("b00")),
                "a client receives bytes of another client, because they share one queue. Attach a queue of its own to the key of each client."),
        when(
                seen ->
                        seen.gotSomethingElse()
                                && seen.gotLength() >= MANY
                                && seen.gotText().contains("a000000000006000"),
                "the bytes arrive in another order than they were sent. Add each piece to the end of the queue, and send only from its beginning, even if the channel has room for the new piece."),
        when(
                seen -> seen.gotSomethingElse() && seen.gotLength() >= MANY,
                "bytes in the queue were overwritten by a later read. Put a copy of the bytes into the queue, or a new buffer for each read."),
        when(
                seen -> seen.expectedBytes() && seen.gotLength() < MANY && seen.waitsIn("select"),
                "what the channel did not take is not sent later. Keep it in the client's queue, and turn OP_WRITE on for this client's key until its queue is empty."),
    };

    /** Returns whether the connection has ended, although bytes were expected. */
    private static boolean lost(Evidence seen) {
        return seen.streamEnded() || seen.reset();
    }

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<SelectServer> bound(int limit) {
        return wire.bind(
                "new SelectServer(0, " + limit + ")",
                () -> new SelectServer(0, limit),
                SelectServer::port);
    }

    private Served<SelectServer> serving(int limit) {
        return bound(limit).serve(SelectServer::serve);
    }

    private Served<SelectServer> serving() {
        return serving(MUCH);
    }

    /**
     * Returns a client that has sent this many bytes and reads none. Each block of 16 bytes begins
     * with {@code who}.
     */
    private ScriptedPeer slow(Served<SelectServer> server, String who, int bytes) {
        ScriptedPeer client = wire.connectWithoutReading(server.port());
        client.send(many(who, bytes));
        wire.settle();
        return client;
    }

    /**
     * Returns this many bytes, in blocks of 16 bytes, which are all different and begin with {@code
     * who}.
     */
    private static byte[] many(String who, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < bytes; i++) {
            text.append("%s%015d".formatted(who, i));
        }
        return text.substring(0, bytes).getBytes(UTF_8);
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Nested
    class A_client {

        @Test
        @Tag("1.1")
        void receives_its_bytes_back() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void receives_each_further_piece_as_well() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello, ");
            assertThat(client).receives("hello, ");
            client.send("you");

            assertThat(client).receives("you").receivesNothing();
        }

        @Test
        @Tag("1.1")
        @DisplayName("A client may take as long as it likes between two pieces")
        void may_take_as_long_as_it_likes() {
            wire.letTimePassFast();
            Served<SelectServer> server = serving();
            assertThat(server.serving()).goesOn();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            client.send("hello");
            assertThat(client).receives("hello").receivesNothing();
            client.send(", you");

            assertThat(client).receives(", you");
        }

        @Test
        @Tag("1.1")
        @DisplayName("A client may send 5,000 bytes at once")
        void may_send_5000_bytes_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(many("a", 5000));

            assertThat(client).receives(many("a", 5000)).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void may_send_bytes_of_every_value() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(allBytes());

            assertThat(client).receives(allBytes()).receivesNothing();
        }
    }

    @Nested
    class Several_clients {

        @Test
        @Tag("1.3")
        void are_served_although_the_first_is_silent() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            wire.settle();
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("1.3")
        @DisplayName("Several clients are served if their bytes arrive at the same moment")
        void are_served_at_the_same_moment() {
            Served<SelectServer> server = bound(MUCH);
            ScriptedPeer anna = wire.connect(server.port());
            ScriptedPeer boris = wire.connect(server.port());
            anna.send("one");
            boris.send("two");

            server.serve(SelectServer::serve);

            assertThat(anna).receives("one");
            assertThat(boris).receives("two");
        }

        @Test
        @Tag("1.3")
        void are_served_in_turns() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = wire.connect(server.port());
            ScriptedPeer boris = wire.connect(server.port());

            anna.send("one");
            assertThat(anna).receives("one");
            boris.send("two");
            assertThat(boris).receives("two");
            anna.send("three");
            assertThat(anna).receives("three");
            boris.send("four");

            assertThat(boris).receives("four").receivesNothing();
            assertThat(anna).receivesNothing();
        }

        @Test
        @Tag("1.3")
        void may_be_twenty() {
            Served<SelectServer> server = serving();
            List<ScriptedPeer> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(wire.connect(server.port()));
            }

            for (ScriptedPeer client : clients) {
                client.send("hello");
                assertThat(client).receives("hello");
            }
        }
    }

    @Nested
    class The_loop {

        @Test
        @Tag("1.4")
        @DisplayName("The server does not use the processor while it has no client")
        void rests_while_there_is_no_client() {
            serving();

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("1.4")
        @DisplayName("The server does not use the processor while its clients are silent")
        void rests_while_the_clients_are_silent() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            ScriptedPeer client = wire.connect(server.port());

            client.send("hello");

            assertThat(client).receives("hello");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_reads_late {

        @Test
        @Tag("2.1")
        void does_not_delay_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", MANY);

            client.send("hello");

            assertThat(client).receives("hello").receivesNothing();
        }

        @Test
        @Tag("2.2")
        void receives_every_byte_once() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesNothing();
        }

        @Test
        @Tag("2.2")
        @DisplayName("Two clients that read late receive their own bytes")
        void receives_no_bytes_of_another_one() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = slow(server, "a", MANY);
            ScriptedPeer boris = slow(server, "b", MANY);

            anna.startReading();
            assertThat(anna).receives(many("a", MANY));
            boris.startReading();

            assertThat(boris).receives(many("b", MANY)).receivesNothing();
        }

        @Test
        @Tag("2.3")
        void receives_what_it_sends_in_the_meantime_after_the_rest() {
            ScriptedPeer client = slow(serving(), "a", MANY);
            client.send("and this");
            wire.settle();

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receives("and this").receivesNothing();
        }

        @Test
        @Tag("2.4")
        @DisplayName("The server does not use the processor while a client does not read")
        void lets_the_server_rest() {
            slow(serving(), "a", MANY);

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("2.4")
        @DisplayName("The server does not use the processor after a client has read everything")
        void lets_the_server_rest_afterwards() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY));
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_ends_its_stream {

        @Test
        @Tag("3.1")
        void receives_its_bytes_then_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("hello");
            client.end();

            assertThat(client).receives("hello").receivesEnd();
        }

        @Test
        @Tag("3.1")
        void without_a_byte_receives_the_end() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("3.2")
        void while_bytes_are_pending_receives_them_all_then_the_end() {
            ScriptedPeer client = slow(serving(), "a", MANY);
            client.end();
            wire.settle();

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesEnd();
        }

        @Test
        @Tag("3.3")
        @DisplayName(
                "The server does not use the processor while bytes are pending for a client that has ended its stream")
        void while_bytes_are_pending_lets_the_server_rest() {
            ScriptedPeer client = slow(serving(), "a", MANY);

            client.end();

            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("3.5")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer gone = wire.connect(server.port());
            gone.end();
            assertThat(gone).receivesEnd();

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_client_that_resets {

        @Test
        @Tag("3.4")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            assertThat(bad).receives("hel");
            bad.reset();

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
        }

        @Test
        @Tag("3.4")
        @DisplayName("A client may reset at any moment, and the next client is served")
        void may_do_so_at_any_moment() {
            wire.atEachPause(
                    round -> {
                        Served<SelectServer> server = serving();
                        ScriptedPeer bad = wire.connect(server.port());
                        bad.send("bad");

                        round.meanwhile(bad::reset);

                        ScriptedPeer client = wire.connect(server.port());
                        client.send("hello");
                        assertThat(client).receives("hello");
                    });
        }

        @Test
        @Tag("3.4")
        void while_bytes_are_pending_does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", MANY).reset();
            wire.settle();

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("3.4")
        void after_the_end_of_its_stream_does_not_disturb_the_others() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            ScriptedPeer bad = slow(server, "a", MANY);
            bad.end();
            wire.settle();
            bad.reset();
            wire.settle();

            client.send("hello");

            assertThat(client).receives("hello");
        }

        @Test
        @Tag("3.5")
        @DisplayName("The server does not use the processor after a client has reset")
        void lets_the_server_rest() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            ScriptedPeer bad = wire.connect(server.port());
            bad.send("hel");
            assertThat(bad).receives("hel");

            bad.reset();

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class The_limit {

        @Test
        @Tag("4.1")
        @DisplayName(
                "A client that does not read is disconnected if more than the limit is pending")
        void disconnects_a_client_that_does_not_read() {
            ScriptedPeer client = slow(serving(100_000), "a", 600_000);

            client.startReading();

            assertThat(client).isDisconnected();
        }

        @Test
        @Tag("4.1")
        @DisplayName("A client that is above the limit is disconnected before it reads")
        void disconnects_a_client_before_it_reads() {
            ScriptedPeer client = slow(serving(400_000), "a", 900_000);

            client.startReading();

            assertThat(client).isDisconnectedBefore(400_000); // the server drops the rest
        }

        @Test
        @Tag("4.2")
        @DisplayName("A client stays connected if no more than the limit is pending")
        void may_be_reached() {
            ScriptedPeer client = slow(serving(MANY), "a", MANY);

            client.startReading();

            assertThat(client).receives(many("a", MANY)).receivesNothing();
        }

        @Test
        @Tag("4.2")
        @DisplayName("A client stays connected if it has sent the bytes one by one")
        void counts_bytes_and_not_pieces() {
            ScriptedPeer client = slow(serving(100_100), "a", 100_000);
            client.dribble(many("b", 100));
            wire.settle();

            client.startReading();

            assertThat(client)
                    .receives(many("a", 100_000))
                    .receives(many("b", 100))
                    .receivesNothing();
        }

        @Test
        @Tag("4.3")
        @DisplayName("The limit does not count bytes that have been sent")
        void does_not_count_bytes_that_have_been_sent() {
            ScriptedPeer client = wire.connect(serving(3000).port());

            for (int i = 0; i < 10; i++) {
                client.send(many("a", 1000));
                assertThat(client).receives(many("a", 1000));
            }

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("4.3")
        @DisplayName("The limit does not count bytes that a client has read late")
        void does_not_count_bytes_that_have_been_read_late() {
            ScriptedPeer client = slow(serving(290_000), "a", 280_000);
            client.startReading(280_000);
            assertThat(client).receives(many("a", 280_000));
            client.send(many("b", 280_000));
            wire.settle();

            client.startReading();

            assertThat(client).receives(many("b", 280_000)).receivesNothing();
        }

        @Test
        @Tag("4.4")
        @DisplayName("The limit counts the bytes of each client separately")
        void counts_for_each_client() {
            Served<SelectServer> server = serving(200_000);
            ScriptedPeer anna = slow(server, "a", 160_000);
            ScriptedPeer boris = slow(server, "b", 160_000);

            anna.startReading();
            boris.startReading();

            assertThat(anna).receives(many("a", 160_000)).receivesNothing();
            assertThat(boris).receives(many("b", 160_000)).receivesNothing();
        }

        @Test
        @Tag("4.3")
        @DisplayName("A client that reads everything stays connected even if the limit is 0")
        void may_be_0() {
            ScriptedPeer client = wire.connect(serving(0).port());
            client.send("hello");
            assertThat(client).receives("hello");

            client.send("again");

            assertThat(client).receives("again");
        }

        @Test
        @Tag("4.5")
        @DisplayName("A client that is disconnected does not disturb the others")
        void does_not_disturb_the_others() {
            Served<SelectServer> server = serving(100_000);
            ScriptedPeer client = wire.connect(server.port());
            slow(server, "a", 600_000);

            client.send("hello");
            assertThat(client).receives("hello");
            ScriptedPeer next = wire.connect(server.port());
            next.send("next");

            assertThat(next).receives("next");
            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class Closing_the_server {

        @Test
        @Tag("5.1")
        void ends_it_while_it_has_no_client() {
            Served<SelectServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("5.1")
        void ends_it_while_its_clients_are_silent() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
        }

        @Test
        @Tag("5.2")
        void closes_all_connections() {
            Served<SelectServer> server = serving();
            ScriptedPeer anna = wire.connect(server.port());
            ScriptedPeer boris = wire.connect(server.port());
            boris.send("hello");
            assertThat(boris).receives("hello");
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(anna).receivesEnd();
            assertThat(boris).receivesEnd();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.2")
        @DisplayName("Closing the server leaves nothing of a client that has reset")
        void leaves_nothing_of_a_client_that_has_reset() {
            Served<SelectServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("hello");
            assertThat(client).receives("hello");
            client.reset();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.2")
        void does_not_wait_for_a_client_that_does_not_read() {
            Served<SelectServer> server = serving();
            slow(server, "a", MANY);

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.3")
        void frees_its_port_even_if_it_never_served() {
            Served<SelectServer> server = bound(MUCH);

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.3")
        @DisplayName("If the server is closed before serve(), serve() returns")
        void before_it_serves_lets_it_return() {
            Served<SelectServer> server = bound(MUCH);
            server.close();

            server.serve(SelectServer::serve);

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.4")
        void twice_is_the_same_as_once() {
            Served<SelectServer> server = serving();
            wire.connect(server.port());
            wire.settle();

            server.close();
            server.close();

            assertThat(server.serving()).returns();
            server.close();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("5.4")
        void leaves_another_server_alone() {
            Served<SelectServer> one = serving();
            Served<SelectServer> other = serving();
            ScriptedPeer client = wire.connect(one.port());
            wire.settle();

            other.close();

            assertThat(other.serving()).returns();
            client.send("hello");
            assertThat(client).receives("hello");
        }

        @Test
        @Tag("5.5")
        @DisplayName(
                "Closing the server ends it, whatever its threads are doing before the first client")
        void ends_it_wherever_one_of_its_threads_is_before_the_first_client() {
            wire.atEachPause(
                    round -> {
                        Served<SelectServer> server = serving();

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("5.5")
        @DisplayName("Closing the server ends it, whatever its threads are doing")
        void ends_it_wherever_one_of_its_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<SelectServer> server = serving();
                        ScriptedPeer client = wire.connect(server.port());
                        client.send("hello");
                        client.end();
                        wire.connect(server.port()).send("hello"); // this client stays connected

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }
    }
}
