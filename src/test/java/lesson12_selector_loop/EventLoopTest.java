package lesson12_selector_loop;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ConcurrentModificationException;
import java.util.function.Consumer;
import java.util.function.Function;
import kit.Call;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventLoopTest {

    private static final Likely[] CAUSES = {
        whenHeld(
                seen ->
                        seen.expected("task")
                                && seen.held("run()", "", "")
                                && seen.connections() > 0
                                && seen.waitsIn("select"),
                "a task is left although execute() was called while bytes arrived: one select() returns for both, and the call of wakeup() is used up. Run the tasks in each turn, whatever select() returns."),
        whenHeld(
                seen -> seen.called("execute()") && seen.held("run()", "", "Queue.clear()"),
                "a task was added before the loop emptied the queue, and is lost. Take each task out of the queue with poll(): it returns a task and removes it in one step."),
        whenHeld(
                seen ->
                        seen.called("execute()")
                                && seen.held("run()", "", "")
                                && seen.waitsIn("select"),
                "a task was added while the loop was on its way to select(), and nobody woke it. Call wakeup() in any case: it is never lost, because the next select() then returns immediately."),
        whenHeld(
                seen ->
                        seen.called("execute()")
                                && seen.held("execute()", "Queue.isEmpty()", "Queue.add()"),
                "execute() looked at the queue, saw a task, and so did not wake the loop; but the loop has taken that task since, and sleeps. Call wakeup() after each add()."),
        whenHeld(
                seen ->
                        (seen.held("register()", "SelectableChannel.register()", "")
                                        || seen.held("register()", "", "SelectionKey.attach()"))
                                && seen.streamEnded(),
                "the loop sees an event of the channel before it knows the handler. Pass the handler to the channel's register(), as the attachment: then the key has it from the beginning."),
        when(
                seen -> seen.threw(ConcurrentModificationException.class),
                "run() goes through selectedKeys() with for, and changes this set meanwhile. Call clear() after the loop, or use an Iterator and its remove()."),
        when(
                seen -> seen.threw(ClassCastException.class),
                "a channel is cast to a class that it does not have: a loop may serve listeners as well. Use its type SelectableChannel, which has close(), too."),
        when(
                seen -> seen.expected("connected") && seen.gotNothing() && seen.runsWithoutEnd(),
                "the channel has an event, but its handler is not called. Do not ask which event it is: call the handler for each key in selectedKeys() that is valid."),
        when(
                seen -> seen.expected("first second third") && seen.got("first third second"),
                "a task that is given in the thread of run() runs at once, before those that were given earlier. Add each task to the end of the queue, whichever thread gives it."),
        when(
                seen -> seen.expected("next") && seen.gotNothing() && seen.waitsIn("select"),
                "after a task has failed, the next one stays in the queue. Catch the exception inside the loop that runs the tasks, around each call of run()."),
        when(
                seen ->
                        seen.expected("task")
                                && !seen.called("execute()")
                                && seen.gotNothing()
                                && seen.waitsIn("select"),
                "a handler has given a task, but the loop waits in select() and does not notice it. Call wakeup() in execute() even in the thread of run(), or run the tasks after the handlers."),
        when(
                seen -> seen.threw(ClosedSelectorException.class),
                "close() closes the selector while the loop uses it. Let close() set a flag and call wakeup(); the thread of run() closes everything."),
        when(
                seen -> seen.expectedNothingLeft(),
                "a channel is left. When the loop has ended, close the channel of every key of the selector, then the selector."),
        when(
                seen -> seen.expected("called"),
                "a handler is called although another handler has closed its channel just now: its key is still in selectedKeys(). Ask key.isValid() first."),
        when(
                seen -> seen.expected("one two three") && seen.gotText().contains("nothing"),
                "a handler is called again although nothing new has happened, because its key is still in selectedKeys(). Clear this set after each select."),
        when(
                seen -> seen.expectedEnd() && seen.threwAnything(),
                "the exception of one handler ends the loop. Catch IOException and RuntimeException around each call of a handler."),
        when(
                seen -> seen.expected("next") && seen.threw(IllegalStateException.class),
                "the exception of one task ends the loop. Catch RuntimeException around each task."),
        when(
                seen -> seen.expectedEnd() && seen.returned("run()") && !seen.returned("close()"),
                "run() returns because one handler has failed. Catch the exception around the call of this handler, and go on with the others."),
        when(
                seen -> seen.expectedEnd() && seen.returned("run()"),
                "run() has returned, but a channel is still open. When the loop has ended, close the channel of every key of the selector."),
        when(
                seen -> seen.expectedEnd() && !seen.peerHasEnded() && seen.waitsIn("select"),
                "a handler has failed, but its channel stays open. Close the channel of this key."),
        when(
                seen -> seen.expected("run()") && seen.got("another"),
                "execute() runs the task itself, in the thread that calls it. Put it into the queue: the thread of run() takes it out and runs it."),
        when(
                seen -> seen.expected("one two three four") && !seen.gotNothing(),
                "the loop runs one task or some, and goes back to select() while others are in the queue. Run tasks until poll() returns null."),
        when(
                seen -> seen.called("execute()") && seen.gotNothing() && seen.waitsIn("select"),
                "a task is in the queue, but the loop waits in select() and does not notice it. Call selector.wakeup() after you have added the task."),
        when(
                seen -> seen.called("register()") && seen.gotNothing() && seen.waitsIn("select"),
                "the loop waits in a select() that began before the channel was registered, and does not watch it. Call selector.wakeup() after you have registered it."),
        when(
                seen -> seen.returned("close()") && seen.expectedReturn() && seen.waitsIn("select"),
                "close() does not wake the thread that waits in select(), or run() forgets that it was closed. Set a flag, call selector.wakeup(), and never set the flag back."),
        when(
                seen -> seen.expectedReturn() && seen.called("execute()") && seen.waitsIn("select"),
                "the task has called close(), but the loop waits in select(). Look at closed after the tasks have run, or let close() call wakeup()."),
        when(
                seen -> seen.expectedReturn() && seen.connections() > 0 && seen.waitsIn("select"),
                "a handler has called close(), but the loop waits in select() again. Let close() call wakeup() in any thread, or look at closed after the handlers."),
        when(
                seen -> seen.expectedRest() && seen.runsWithoutEnd(),
                "the loop runs without waiting. Call select(), not selectNow(); and if a handler throws, close its channel, otherwise its event is reported again and again."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<Host> byHand() {
        return wire.bind("new EventLoop()", Host::byHand, Host::port);
    }

    private Served<Host> accepting(Function<Host, EventLoop.Handler> handlers) {
        return wire.bind("new EventLoop()", () -> Host.accepting(handlers), Host::port);
    }

    private static Call<Void> run(Served<Host> host) {
        return host.call("run()", Host::run);
    }

    private static Call<SelectionKey> register(
            Served<Host> host,
            SelectableChannel channel,
            Function<Host, EventLoop.Handler> handler) {
        return host.call(
                "register()",
                it -> it.loop().register(channel, SelectionKey.OP_READ, handler.apply(it)));
    }

    /** Makes the loop note a word, on the loop's own thread. */
    private static Call<Void> execute(Served<Host> host, String word) {
        return execute(host, it -> it.see(word));
    }

    private static Call<Void> execute(Served<Host> host, Consumer<Host> task) {
        return host.call(
                "execute()",
                it -> {
                    it.loop().execute(() -> task.accept(it));
                    return null;
                });
    }

    /** Returns the server's end of a connection that has just been made. */
    private SocketChannel accepted(Served<Host> host) {
        Call<SocketChannel> accept = host.call("accept()", Host::accept);
        assertThat(accept).returns();
        return accept.result();
    }

    private static Call<String> seen(Served<Host> host) {
        return host.call("what has happened", Host::seen);
    }

    @Nested
    class A_handler {

        @Test
        @Tag("6.1")
        void is_called_when_bytes_have_arrived() {
            Served<Host> host = accepting(Host::echo);
            run(host);
            ScriptedPeer client = wire.connect(host.port());

            client.send("hello");

            assertThat(client).receives("HELLO").receivesNothing();
        }

        @Test
        @Tag("6.1")
        void is_called_for_each_further_piece() {
            Served<Host> host = accepting(Host::echo);
            run(host);
            ScriptedPeer client = wire.connect(host.port());

            client.send("hello, ");
            assertThat(client).receives("HELLO, ");
            client.send("you");

            assertThat(client).receives("YOU").receivesNothing();
        }

        @Test
        @Tag("6.1")
        void is_called_when_the_stream_has_ended() {
            Served<Host> host = accepting(Host::echo);
            run(host);
            ScriptedPeer client = wire.connect(host.port());

            client.end();

            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("6.1")
        @DisplayName("Two handlers are called if bytes for both arrive at the same moment")
        void is_called_even_if_another_is_called_in_the_same_turn() {
            Served<Host> host = accepting(Host::echo);
            ScriptedPeer anna = wire.connect(host.port());
            ScriptedPeer boris = wire.connect(host.port());
            anna.send("one");
            boris.send("two");

            run(host);

            assertThat(anna).receives("ONE");
            assertThat(boris).receives("TWO");
        }

        @Test
        @Tag("6.1")
        void is_called_with_the_key_of_its_own_channel() {
            Served<Host> host = accepting(Host::echo);
            run(host);
            ScriptedPeer anna = wire.connect(host.port());
            ScriptedPeer boris = wire.connect(host.port());

            anna.send("one");
            assertThat(anna).receives("ONE");
            boris.send("two");
            assertThat(boris).receives("TWO").receivesNothing();
            anna.send("three");

            assertThat(anna).receives("THREE").receivesNothing();
        }

        @Test
        @Tag("6.1")
        @DisplayName("A handler is called when a connection has been made")
        void is_called_when_a_connection_has_been_made() throws IOException {
            Served<Host> host = byHand();
            try (SocketChannel channel = SocketChannel.open()) {
                channel.configureBlocking(false);
                Assumptions.assumeFalse(
                        channel.connect(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), host.port())),
                        "this machine connects to itself without waiting");
                assertThat(
                                host.call(
                                        "register()",
                                        it ->
                                                it.loop()
                                                        .register(
                                                                channel,
                                                                SelectionKey.OP_CONNECT,
                                                                key -> {
                                                                    channel.finishConnect();
                                                                    key.interestOps(0);
                                                                    it.see("connected");
                                                                })))
                        .returns();

                run(host);
                wire.settle();

                assertThat(seen(host)).returns("connected");
            }
        }

        @Test
        @Tag("6.2")
        @DisplayName("A handler runs in the thread of run()")
        void runs_in_the_thread_of_run() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        it.read(key);
                                        it.see(it.isRunner() ? "run()" : "another");
                                    });
            run(host);
            ScriptedPeer client = wire.connect(host.port());

            client.send("hello");
            wire.settle();

            assertThat(seen(host)).returns("run()");
        }

        @Test
        @Tag("6.3")
        void is_not_called_for_what_has_happened_to_another_channel() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        String text = it.read(key);
                                        it.see(text.isEmpty() ? "nothing" : text);
                                    });
            run(host);
            ScriptedPeer anna = wire.connect(host.port());
            ScriptedPeer boris = wire.connect(host.port());

            anna.send("one");
            wire.settle();
            boris.send("two");
            wire.settle();
            anna.send("three");
            wire.settle();

            assertThat(seen(host)).returns("one two three");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A handler that throws an IOException loses its channel, and no other")
        void that_throws_an_io_exception_loses_its_channel() {
            losesItsChannel(new IOException("as ordered"));
        }

        @Test
        @Tag("6.4")
        @DisplayName("A handler that throws a RuntimeException loses its channel, and no other")
        void that_throws_a_runtime_exception_loses_its_channel() {
            losesItsChannel(new IllegalStateException("as ordered"));
        }

        @Test
        @Tag("6.4")
        @DisplayName(
                "A handler that uses the key of a closed channel loses its own channel, and no other")
        void that_throws_a_cancelled_key_exception_loses_its_channel() {
            losesItsChannel(new CancelledKeyException());
        }

        @Test
        @Tag("6.4")
        @DisplayName("If the handler of a listener throws an exception, the listener is closed")
        void of_a_listener_that_throws_loses_its_listener() {
            Served<Host> host = byHand();
            ScriptedPeer client = wire.connect(host.port());
            SocketChannel channel = accepted(host);
            assertThat(register(host, channel, Host::echo)).returns();
            assertThat(
                            host.call(
                                    "register()",
                                    it ->
                                            it.loop()
                                                    .register(
                                                            it.listener(),
                                                            SelectionKey.OP_ACCEPT,
                                                            key -> {
                                                                throw new IOException("as ordered");
                                                            })))
                    .returns();
            wire.connect(host.port());

            run(host);
            wire.settle();
            client.send("hello");

            assertThat(client).receives("HELLO");
            assertThat(host.call("listener.isOpen()", it -> it.listener().isOpen())).returns(false);
        }

        private void losesItsChannel(Exception exception) {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        String text = it.read(key);
                                        if (text.equals("bad")) {
                                            throwIt(exception);
                                        }
                                        it.see(text);
                                    });
            run(host);
            ScriptedPeer anna = wire.connect(host.port());
            ScriptedPeer boris = wire.connect(host.port());
            wire.settle();

            anna.send("bad");
            assertThat(anna).receivesEnd();
            boris.send("good");
            wire.settle();

            assertThat(seen(host)).returns("good");
        }

        private static void throwIt(Exception exception) throws IOException {
            if (exception instanceof IOException) {
                throw (IOException) exception;
            }
            throw (RuntimeException) exception;
        }

        @Test
        @Tag("6.5")
        @DisplayName("A handler is not called after another one has closed its channel")
        void is_not_called_after_another_one_has_closed_its_channel() {
            Served<Host> host = byHand();
            ScriptedPeer one = wire.connect(host.port());
            SocketChannel first = accepted(host);
            ScriptedPeer two = wire.connect(host.port());
            SocketChannel second = accepted(host);
            Function<Host, EventLoop.Handler> closing =
                    it ->
                            key -> {
                                it.see("called");
                                first.close();
                                second.close();
                            };
            assertThat(register(host, first, closing)).returns();
            assertThat(register(host, second, closing)).returns();
            one.send("hello");
            two.send("hello");
            wire.settle();

            run(host); // both have an event now
            wire.settle();

            assertThat(seen(host)).returns("called");
        }
    }

    @Nested
    class The_loop {

        @Test
        @Tag("6.6")
        @DisplayName("The loop does not use the processor while nothing happens")
        void rests_while_nothing_happens() {
            Served<Host> host = accepting(Host::echo);
            run(host);
            wire.connect(host.port());
            ScriptedPeer client = wire.connect(host.port());

            client.send("hello");

            assertThat(client).receives("HELLO");
            assertThat(wire).waitsAtRest();
        }

        @Test
        @Tag("6.6")
        @DisplayName("The loop does not use the processor after a handler has failed")
        void rests_after_a_handler_has_failed() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        throw new IOException("as ordered");
                                    });
            run(host);
            wire.connect(host.port());
            wire.settle();

            wire.connect(host.port()).send("bad");

            assertThat(wire).waitsAtRest();
        }
    }

    @Nested
    class A_channel_that_another_thread_registers {

        @Test
        @Tag("7.1")
        @DisplayName("register() makes the channel non-blocking and returns its key")
        void becomes_non_blocking_and_has_a_key() {
            Served<Host> host = byHand();
            wire.connect(host.port());
            SocketChannel channel = accepted(host);

            Call<SelectionKey> register = register(host, channel, Host::echo);

            assertThat(register).returns();
            assertThat(host.call("the key's channel", it -> register.result().channel()))
                    .returns(channel);
            assertThat(host.call("channel.isBlocking()", it -> channel.isBlocking()))
                    .returns(false);
        }

        @Test
        @Tag("7.1")
        @DisplayName("register() returns while run() waits")
        void is_registered_while_the_loop_waits() {
            Served<Host> host = byHand();
            run(host);
            wire.connect(host.port());
            SocketChannel channel = accepted(host);
            wire.settle();

            Call<SelectionKey> register = register(host, channel, Host::echo);

            assertThat(register).returns();
            assertThat(host.call("the key's channel", it -> register.result().channel()))
                    .returns(channel);
        }

        @Test
        @Tag("7.2")
        @DisplayName("A channel that is registered while run() waits is watched at once")
        void is_watched_at_once() {
            Served<Host> host = byHand();
            run(host);
            ScriptedPeer client = wire.connect(host.port());
            SocketChannel channel = accepted(host);
            client.send("hello");
            wire.settle();

            register(host, channel, Host::echo);

            assertThat(client).receives("HELLO");
        }

        @Test
        @Tag("7.6")
        @DisplayName("A channel is watched, whatever the loop is doing when it is registered")
        void is_watched_wherever_the_thread_of_the_loop_is() {
            wire.atEachPause(
                    round -> {
                        Served<Host> host = byHand();
                        ScriptedPeer client = wire.connect(host.port());
                        SocketChannel channel = accepted(host);
                        client.send("hello");
                        run(host);

                        round.meanwhile(() -> register(host, channel, Host::echo));

                        assertThat(client).receives("HELLO");
                    });
        }
    }

    @Nested
    class A_channel_that_is_being_registered {

        @Test
        @Tag("7.6")
        @DisplayName(
                "A channel has its handler, even if the loop wakes up in the middle of register()")
        void has_its_handler_wherever_register_is() {
            wire.atEachPauseOf(
                    "register()",
                    round -> {
                        Served<Host> host = byHand();
                        ScriptedPeer client = wire.connect(host.port());
                        SocketChannel channel = accepted(host);
                        client.send("hello");
                        run(host);
                        register(host, channel, Host::echo);

                        round.meanwhile(() -> execute(host, "task"));

                        assertThat(client).receives("HELLO");
                    });
        }
    }

    @Nested
    class A_task {

        @Test
        @Tag("7.3")
        @DisplayName("A task runs at once, even while run() waits")
        void runs_at_once_even_while_the_loop_waits() {
            Served<Host> host = byHand();
            run(host);
            wire.settle();

            execute(host, "task");
            wire.settle();

            assertThat(seen(host)).returns("task");
        }

        @Test
        @Tag("7.3")
        @DisplayName("A task runs in the thread of run(), and execute() does not wait for it")
        void runs_in_the_thread_of_run() {
            Served<Host> host = byHand();
            assertThat(execute(host, it -> it.see(it.isRunner() ? "run()" : "another")))
                    .returnsWithoutWaiting();

            run(host);
            wire.settle();

            assertThat(seen(host)).returns("run()");
        }

        @Test
        @Tag("7.3")
        @DisplayName("A handler can execute a task, too")
        void of_a_handler_runs_soon() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        it.read(key);
                                        it.loop().execute(() -> it.see("task"));
                                    });
            run(host);

            wire.connect(host.port()).send("hello");
            wire.settle();

            assertThat(seen(host)).returns("task");
        }

        @Test
        @Tag("7.4")
        @DisplayName("Tasks run once each, in the order in which they were given")
        void runs_once_and_in_order() {
            Served<Host> host = byHand();
            assertThat(execute(host, "one")).returns();
            assertThat(execute(host, "two")).returns();
            assertThat(execute(host, "three")).returns();

            run(host);
            wire.settle();
            execute(host, "four");
            wire.settle();

            assertThat(seen(host)).returns("one two three four");
        }

        @Test
        @Tag("7.4")
        @DisplayName("A task that a task gives runs after those that were given before")
        void of_a_task_runs_after_those_before() {
            Served<Host> host = byHand();
            assertThat(
                            execute(
                                    host,
                                    it -> {
                                        it.see("first");
                                        it.loop().execute(() -> it.see("third"));
                                    }))
                    .returns();
            assertThat(execute(host, "second")).returns();

            run(host);
            wire.settle();

            assertThat(seen(host)).returns("first second third");
        }

        @Test
        @Tag("7.5")
        @DisplayName("A task that throws a RuntimeException does not end the loop")
        void that_throws_does_not_end_the_loop() {
            Served<Host> host = byHand();
            assertThat(
                            execute(
                                    host,
                                    it -> {
                                        throw new IllegalStateException("as ordered");
                                    }))
                    .returns();
            assertThat(execute(host, "next")).returns();

            run(host);
            wire.settle();

            assertThat(seen(host)).returns("next");
        }

        @Test
        @Tag("7.6")
        @DisplayName("A task runs, whatever the loop and execute() are doing")
        void runs_wherever_one_of_the_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<Host> host = byHand();
                        run(host);
                        execute(host, "one");

                        round.meanwhile(() -> execute(host, "two"));
                        wire.settle();

                        assertThat(host.call("how many have run", it -> it.seen().length()))
                                .returns("one two".length());
                    });
        }
    }

    @Nested
    class A_task_that_is_given {

        @Test
        @Tag("7.6")
        @DisplayName("A task runs, even if the loop takes the last task in the middle of execute()")
        void runs_wherever_execute_is() {
            wire.atEachPauseOf(
                    "execute()",
                    round -> {
                        Served<Host> host = byHand();
                        execute(host, "one");
                        wire.settle();
                        execute(host, "two");

                        round.meanwhile(() -> run(host));
                        wire.settle();

                        assertThat(host.call("how many have run", it -> it.seen().length()))
                                .returns("one two".length());
                    });
        }

        @Test
        @Tag("7.6")
        @DisplayName("A task runs, even if bytes arrive at the same moment")
        void runs_even_if_bytes_arrive_at_the_same_moment() {
            wire.atEachPauseOf(
                    "run()",
                    round -> {
                        Served<Host> host = byHand();
                        ScriptedPeer client = wire.connect(host.port());
                        register(host, accepted(host), Host::echo);
                        run(host);

                        round.meanwhile(() -> client.send("hello"), () -> execute(host, "task"));
                        wire.settle();

                        assertThat(seen(host)).returns("task");
                    });
        }
    }

    @Nested
    class Closing_the_loop {

        @Test
        @Tag("8.1")
        void ends_it_while_it_waits() {
            Served<Host> host = byHand();
            Call<Void> run = run(host);
            wire.settle();

            host.close();

            assertThat(run).returns();
        }

        @Test
        @Tag("8.1")
        @DisplayName("A handler can close the loop")
        void from_a_handler_ends_it() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        it.read(key);
                                        it.close();
                                    });
            Call<Void> run = run(host);

            wire.connect(host.port()).send("hello");

            assertThat(run).returns();
        }

        @Test
        @Tag("8.1")
        @DisplayName("A task can close the loop")
        void from_a_task_ends_it() {
            Served<Host> host = byHand();
            Call<Void> run = run(host);

            execute(host, it -> it.loop().close());

            assertThat(run).returns();
        }

        @Test
        @Tag("8.2")
        void closes_every_channel() {
            Served<Host> host = accepting(Host::echo);
            Call<Void> run = run(host);
            ScriptedPeer anna = wire.connect(host.port());
            ScriptedPeer boris = wire.connect(host.port());
            boris.send("hello");
            assertThat(boris).receives("HELLO");

            host.close();

            assertThat(run).returns();
            assertThat(anna).receivesEnd();
            assertThat(boris).receivesEnd();
            assertThat(host).leavesNothingBehind();
        }

        @Test
        @Tag("8.2")
        @DisplayName("Closing the loop closes a channel that waits for nothing")
        void closes_a_channel_that_waits_for_nothing() {
            Served<Host> host =
                    accepting(
                            it ->
                                    key -> {
                                        it.read(key);
                                        key.interestOps(0);
                                    });
            Call<Void> run = run(host);
            ScriptedPeer client = wire.connect(host.port());
            client.send("hello");
            wire.settle();

            host.close();

            assertThat(run).returns();
            assertThat(client).receivesEnd();
        }

        @Test
        @Tag("8.3")
        @DisplayName("If the loop is closed before run(), run() returns and closes every channel")
        void before_it_runs_lets_it_return() {
            Served<Host> host = accepting(Host::echo);
            host.close();

            Call<Void> run = run(host);

            assertThat(run).returns();
            assertThat(host).leavesNothingBehind();
        }

        @Test
        @Tag("8.4")
        void twice_is_the_same_as_once() {
            Served<Host> host = accepting(Host::echo);
            Call<Void> run = run(host);
            wire.settle();

            host.close();
            host.close();

            assertThat(run).returns();
            host.close();
            assertThat(host).leavesNothingBehind();
        }

        @Test
        @Tag("8.4")
        void leaves_another_loop_alone() {
            Served<Host> one = accepting(Host::echo);
            Served<Host> other = accepting(Host::echo);
            run(one);
            Call<Void> run = run(other);
            ScriptedPeer client = wire.connect(one.port());
            wire.settle();

            other.close();

            assertThat(run).returns();
            client.send("hello");
            assertThat(client).receives("HELLO");
        }

        @Test
        @Tag("8.5")
        @DisplayName("Closing the loop ends it, whatever its threads are doing")
        void ends_it_wherever_one_of_the_threads_is() {
            wire.atEachPause(
                    round -> {
                        Served<Host> host = accepting(Host::echo);
                        Call<Void> run = run(host);
                        ScriptedPeer client = wire.connect(host.port());
                        client.send("hello");
                        client.end();
                        wire.connect(host.port());

                        round.meanwhile(host::beginToClose);

                        assertThat(host.closing()).returns();
                        assertThat(run).returns();
                        assertThat(host).leavesNothingBehind();
                    });
        }
    }
}
