package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kit.Call;
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
class OutboxTest {

    /** More bytes than the system buffers for a client that does not read. */
    private static final String LONG = "x".repeat(300_000);

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> seen.held("offer(", "", "") && seen.expectedBytes() && seen.streamEnded(),
                "offer() accepts a message that nobody sends: your code looked whether the outbox is open, and it was closed before the message was in the queue. Look and append in one step, under one lock."),
        when(
                seen -> seen.expected("false") && seen.called("overflowed()"),
                "overflowed() is true although the queue was not full. It is only for clients that read too slowly, and not for all that end."),
        when(
                seen -> seen.expected("false") && seen.called("without a socket: "),
                "run() returns although its queue is open, because the socket was closed before it began. Then getOutputStream() throws an exception: treat it like a failed write, in the same try."),
        when(
                seen ->
                        seen.returned("serve()")
                                && !seen.called("close()")
                                && !seen.called("offer(xxx"),
                "run() returns although nobody has called close(). It must send one message after another, in a loop."),
        when(
                seen -> seen.called("writes"),
                "a message is sent with more than one call of write(), and a client could receive half of it. Write each message with one call."),
        when(
                seen -> seen.expectedRest(),
                "run() looks for messages again and again, which keeps a processor busy. Let it wait on a Condition, which is signalled when a message comes."),
        when(
                seen ->
                        seen.expectedWords("offer(")
                                && seen.expectedWords("to end")
                                && seen.called("if "),
                "offer() waits because the queue is full, for room or until run() has ended, so other clients wait for this one. Close the queue and the socket and return false immediately; the outbox's own close() would wait."),
        when(
                seen -> seen.expectedWords("offer(") && seen.expectedWords("to end"),
                "offer() waits for the client: it writes itself, or it needs a lock that run() holds while it writes. Put the message into a queue, and hold no lock during a write."),
        when(
                seen -> seen.expectedWords("if 1 of 3 waits: put(") && seen.expectedWords("to end"),
                "put() waits too soon: half of the limit is rounded up. (limit + 1) / 2 is 2 of 3."),
        when(
                seen ->
                        seen.expectedWords("put(")
                                && seen.expectedWords("to end")
                                && !seen.called("after ")
                                && !seen.called("if "),
                "put() goes on waiting although there is room again. A thread that takes a message must signal that."),
        when(
                seen -> seen.expectedWords("put(") && seen.expectedWords("to end"),
                "put() waits although nothing is accepted any more. Close the queue, signal all that wait, and let put() look after each wait."),
        when(
                seen ->
                        seen.expectedWords("close()")
                                && seen.expectedWords("to end")
                                && seen.peerHasReset(),
                "run() has ended with an exception, and close() still waits for it. Open the gate `done` in a finally."),
        when(
                seen -> seen.expectedWords("close()") && seen.expectedWords("to end"),
                "close() waits without end for a client that does not read. Wait for the patience at most, then close the socket."),
        when(
                seen -> seen.expectedToGoOn() && seen.called("a second close()"),
                "a second close() returns although run() is still sending. Let each close() wait for `done`, even if the queue is closed already."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "close() returns before the patience is over, although accepted messages are not sent yet. Wait for `done`."),
        when(
                seen -> seen.called("read() after close()"),
                "close() closes the socket, so the server cannot read what the client still sends. End only your own stream, with shutdownOutput()."),
        when(
                seen -> seen.expected("false") && seen.called("after close()"),
                "a message is accepted after close(), and nobody will send it. Look under the lock whether the queue is open."),
        when(
                seen -> seen.expected("false") && seen.called("after a failed write"),
                "run() has ended, and messages are still accepted that nobody will send. Close the queue where run() ends."),
        when(
                seen -> seen.expected("false") && seen.called("after an overflow"),
                "the client was disconnected, and messages are still accepted for it. Close the queue, too."),
        when(
                seen -> seen.expected("false") && seen.called("if 2 of 4 wait, then close()"),
                "put() uses the whole queue, so the next message from another client finds no room. Let it wait while (limit + 1) / 2 or more messages are there."),
        when(
                seen -> seen.expected("false") && seen.called("if 1 waits, then"),
                "put() accepts a message although there is no room for it. It must wait."),
        when(
                seen -> seen.expected("false") && seen.called("if 3 wait: "),
                "more messages are accepted than the limit allows: offer() has no limit, accepts one too many, or throws another message away. Accept a message only if fewer than `limit` are in the queue."),
        when(
                seen ->
                        seen.expected("true")
                                && seen.called("client.isClosed()")
                                && seen.called("if 3 wait: "),
                "a client that reads too slowly stays connected. Close its socket."),
        when(
                seen ->
                        seen.expected("true")
                                && seen.called("client.isClosed()")
                                && seen.peerHasReset(),
                "a write has failed, and the socket stays open. Close it, so that the thread that reads from it ends."),
        when(
                seen -> seen.expected("true") && seen.called("client.isClosed()"),
                "the patience is over, and the socket stays open. Close it; then run() ends, too."),
        when(
                seen -> seen.expected("true") && seen.called("overflowed()"),
                "the client was disconnected because its queue was full, and overflowed() is false. Set the field when that happens."),
        when(
                seen -> seen.expected("true") && seen.called("put("),
                "put() does not wait until there is room: it refuses the message, or disconnects the client. Let it wait."),
        when(
                seen -> seen.expected("true"),
                "a message is refused although there is room: `limit` messages may wait besides the one that is being written. Compare with the whole limit."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && !seen.reset()
                                && seen.gotNothing(),
                "the stream has no end. After close(), when everything is sent, run() must call shutdownOutput()."),
        when(
                seen -> seen.expectedWords("serve()"),
                "run() does not return. It must end when the queue is closed and empty, or when a write fails."),
        when(
                seen -> seen.expectedBytes() && seen.called("close()"),
                "what was accepted before close() is not sent. Let run() send it first, and end the stream then."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "messages are sent in another order than they were accepted, or not all of them. Append at one end, and take from the other."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<Host> host(int limit, int patience) {
        return wire.bind(
                        "new Outbox(client, %d, …)".formatted(limit),
                        () -> new Host(limit, Duration.ofMillis(patience)),
                        Host::port)
                .serve(Host::serve);
    }

    /** Returns a host that waits for one client. */
    private Served<Host> host(int limit) {
        return host(limit, wire.longTimeout());
    }

    /** Returns a host that closes its client's socket before it calls {@code run()}. */
    private Served<Host> hostWithoutClient() {
        Duration patience = Duration.ofMillis(wire.longTimeout());
        Served<Host> host =
                wire.bind(
                                "new Outbox(client, 10, …)",
                                () -> new Host(10, patience).withoutClient(),
                                Host::port)
                        .serve(Host::serve);
        wire.connect(host.port());
        return host;
    }

    private ScriptedPeer reader(Served<Host> host) {
        ScriptedPeer client = wire.connect(host.port());
        wire.settle();
        return client;
    }

    /** Returns a client that does not read; a thread is blocked while it writes a message to it. */
    private ScriptedPeer stuck(Served<Host> host) {
        ScriptedPeer client = wire.connectWithoutReading(host.port());
        wire.settle();
        accept(host, LONG);
        wire.settle();
        return client;
    }

    private Call<Boolean> offer(Served<Host> host, String text) {
        return offer("", host, text);
    }

    private Call<Boolean> offer(String when, Served<Host> host, String text) {
        String shown = text.length() > 10 ? "xxx…" : "\"" + text + "\"";
        return host.call(when + "offer(" + shown + ")", it -> it.offer(text));
    }

    private void accept(Served<Host> host, String... texts) {
        for (String text : texts) {
            assertThat(offer(host, text)).returns(true);
        }
    }

    private Call<Boolean> put(String when, Served<Host> host, String text) {
        return host.call(when + "put(\"" + text + "\")", it -> it.put(text));
    }

    private Call<Void> close(Served<Host> host) {
        return close("", host);
    }

    private Call<Void> close(String which, Served<Host> host) {
        return host.call(
                which + "close()",
                it -> {
                    it.outbox().close();
                    return null;
                });
    }

    private Call<Boolean> overflowed(Served<Host> host) {
        return host.call("overflowed()", it -> it.outbox().overflowed());
    }

    private Call<Boolean> disconnected(Served<Host> host) {
        return host.call("client.isClosed()", Host::isDisconnected);
    }

    @Nested
    class What_is_accepted {

        @Test
        @Tag("2.1")
        @DisplayName("An accepted message is sent")
        void is_sent() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            accept(host, "a");

            assertThat(client).receives("a").receivesNothing();
        }

        @Test
        @Tag("2.1")
        @DisplayName("Several messages are sent in the order in which they were accepted")
        void is_sent_in_order() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            accept(host, "one ", "two ", "three ");
            assertThat(put("", host, "four ")).returns(true);

            assertThat(client).receives("one two three four ");
        }

        @Test
        @Tag("2.1")
        @DisplayName("Each message is sent with one call of write()")
        void is_sent_with_a_write_for_each() throws IOException {
            CountingListener listener = new CountingListener();
            Duration patience = Duration.ofMillis(wire.longTimeout());
            Served<Host> host =
                    wire.bind(
                                    "new Outbox(client, 10, …)",
                                    () -> new Host(listener, 10, patience),
                                    Host::port)
                            .serve(Host::serve);
            ScriptedPeer client = reader(host);

            accept(host, "one ", "two ");

            assertThat(client).receives("one two ");
            assertThat(host.call("writes", it -> listener.writes())).returns(2);
        }

        @Test
        @Tag("2.1")
        @DisplayName("A message that is accepted later is sent, too")
        void is_sent_whenever_it_comes() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            accept(host, "a");
            assertThat(client).receives("a").receivesNothing();

            accept(host, "b");

            assertThat(client).receives("b").receivesNothing();
        }

        @Test
        @Tag("2.2")
        @DisplayName("While there is no message, run() waits without using the processor")
        void is_waited_for_without_work() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            accept(host, "a");
            assertThat(client).receives("a");

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class For_a_client_that_does_not_read {

        @Test
        @Tag("2.3")
        @DisplayName("offer() does not wait while run() is writing to a client that does not read")
        void others_do_not_wait() {
            Served<Host> host = host(3);
            stuck(host);

            assertThat(offer("during a write: ", host, "a")).returns(true);
        }

        @Test
        @Tag("2.3")
        @DisplayName("If the limit is 3, three messages can wait while a fourth is being written")
        void as_many_wait_as_there_is_room_for() {
            Served<Host> host = host(3);
            ScriptedPeer client = stuck(host);
            accept(host, "a", "b", "c");

            client.startReading();

            assertThat(client).receives(LONG + "abc").receivesNothing();
        }

        @Test
        @Tag("2.4")
        @DisplayName("If the queue is full, offer() returns false and notes the overflow")
        void one_more_is_not_accepted() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a", "b", "c");

            assertThat(offer("if 3 wait: ", host, "d")).returns(false);
            assertThat(overflowed(host)).returns(true);
        }

        @Test
        @Tag("2.4")
        @DisplayName("If the queue is full, offer() closes the socket, and run() returns")
        void one_more_closes_the_connection() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a", "b", "c");

            assertThat(offer("if 3 wait: ", host, "d")).returns(false);

            assertThat(disconnected(host)).returns(true);
            assertThat(host.serving()).returns();
        }

        @Test
        @Tag("2.4")
        @DisplayName("After an overflow, no message is accepted")
        void nothing_is_accepted_after_that() {
            Served<Host> host = host(1);
            stuck(host);
            accept(host, "a");
            assertThat(offer("if 1 waits: ", host, "b")).returns(false);
            wire.settle();

            assertThat(offer("after an overflow: ", host, "c")).returns(false);
            assertThat(put("after an overflow: ", host, "d")).returns(false);
        }

        @Test
        @Tag("2.5")
        @DisplayName("put() waits until there is room, and its message is sent")
        void an_answer_waits_until_there_is_room() {
            Served<Host> host = host(1);
            ScriptedPeer client = stuck(host);
            accept(host, "a");
            Call<Boolean> put = put("", host, "b");
            wire.settle();

            client.startReading();

            assertThat(put).returns(true);
            assertThat(client).receives(LONG + "ab");
            assertThat(overflowed(host)).returns(false);
        }

        @Test
        @Tag("3.2")
        @DisplayName("A put() that waits for room returns false after close()")
        void an_answer_is_not_accepted_before_there_is_room() {
            Served<Host> host = host(1, wire.silentTimeout(40));
            stuck(host);
            accept(host, "a");
            Call<Boolean> put = put("if 1 waits, then close(): ", host, "b");
            wire.settle();

            close(host);

            assertThat(put).returns(false);
        }

        @Test
        @Tag("2.5")
        @DisplayName("If one of three places is taken, put() does not wait")
        void an_answer_may_take_the_larger_half_of_the_room() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a");

            assertThat(put("if 1 of 3 waits: ", host, "b")).returns(true);
        }

        @Test
        @Tag("3.2")
        @DisplayName(
                "If two of four places are taken, put() waits, and returns false after close()")
        void an_answer_leaves_half_of_the_room_to_others() {
            Served<Host> host = host(4, wire.silentTimeout(40));
            stuck(host);
            accept(host, "a");
            assertThat(put("if 1 of 4 waits: ", host, "b")).returns(true);
            Call<Boolean> put = put("if 2 of 4 wait, then close(): ", host, "c");
            wire.settle();

            close(host);

            assertThat(put).returns(false);
        }

        @Test
        @Tag("2.4")
        @DisplayName("A put() that waits returns false after an overflow")
        void an_answer_waits_no_longer_when_the_client_is_given_up() {
            Served<Host> host = host(1);
            stuck(host);
            accept(host, "a");
            Call<Boolean> put = put("if 1 waits, then offer(): ", host, "b");
            wire.settle();

            assertThat(offer("if 1 waits: ", host, "c")).returns(false);

            assertThat(put).returns(false);
        }
    }

    @Nested
    class When_it_is_closed {

        @Test
        @Tag("3.1")
        @DisplayName("If nothing waits to be sent, close() ends the stream immediately")
        void the_stream_ends_at_once_if_nothing_waits() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            Call<Void> close = close(host);

            assertThat(client).receivesEnd();
            assertThat(close).returns();
            assertThat(host.serving()).returns();
        }

        @Test
        @Tag("3.1")
        @DisplayName("Messages accepted before close() are sent before the end of the stream")
        void what_was_accepted_is_sent_before_the_end() {
            Served<Host> host = host(10);
            ScriptedPeer client = stuck(host);
            accept(host, "a", "b", "c");
            Call<Void> close = close(host);
            wire.settle();

            client.startReading();

            assertThat(client).receives(LONG + "abc").receivesEnd();
            assertThat(close).returns();
        }

        @Test
        @Tag("3.2")
        @DisplayName("After close(), offer() and put() return false, and this is not an overflow")
        void nothing_more_is_accepted() {
            Served<Host> host = host(10);
            ScriptedPeer client = stuck(host);
            close(host);
            wire.settle();

            assertThat(offer("after close(): ", host, "a")).returns(false);
            assertThat(put("after close(): ", host, "b")).returns(false);
            assertThat(overflowed(host)).returns(false);

            client.startReading();
            assertThat(client).receives(LONG).receivesEnd();
        }

        @Test
        @Tag("3.2")
        @DisplayName(
                "A message that is offered while another thread calls close() is sent if it was accepted")
        void what_comes_at_that_moment_is_sent_if_it_was_accepted() {
            wire.atEachPause(
                    round -> {
                        Served<Host> host = host(10);
                        ScriptedPeer client = reader(host);
                        Call<Boolean> offer = offer(host, "a");

                        round.meanwhile(() -> close(host));

                        assertThat(offer).returns();
                        assertThat(client).receives(offer.result() ? "a" : "").receivesEnd();
                        assertThat(host.serving()).returns();
                    });
        }

        @Test
        @Tag("3.1")
        @DisplayName("After close(), the server can still read from the client")
        void the_client_may_still_say_something() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            assertThat(close(host)).returns();
            assertThat(client).receivesEnd();

            client.send("?");

            assertThat(host.call("read() after close()", Host::read)).returns((int) '?');
        }

        @Test
        @Tag("3.3")
        @DisplayName("close() waits for a client that does not read, but only for the patience")
        void it_waits_for_a_client_that_does_not_read_but_not_for_ever() {
            int patience = wire.silentTimeout(40);
            Served<Host> host = host(10, patience);
            stuck(host);
            accept(host, "a");

            Call<Void> close = close(host);

            assertThat(close).returns().afterAtLeast(patience);
            assertThat(disconnected(host)).returns(true);
            assertThat(host.serving()).returns();
        }

        @Test
        @Tag("3.3")
        @DisplayName("A second close() from another thread waits for run(), too")
        void it_waits_for_the_thread_even_if_another_thread_closes_it() {
            Served<Host> host = host(10);
            ScriptedPeer client = stuck(host);
            accept(host, "a");
            Call<Void> close = close(host);
            wire.settle();

            Call<Void> second = close("a second ", host);

            assertThat(second).goesOn();
            client.startReading();
            assertThat(client).receives(LONG + "a").receivesEnd();
            assertThat(close).returns();
            assertThat(second).returns();
        }

        @Test
        @Tag("3.4")
        @DisplayName("close() may be called twice")
        void it_may_be_closed_twice() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            assertThat(close(host)).returns();

            assertThat(close(host)).returns();

            assertThat(client).receivesEnd();
        }
    }

    @Nested
    class If_a_write_fails {

        /**
         * Returns a host whose client resets the connection while a message is being written to it.
         */
        private Served<Host> broken(int limit) {
            Served<Host> host = host(limit);
            ScriptedPeer client = stuck(host);
            accept(host, "a");
            client.reset();
            return host;
        }

        @Test
        @Tag("2.6")
        @DisplayName("If a write fails, run() closes the socket and returns")
        void the_thread_ends_and_the_connection_is_closed() {
            Served<Host> host = broken(10);

            assertThat(host.serving()).returns();
            assertThat(disconnected(host)).returns(true);
        }

        @Test
        @Tag("2.6")
        @DisplayName("After a failed write, no message is accepted, and this is not an overflow")
        void nothing_more_is_accepted() {
            Served<Host> host = broken(10);
            assertThat(host.serving()).returns();

            assertThat(offer("after a failed write: ", host, "b")).returns(false);
            assertThat(put("after a failed write: ", host, "c")).returns(false);
            assertThat(overflowed(host)).returns(false);
        }

        @Test
        @Tag("2.6")
        @DisplayName("A put() that waits returns false after a failed write")
        void an_answer_waits_no_longer() {
            Served<Host> host = host(1);
            ScriptedPeer client = stuck(host);
            accept(host, "a");
            Call<Boolean> put = put("if 1 waits, then a write fails: ", host, "b");
            wire.settle();

            client.reset();

            assertThat(put).returns(false);
        }

        @Test
        @Tag("2.6")
        @DisplayName(
                "If the socket is closed before run() begins, run() returns and no message is accepted")
        void the_thread_ends_even_if_the_client_has_gone_before() {
            Served<Host> host = hostWithoutClient();
            assertThat(host.serving()).returns();

            assertThat(offer("without a socket: ", host, "b")).returns(false);
            assertThat(put("without a socket: ", host, "c")).returns(false);
            assertThat(overflowed(host)).returns(false);
        }

        @Test
        @Tag("3.4")
        @DisplayName("After a failed write, close() returns without waiting for the patience")
        void close_does_not_wait() {
            Served<Host> host = broken(10);
            assertThat(host.serving()).returns();

            assertThat(close(host)).returns();

            Served<Host> other = hostWithoutClient();
            assertThat(other.serving()).returns();

            assertThat(close(other)).returns();
        }
    }
}
