package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import kit.Call;
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
class OutboxTest {

    /** More than the system keeps for a client that does not read. */
    private static final String LONG = "x".repeat(300_000);

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expected("false") && seen.called("overflowed()"),
                "overflowed() is for clients that read too slowly, and not for all that end."),
        when(
                seen ->
                        seen.returned("serve()")
                                && !seen.called("close()")
                                && !seen.called("offer(xxx"),
                "run() comes to its end though nobody has called close(). It sends one message after another: a loop."),
        when(
                seen -> seen.called("writes"),
                "each message is to leave with one write: one packet, one call of the system. A client must not meet half of it."),
        when(
                seen -> seen.expectedRest(),
                "run() looks for messages again and again. Let it wait on a Condition, which is signalled when one comes."),
        when(
                seen ->
                        seen.expectedWords("offer(")
                                && seen.expectedWords("come back")
                                && seen.called("if "),
                "offer() waits until there is room, and with it whoever speaks to this client. Where there is no room, give the client up."),
        when(
                seen -> seen.expectedWords("offer(") && seen.expectedWords("come back"),
                "offer() waits for the client: it writes itself, or it needs a lock that run() holds while it writes. Put the message into a queue, and hold no lock in a write."),
        when(
                seen ->
                        seen.expectedWords("if 1 of 3 waits: put(")
                                && seen.expectedWords("come back"),
                "put() waits too soon: half of the limit is rounded up, (limit + 1) / 2, which is 2 of 3."),
        when(
                seen ->
                        seen.expectedWords("put(")
                                && seen.expectedWords("come back")
                                && !seen.called("after ")
                                && !seen.called("if "),
                "put() goes on waiting though there is room again. Whoever takes a message must signal that."),
        when(
                seen -> seen.expectedWords("put(") && seen.expectedWords("come back"),
                "put() waits although nothing is accepted any more. It must look for that after each wait; and whoever closes or gives up must signal it."),
        when(
                seen ->
                        seen.expectedWords("close()")
                                && seen.expectedWords("come back")
                                && seen.peerHasReset(),
                "run() has ended with an exception, and close() waits for it still. Note that it has ended in a finally."),
        when(
                seen -> seen.expectedWords("close()") && seen.expectedWords("come back"),
                "close() waits without end for a client that does not read. Wait for the patience at most, then close the socket."),
        when(
                seen -> seen.expectedWords("to wait for"),
                "close() does not wait until what was accepted is sent: it comes back before the patience is over."),
        when(
                seen -> seen.called("read() after close()"),
                "close() closes the socket, and what the client still says cannot be read. shutdownOutput() ends only our own stream."),
        when(
                seen -> seen.expected("false") && seen.called("after close()"),
                "a message is accepted after close(), and it will not be sent. Look whether the outbox is open, and put the message, in one step."),
        when(
                seen -> seen.expected("false") && seen.called("after a failed write"),
                "run() has ended, and messages are still accepted that nobody will send. Note it where run() ends."),
        when(
                seen -> seen.expected("false") && seen.called("after an overflow"),
                "the client was given up, and messages are still accepted for it."),
        when(
                seen -> seen.expected("false") && seen.called("if 2 of 4 wait, then close()"),
                "answers take all the room, and then any message from others is one too many. put() waits while (limit + 1) / 2 wait."),
        when(
                seen -> seen.expected("false") && seen.called("if 1 waits, then"),
                "put() accepts an answer though there is no room for it. It must wait."),
        when(
                seen -> seen.expected("false") && seen.called("if 3 wait: "),
                "more messages wait than the limit allows: there is no limit, or one too many fits, or others are thrown away."),
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
                "a write has failed, and the socket stays open. Close it, so that whoever reads from it hears of that."),
        when(
                seen -> seen.expected("true") && seen.called("client.isClosed()"),
                "the patience is over, and the socket stays open. Close it: run() then comes to its end."),
        when(
                seen -> seen.expected("true") && seen.called("overflowed()"),
                "that the client was given up for reading too slowly is not noted in overflowed."),
        when(
                seen -> seen.expected("true") && seen.called("put("),
                "put() does not wait until there is room: it refuses, or gives the client up."),
        when(
                seen -> seen.expected("true"),
                "a message is refused although there is room: limit messages may wait beside the one that is just being written."),
        when(
                seen ->
                        seen.expectedEnd()
                                && !seen.streamEnded()
                                && !seen.reset()
                                && seen.gotNothing(),
                "the stream has no end. After close(), when all is sent, run() calls shutdownOutput()."),
        when(seen -> seen.expectedWords("serve()"), "run() does not come to its end."),
        when(
                seen -> seen.expectedBytes() && seen.called("close()"),
                "close() throws away what was accepted before. Let run() send it first."),
        when(
                seen -> seen.expectedBytes() && seen.gotSomethingElse(),
                "messages are sent in another order than they were accepted, or not all of them."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<Host> host(int limit, int patience) {
        return wire.bind(
                        "new Outbox(client, %d, …)".formatted(limit),
                        () -> new Host(limit, Duration.ofMillis(patience)),
                        Host::port)
                .serve(Host::serve);
    }

    /** With a client that is connected. */
    private Served<Host> host(int limit) {
        return host(limit, wire.longTimeout());
    }

    private ScriptedPeer reader(Served<Host> host) {
        ScriptedPeer client = wire.connect(host.port());
        wire.settle();
        return client;
    }

    /** A client that does not read, for which one message is just being written. */
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
        return host.call(
                "close()",
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
        void is_sent() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            accept(host, "a");

            assertThat(client).receives("a").receivesNothing();
        }

        @Test
        void is_sent_in_order() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            accept(host, "one ", "two ", "three ");
            assertThat(put("", host, "four ")).returns(true);

            assertThat(client).receives("one two three four ");
        }

        @Test
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
        void is_sent_whenever_it_comes() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            accept(host, "a");
            assertThat(client).receives("a").receivesNothing();

            accept(host, "b");

            assertThat(client).receives("b").receivesNothing();
        }

        @Test
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
        void others_do_not_wait() {
            Served<Host> host = host(3);
            stuck(host);

            assertThat(offer("during a write: ", host, "a")).returns(true);
        }

        @Test
        void as_many_wait_as_there_is_room_for() {
            Served<Host> host = host(3);
            ScriptedPeer client = stuck(host);
            accept(host, "a", "b", "c");

            client.startReading();

            assertThat(client).receives(LONG + "abc").receivesNothing();
        }

        @Test
        void one_more_is_not_accepted() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a", "b", "c");

            assertThat(offer("if 3 wait: ", host, "d")).returns(false);
            assertThat(overflowed(host)).returns(true);
        }

        @Test
        void one_more_closes_the_connection() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a", "b", "c");

            assertThat(offer("if 3 wait: ", host, "d")).returns(false);

            assertThat(disconnected(host)).returns(true);
            assertThat(host.serving()).returns();
        }

        @Test
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
        void an_answer_may_take_the_larger_half_of_the_room() {
            Served<Host> host = host(3);
            stuck(host);
            accept(host, "a");

            assertThat(put("if 1 of 3 waits: ", host, "b")).returns(true);
        }

        @Test
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
        void the_stream_ends_at_once_if_nothing_waits() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);

            Call<Void> close = close(host);

            assertThat(client).receivesEnd();
            assertThat(close).returns();
            assertThat(host.serving()).returns();
        }

        @Test
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
        void the_client_may_still_say_something() {
            Served<Host> host = host(10);
            ScriptedPeer client = reader(host);
            assertThat(close(host)).returns();
            assertThat(client).receivesEnd();

            client.send("?");

            assertThat(host.call("read() after close()", Host::read)).returns((int) '?');
        }

        @Test
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

        /** The client goes while it is written to. */
        private Served<Host> broken(int limit) {
            Served<Host> host = host(limit);
            ScriptedPeer client = stuck(host);
            accept(host, "a");
            client.reset();
            return host;
        }

        @Test
        void the_thread_ends_and_the_connection_is_closed() {
            Served<Host> host = broken(10);

            assertThat(host.serving()).returns();
            assertThat(disconnected(host)).returns(true);
        }

        @Test
        void nothing_more_is_accepted() {
            Served<Host> host = broken(10);
            assertThat(host.serving()).returns();

            assertThat(offer("after a failed write: ", host, "b")).returns(false);
            assertThat(put("after a failed write: ", host, "c")).returns(false);
            assertThat(overflowed(host)).returns(false);
        }

        @Test
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
        void close_does_not_wait() {
            Served<Host> host = broken(10);
            assertThat(host.serving()).returns();

            assertThat(close(host)).returns();
        }
    }
}
