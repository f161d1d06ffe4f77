package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QueueTest {

    /** Even and odd limits. Half of the limit, rounded up, is the same for 1 and 2. */
    private static final List<Integer> LIMITS = List.of(1, 2, 3, 4, 5, 100, 101);

    private static final Likely[] CAUSES = {
        whenHeld(
                seen -> List.of("[true, false]", "[false, true]").contains(seen.gotText()),
                "offer() refuses a message although there is room, because another thread was using the queue at that moment. Wait for the lock with lock(); tryLock() gives up."),
        when(
                seen -> seen.expectedWords("put(\"late\")") && seen.expectedWords("to end"),
                "put() waits without checking first whether the queue is closed, and no thread wakes it. Check both in the condition of the loop: wait while the queue is open and has no room."),
        when(
                seen -> seen.called("take() of one of two") && seen.gotText().contains("nothing"),
                "take() waits once and goes on when it is woken, although another thread has already taken the message. Look again after each wait: with while, not with if."),
        whenHeld(
                seen -> seen.called("take() until null") && !seen.expected("true"),
                "a message is accepted that nobody will ever take: the queue was still open when your code looked, and closed and empty before it appended the message. Look and append in one step, under one lock."),
        whenHeld(
                seen -> seen.held("offer(", "", "") && seen.gotText().equals("[true, true]"),
                "two messages are accepted where there is room for one: another thread came between the look and the append. Do both under one lock."),
        when(
                seen -> seen.expectedWords("offer(") && seen.expectedWords("to end"),
                "offer() waits until there is room, so other clients wait for this one. If there is no room, return false."),
        when(
                seen -> seen.expected("false") && seen.called("if it is full: "),
                "more messages are accepted than the limit allows: offer() has no limit, accepts one too many, or throws another message away. Accept a message only if fewer than `limit` are in the queue."),
        when(
                seen -> seen.expected("true") && seen.called("if there is room: "),
                "a message is refused although fewer than `limit` are in the queue. Compare with the whole limit."),
        when(
                seen -> seen.expectedWords("without waiting"),
                "put() waits too soon: half of the limit is rounded up. Wait while (limit + 1) / 2 or more messages are in the queue."),
        when(
                seen -> seen.expectedWords("put(\"room\")") && seen.expectedWords("to end"),
                "put() goes on waiting although there is room again. A thread that takes a message must signal that."),
        when(
                seen ->
                        seen.expectedWords("to end")
                                && seen.called("take() seven times")
                                && !seen.called("close()"),
                "a message or room for one is there, and the thread that waits for it was not woken: signal() wakes a single thread, here the wrong one. If threads wait for different things, call signalAll()."),
        when(
                seen ->
                        seen.called("close()")
                                && seen.expectedWords("to end")
                                && (seen.expectedWords("put(\"one more\")")
                                        || seen.expectedWords("put(\"woken\")")),
                "put() goes on waiting although the queue is closed. Call signalAll() in close(), and let put() look after each wait whether the queue is open."),
        when(
                seen -> seen.expectedWords("to end") && seen.called("close()"),
                "close() does not wake all threads that wait. Call signalAll(), and look whether the queue is open after each wait."),
        when(
                seen -> seen.expectedWords("take()") && seen.expectedWords("to end"),
                "take() goes on waiting although a message was accepted. A thread that appends a message must signal that."),
        when(
                seen -> seen.expected("false") && seen.got("true") && seen.called("put(\"woken\")"),
                "put() waits once and goes on when it is woken, although there is no room. A thread may wake up for any reason, so look again, with while."),
        when(
                seen ->
                        seen.expected("false")
                                && seen.got("true")
                                && seen.called("put(\"one more\")"),
                "put() accepts a message although half of the limit or more are in the queue. It must wait while that is so."),
        when(
                seen ->
                        seen.expected("false")
                                && seen.got("true")
                                && (seen.called("offer(\"e\")") || seen.called("put(\"f\")")),
                "a message is accepted after close(), and nobody will send it. Look under the lock whether the queue is open."),
        when(
                seen ->
                        seen.called("take() until null")
                                && (seen.expected("[a, b, c, d]") || seen.expected("[a, b, c]")),
                "close() throws away what was accepted before. Leave it in the queue, and let take() return it."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Boolean> offer(MessageQueue queue, String text) {
        return offer("", queue, text);
    }

    private Call<Boolean> offer(String when, MessageQueue queue, String text) {
        return wire.call(when + "offer(\"" + text + "\")", () -> queue.offer(text.getBytes(UTF_8)));
    }

    private Call<Boolean> put(MessageQueue queue, String text) {
        return wire.call("put(\"" + text + "\")", () -> queue.put(text.getBytes(UTF_8)));
    }

    private Call<Boolean> close(MessageQueue queue) {
        return wire.call("close()", queue::close);
    }

    private Call<String> take(MessageQueue queue) {
        return wire.call("take()", () -> text(queue.take()));
    }

    private Call<List<String>> takeAll(MessageQueue queue) {
        return wire.call(
                "take() until null",
                () -> {
                    List<String> all = new ArrayList<>();
                    for (byte[] next = queue.take(); next != null; next = queue.take()) {
                        all.add(text(next));
                    }
                    return all;
                });
    }

    private static String text(byte[] message) {
        return message == null ? null : new String(message, UTF_8);
    }

    @Nested
    class Messages {

        @Test
        @Tag("1.1")
        @DisplayName("offer() accepts as many messages as the limit, and no more")
        void as_many_as_the_limit_are_accepted() {
            for (int limit : List.of(1, 2, 3)) {
                MessageQueue queue = new MessageQueue(limit);
                for (int i = 0; i < limit; i++) {
                    assertThat(offer("if there is room: ", queue, "m" + i)).returns(true);
                }
                assertThat(offer("if it is full: ", queue, "more")).returns(false);
                assertThat(take(queue)).returns("m0");
                assertThat(offer("if there is room: ", queue, "last")).returns(true);
            }
        }

        @Test
        @Tag("1.2")
        @DisplayName("take() returns the messages in the order in which they were accepted")
        void are_taken_in_order() {
            MessageQueue queue = new MessageQueue(4);
            assertThat(offer(queue, "a")).returns(true);
            assertThat(put(queue, "b")).returns(true);
            assertThat(offer(queue, "c")).returns(true);

            assertThat(take(queue)).returns("a");
            assertThat(take(queue)).returns("b");
            assertThat(take(queue)).returns("c");
        }

        @Test
        @Tag("1.2")
        @DisplayName("take() waits until a message is accepted")
        void are_waited_for() {
            MessageQueue queue = new MessageQueue(4);
            Call<String> take = take(queue);
            wire.settle();

            assertThat(offer(queue, "a")).returns(true);

            assertThat(take).returns("a");
        }
    }

    @Nested
    class A_message_to_put {

        @Test
        @Tag("1.3")
        @DisplayName("put() does not wait while less than half of the limit is in the queue")
        void waits_for_nobody_while_fewer_than_half_of_the_limit_wait() {
            for (int limit : LIMITS) {
                int half = (limit + 1) / 2;
                MessageQueue queue = new MessageQueue(limit);
                Call<Integer> put =
                        wire.call(
                                "put() " + half + " times of " + limit,
                                () -> {
                                    for (int i = 0; i < half; i++) {
                                        queue.put(new byte[1]);
                                    }
                                    return half;
                                });

                assertThat(put).returnsWithoutWaiting();
            }
        }

        @Test
        @Tag("1.3")
        @DisplayName("put() waits while half of the limit is in the queue")
        void waits_while_half_of_the_limit_wait() {
            for (int limit : LIMITS) {
                MessageQueue queue = new MessageQueue(limit);
                for (int i = 0; i < (limit + 1) / 2; i++) {
                    assertThat(offer(queue, "m")).returns(true);
                }
                Call<Boolean> put = put(queue, "one more");
                wire.settle();

                close(queue);

                assertThat(put).returns(false);
            }
        }

        @Test
        @Tag("1.3")
        @DisplayName("put() goes on as soon as take() has made room")
        void goes_on_when_a_message_is_taken() {
            MessageQueue queue = new MessageQueue(1);
            assertThat(offer(queue, "a")).returns(true);
            Call<Boolean> put = put(queue, "room");
            wire.settle();

            assertThat(take(queue)).returns("a");

            assertThat(put).returns(true);
            assertThat(take(queue)).returns("room");
        }

        @Test
        @Tag("1.3")
        @DisplayName("A put() that is woken although there is no room continues to wait")
        void goes_on_waiting_if_it_is_woken_and_there_is_no_room() {
            MessageQueue queue = new MessageQueue(4);
            assertThat(offer(queue, "a")).returns(true);
            assertThat(offer(queue, "b")).returns(true);
            Call<Boolean> put = put(queue, "woken");
            wire.settle();
            assertThat(offer(queue, "c")).returns(true);
            wire.settle();

            close(queue);

            assertThat(put).returns(false);
            assertThat(takeAll(queue)).returns(List.of("a", "b", "c"));
        }

        @Test
        @Tag("1.3")
        @DisplayName("Each put() that waits goes on when there is room")
        void comes_in_when_there_is_room_whoever_else_waits() {
            MessageQueue queue = new MessageQueue(1);
            assertThat(offer(queue, "a")).returns(true);
            List<Call<Boolean>> puts = new ArrayList<>();
            for (String text : List.of("b", "c", "d", "e", "f", "g")) {
                puts.add(put(queue, text));
            }
            wire.settle();

            Call<List<String>> taken =
                    wire.call(
                            "take() seven times",
                            () -> {
                                List<String> all = new ArrayList<>();
                                for (int i = 0; i < 7; i++) {
                                    all.add(text(queue.take()));
                                }
                                all.sort(null);
                                return all;
                            });

            assertThat(taken).returns(List.of("a", "b", "c", "d", "e", "f", "g"));
            for (Call<Boolean> put : puts) {
                assertThat(put).returns(true);
            }
        }
    }

    @Nested
    class When_it_is_closed {

        @Test
        @Tag("1.4")
        @DisplayName("close() ends the wait of every thread in put()")
        void all_that_wait_to_put_are_woken() {
            MessageQueue queue = new MessageQueue(1);
            assertThat(offer(queue, "a")).returns(true);
            Call<Boolean> one = put(queue, "b");
            Call<Boolean> two = put(queue, "c");
            Call<Boolean> three = put(queue, "d");
            wire.settle();

            assertThat(close(queue)).returns(true);

            assertThat(one).returns(false);
            assertThat(two).returns(false);
            assertThat(three).returns(false);
            assertThat(put(queue, "late")).returns(false);
        }

        @Test
        @Tag("1.5")
        @DisplayName("close() ends the wait of every thread in take()")
        void all_that_wait_to_take_are_woken() {
            MessageQueue queue = new MessageQueue(1);
            Call<String> one = take(queue);
            Call<String> two = take(queue);
            wire.settle();

            assertThat(close(queue)).returns(true);

            assertThat(one).returns(null);
            assertThat(two).returns(null);
        }

        @Test
        @Tag("1.5")
        @DisplayName(
                "After close(), take() returns the messages that are left, then null, and no other message is accepted")
        void what_was_accepted_can_still_be_taken_in_order() {
            MessageQueue queue = new MessageQueue(10);
            for (String text : List.of("a", "b", "c", "d")) {
                assertThat(offer(queue, text)).returns(true);
            }
            assertThat(close(queue)).returns(true);

            assertThat(close(queue)).returns(false);
            assertThat(offer(queue, "e")).returns(false);
            assertThat(put(queue, "f")).returns(false);
            assertThat(takeAll(queue)).returns(List.of("a", "b", "c", "d"));
        }

        @Test
        @Tag("1.6")
        @DisplayName(
                "A message that offer() accepts while another thread calls close() can be taken")
        void what_is_offered_at_that_moment_is_taken_if_it_was_accepted() {
            wire.atEachPauseOf(
                    "offer(\"a\")",
                    round -> {
                        MessageQueue queue = new MessageQueue(2);
                        Call<Boolean> offer = offer(queue, "a");
                        List<Call<List<String>>> taken = new ArrayList<>();

                        round.meanwhile(() -> close(queue), () -> taken.add(outlasted(queue)));

                        assertThat(offer).returns();
                        assertThat(taken.get(0)).returns(offer.result() ? List.of("a") : List.of());
                    });
        }

        @Test
        @Tag("1.6")
        @DisplayName("A message that put() accepts while another thread calls close() can be taken")
        void what_is_put_at_that_moment_is_taken_if_it_was_accepted() {
            wire.atEachPauseOf(
                    "put(\"a\")",
                    round -> {
                        MessageQueue queue = new MessageQueue(2);
                        Call<Boolean> put = put(queue, "a");
                        List<Call<List<String>>> taken = new ArrayList<>();

                        round.meanwhile(() -> close(queue), () -> taken.add(outlasted(queue)));

                        assertThat(put).returns();
                        assertThat(taken.get(0)).returns(put.result() ? List.of("a") : List.of());
                    });
        }

        /**
         * Takes all messages; returns when the call has ended or is blocked. It may be blocked by a
         * lock that the held thread has.
         */
        private Call<List<String>> outlasted(MessageQueue queue) {
            Call<List<String>> all = takeAll(queue);
            wire.outlast(all);
            return all;
        }
    }

    @Nested
    class Two_threads {

        @Test
        @Tag("1.2")
        @DisplayName("Each of two threads that wait in take() gets a message of its own")
        void that_take_at_the_same_time_get_a_message_each() {
            MessageQueue queue = new MessageQueue(4);
            Call<String> one = takeOneOfTwo(queue);
            Call<String> other = takeOneOfTwo(queue);
            wire.settle();
            assertThat(offer(queue, "a")).returns(true);
            wire.settle();

            assertThat(offer(queue, "b")).returns(true);

            assertThat(one).returnsTogetherWith(other, "a", "b");
        }

        private Call<String> takeOneOfTwo(MessageQueue queue) {
            return wire.call(
                    "take() of one of two",
                    () -> {
                        byte[] message = queue.take();
                        return message == null ? "nothing" : text(message);
                    });
        }

        @Test
        @Tag("1.6")
        @DisplayName("Two threads that call offer() at the same moment do not exceed the limit")
        void that_offer_at_the_same_time_do_not_get_more_room_than_there_is() {
            wire.atEachPause(
                    round -> {
                        MessageQueue queue = new MessageQueue(1);
                        Call<Boolean> one = offer(queue, "a");
                        List<Call<Boolean>> other = new ArrayList<>();

                        round.meanwhile(() -> other.add(offer(queue, "b")));

                        assertThat(one).returnsTogetherWith(other.get(0), true, false);
                    });
        }

        @Test
        @Tag("1.1")
        @DisplayName(
                "Two threads that call offer() at the same moment are both accepted if there is room for two")
        void that_offer_at_the_same_time_are_both_accepted_if_there_is_room() {
            wire.atEachPause(
                    round -> {
                        MessageQueue queue = new MessageQueue(2);
                        Call<Boolean> one = offer(queue, "a");
                        List<Call<Boolean>> other = new ArrayList<>();

                        round.meanwhile(() -> other.add(offer(queue, "b")));

                        assertThat(one).returnsTogetherWith(other.get(0), true, true);
                    });
        }
    }
}
