package lesson05_echo_in_pieces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EchoClientTest {

    private static final String MESSAGE = "This is the message. It will be repeated.";

    /** 8 MiB: twice as much as fits into the buffers between a client and an echoing peer. */
    private static final String LONG = "0123456789abcdef".repeat(1 << 19);

    /** 64 KiB: a multiple of every power of two that a buffer may have as its length. */
    private static final String FULL = "0123456789abcdef".repeat(1 << 12);

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "echo() has ended, but a socket or a thread of it is left. Close the socket in any case, which also ends a write() that waits, and shut every executor down."),
        when(
                seen ->
                        seen.called("another echo()")
                                && seen.expected("hello")
                                && seen.waitsForLock(),
                "this call of echo() waits for a lock that another one holds while it waits in write(). Two calls share nothing: leave synchronized out."),
        when(
                seen ->
                        seen.called("another echo()")
                                && seen.expected("first")
                                && (seen.gotSomethingElse() || seen.threwAnything()),
                "two calls of echo() read into the same variable, because it is static. Keep what a call has read in local variables."),
        when(
                seen ->
                        seen.called("another echo()")
                                && seen.expected("hello")
                                && seen.gotNothing()
                                && !seen.streamEnded()
                                && !seen.waitsForLock()
                                && !seen.threwAnything(),
                "this call sends nothing while another one waits in write(). If one thread sends for both, this message waits for the other one: give each call a thread of its own."),
        when(
                seen -> seen.expected("hello") && seen.got("hello, hello"),
                "more bytes are returned than were sent, because the last read() may take more than is missing. Ask only for the bytes that are missing, or use readNBytes(n)."),
        when(
                seen -> seen.expectedReturn() && seen.waitsIn("close"),
                "close() waits until the other program has taken all that was written, because setSoLinger() is set. Leave that out: close() then drops what is left, and a write() that waits throws."),
        when(
                seen -> seen.expectedWords("h\uFFFDllo") && seen.threw(EOFException.class, "1"),
                "the byte 255 looks like the end of the stream, because -1 was compared with a byte. read() returns an int: compare that with -1 first, then cast it."),
        when(
                seen -> seen.expectedWords("contains 8") && seen.threw(EOFException.class, "4"),
                "the exception contains the number of letters that have arrived. Count the bytes: a Russian letter has two."),
        when(
                seen ->
                        seen.expectedWords("contains 20000")
                                && (seen.threw(EOFException.class, "20,000")
                                        || seen.threw(EOFException.class, "20.000")
                                        || seen.threw(EOFException.class, "20\u00A0000")),
                "the number has a sign between its digits, as %,d writes it. Join the number to the text with +, or use %d."),
        when(
                seen ->
                        seen.expectedWords("contains 20000")
                                && seen.threw(EOFException.class, "\u0660\u0660\u0660"),
                "the number is not written in the digits 0 to 9, because String.format uses those of the computer's language. Join the number to the text with +, or pass Locale.ROOT first."),
        when(
                seen -> seen.threw(ConnectException.class),
                "echo() connects to another address than the one it was given. Use the host and the port of its parameters."),
        when(
                seen -> seen.expected("привет") && seen.expectedBytes() && seen.gotSomethingElse(),
                "the message is not sent as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen -> seen.expectedEnd() && !seen.gotNothing(),
                "more is sent than the message. println() and newLine(), for example, add a line end: send only the bytes of the message."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream. From then on read() returns -1 immediately, forever: leave the loop."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.streamEnded()
                                && !seen.threwAnything(),
                "the client's direction has ended before the message was sent. If another thread sends, shutdownOutput() belongs into that thread, after write(). If you write into a buffered stream or writer, call flush() first."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "no byte of the message was sent. A buffered stream or writer sends its bytes only when you call flush(), and a thread runs only when you call start()."),
        when(
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning() && seen.waitsForBytes(),
                "the client waits for the echo of one piece before it sends the next. Send all bytes; the server may wait for them."),
        when(
                seen ->
                        seen.expectedWords("no printed line")
                                && seen.printed().contains("Exception"),
                "the thread that sends prints its exception. echo() reports a lost connection anyway: let that thread end without printing."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.called("echo() to a server that does not read")
                                && seen.waitsIn("join", "get", "await"),
                "echo() waits for the thread that sends, which waits in write() because the server does not read. Close the socket first: that ends the write()."),
        when(
                seen -> seen.peerHasEnded() && seen.waitsIn("join", "get", "await"),
                "echo() waits for the thread that sends, which waits in write() because the server does not read. Close the socket first: that ends the write()."),
        when(
                seen -> seen.waitsIn("join", "get", "await") && seen.waitsIn("write", "flush"),
                "echo() waits for the thread that sends before it reads, so all buffers are full and that thread waits in write(). Do not wait for it: read meanwhile."),
        when(
                seen -> seen.waitsIn("write", "flush"),
                "the client does not read before it has sent everything, so both programs wait in write() and all buffers are full. Let a second thread send, and start it with start(): run() does the work in the thread that calls it."),
        when(
                seen -> seen.threw(SocketException.class, "losed"),
                "closing a stream or a writer closes the whole socket. To end only your own direction, call shutdownOutput()."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the client has sent everything, but its direction stays open, so the server waits for more. Call shutdownOutput()."),
        when(
                seen -> seen.expectedEnd(),
                "echo() has ended, but its connection is still open. Use try-with-resources."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine", "hasNextLine"),
                "the client waits for the end of a line, but an echo need not have one. Count the bytes."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.waitsIn("readAllBytes", "transferTo")
                                && !seen.peerHasEnded(),
                "the client waits for the end of the stream, but the server may keep it open. Stop when as many bytes have come back as were sent."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "each piece is decoded by itself, and a letter was cut in two. Collect all bytes first, then decode them once."),
        when(
                seen -> seen.expected("привет") && seen.gotOnlyTheBeginning(),
                "the client counts letters, and stops too early. Count bytes: a Russian letter has two in UTF-8."),
        when(
                seen -> seen.expected("HELLO, WORLD!") && seen.got("hello, world!"),
                "echo() returns the message itself. Return what has come back from the server."),
        when(
                seen -> seen.expected(MESSAGE) && seen.gotLength() == 20,
                "the client stops at a piece that is shorter than 16 bytes. The network cuts a stream anywhere: count the bytes, not the pieces."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && seen.expectedWords(MESSAGE.substring(0, 16))
                                && seen.threw(EOFException.class, "20"),
                "the client stops after 20 bytes, at a piece that is shorter than 16 bytes. The network cuts a stream anywhere: only -1 is the end."),
        when(
                seen ->
                        seen.expectedWords("to return")
                                && !seen.expectedWords("0123456789abcdef")
                                && seen.threw(EOFException.class),
                "an EOFException is thrown although all bytes come back. Read on until n bytes have arrived; only if read() returns -1 before that, bytes are missing."),
        when(
                seen ->
                        seen.expectedReturn()
                                && (seen.gotOnlyTheBeginning() || seen.gotText().contains("\0")),
                "the client stops after one read(), or when available() is 0. Both show only what has arrived so far: read on until as many bytes have come back as were sent."),
        when(
                seen -> seen.expectedWords("contains 16") && seen.threw(EOFException.class, "15"),
                "the -1 at the end of the stream is added to the sum. Look at what read() returns before you add it."),
        when(
                seen -> seen.expectedWords("contains 16") && seen.threw(EOFException.class, "25"),
                "the exception contains the number of bytes that are missing. It should contain the number of bytes that have arrived."),
        when(
                seen -> seen.expectedWords("contains ") && seen.threw(EOFException.class),
                "the message of the exception does not contain the number of bytes that have arrived. Put the sum into it."),
        when(
                seen -> seen.expectedWords("without an exception"),
                "an exception leaves the thread that sends, and Java prints it. Catch it in that thread: echo() reports a lost connection anyway."),
        when(
                seen ->
                        seen.expectedWords("EOFException")
                                && seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is used as a number of bytes. Test for -1 first, and throw an EOFException if bytes are missing."),
        when(
                seen -> seen.expectedWords("EOFException") && !seen.threwAnything(),
                "the stream ended early, and echo() returns as if everything had come back. Throw an EOFException if fewer bytes arrived than were sent."),
        when(
                seen -> seen.expectedWords("EOFException") && seen.threwAnything(),
                "the exception has another type. Throw an EOFException if the stream ends before the last byte."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> echo(ScriptedListener listener, String message) {
        return wire.call(
                "echo()", () -> EchoClient.echo(listener.host(), listener.port(), message));
    }

    @Nested
    class The_message {

        @Test
        @Tag("5.1")
        @DisplayName("The message is sent as UTF-8")
        void is_sent_as_utf_8() {
            ScriptedListener listener = wire.listen();

            echo(listener, "привет");

            assertThat(listener.accept()).receives("привет");
        }

        @Test
        @Tag("5.1")
        void is_sent_to_the_given_host() {
            ScriptedListener listener = wire.listenAtSecondAddress();

            echo(listener, "hello");

            assertThat(listener.accept()).receives("hello");
        }

        @Test
        @Tag("5.2")
        void is_sent_unchanged_and_then_its_direction_ends() {
            ScriptedListener listener = wire.listen();

            echo(listener, MESSAGE);

            assertThat(listener.accept()).receives(MESSAGE).receivesEnd();
        }

        @Test
        @Tag("5.2")
        @DisplayName("A message of 16 bytes is followed by the end of its direction")
        void of_16_bytes_is_followed_by_the_end_of_its_direction() {
            ScriptedListener listener = wire.listen();

            echo(listener, "0123456789abcdef");

            assertThat(listener.accept()).receives("0123456789abcdef").receivesEnd();
        }

        @Test
        @Tag("5.2")
        @DisplayName("A message of 65,536 bytes is followed by the end of its direction")
        void of_65536_bytes_is_followed_by_the_end_of_its_direction() {
            ScriptedListener listener = wire.listen();

            echo(listener, FULL);

            assertThat(listener.accept()).receives(FULL).receivesEnd();
        }
    }

    @Nested
    class The_echo {

        @Test
        @Tag("5.3")
        void is_complete_although_it_arrives_in_pieces() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.sendCutAt(MESSAGE.getBytes(UTF_8), 16, 20, 36);
            server.end();

            assertThat(echo).returns(MESSAGE);
        }

        @Test
        @Tag("5.3")
        void is_complete_however_late_its_bytes_arrive() {
            wire.letTimePassFast();
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "hello, world!");
            ScriptedPeer server = listener.accept();
            assertThat(server).receives("hello, world!");

            assertThat(echo).goesOn();
            server.send("hello");
            assertThat(echo).goesOn();
            server.send(", world!");
            server.end();

            assertThat(echo).returns("hello, world!");
        }

        @Test
        @Tag("5.3")
        void is_complete_although_a_letter_was_cut_in_two() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "привет");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет");
            server.sendCutAt("привет".getBytes(UTF_8), 3);
            server.end();

            assertThat(echo).returns("привет");
        }

        @Test
        @Tag("5.4")
        void is_complete_although_the_server_keeps_its_stream_open() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send(MESSAGE);

            assertThat(echo).returns(MESSAGE);
        }

        @Test
        @Tag("5.4")
        void ends_after_as_many_bytes_as_were_sent() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello");
            server.send("hello, hello");

            assertThat(echo).returns("hello");
        }

        @Test
        @Tag("5.5")
        void is_what_came_back_and_not_the_message_itself() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "hello, world!");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello, world!");
            server.send("HELLO, WORLD!");
            server.end();

            assertThat(echo).returns("HELLO, WORLD!");
        }

        @Test
        @Tag("5.5")
        void may_contain_any_letters_and_line_ends() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, " 100 %s $1 é € 😀\r\n\t ");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(" 100 %s $1 é € 😀\r\n\t ");
            server.send(" 100 %s $1 é € 😀\r\n\t ");
            server.end();

            assertThat(echo).returns(" 100 %s $1 é € 😀\r\n\t ");
        }

        @Test
        @Tag("5.5")
        @DisplayName("The echo may contain the byte 255, which is not valid UTF-8")
        void may_contain_the_byte_255() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "hello");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello");
            server.send(new byte[] {'h', (byte) 0xff, 'l', 'l', 'o'});
            server.end();

            assertThat(echo).returns("h\uFFFDllo");
        }

        @Test
        @Tag("5.5")
        void of_an_empty_message_is_an_empty_text() {
            ScriptedListener listener = wire.listen();

            Call<String> echo = echo(listener, "");

            assertThat(echo).returns("");
            assertThat(listener.accept()).receivesEnd();
        }

        @Test
        @Tag("5.6")
        void leaves_no_socket_and_no_thread_when_it_is_complete() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send(MESSAGE);

            assertThat(echo).returns(MESSAGE);
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_server_that_closes_early {

        @Test
        @Tag("6.1")
        @DisplayName("A server that ends its stream without a byte causes an EOFException")
        void and_sends_nothing_causes_an_eof_exception() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.end();

            assertThat(echo).throwsA(EOFException.class);
        }

        @Test
        @Tag("6.1")
        @DisplayName("A server that ends its stream in the middle causes an EOFException")
        void in_the_middle_causes_an_eof_exception() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send("This is the mess");
            server.end();

            assertThat(echo).throwsA(EOFException.class);
        }

        @Test
        @Tag("6.2")
        void is_reported_with_the_number_of_bytes_that_arrived() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.send("This is the mess");
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "16");
        }

        @Test
        @Tag("6.2")
        void is_reported_with_0_if_no_byte_arrived() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "0");
        }

        @Test
        @Tag("6.2")
        void is_reported_with_the_number_of_bytes_and_not_of_letters() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "привет");
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("привет");
            server.send("прив");
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "8");
        }

        @Test
        @Tag("6.2")
        void is_reported_with_a_number_whose_digits_stand_together() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, FULL);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(FULL);
            server.send(FULL.substring(0, 20_000));
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "20000");
        }

        @Test
        @Tag("6.2")
        @DisplayName("The number of bytes has the digits 0 to 9 on an Arabic computer, too")
        void is_reported_in_the_digits_0_to_9_on_an_arabic_computer_too() {
            wire.locale("ar-EG-u-nu-arab");
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, FULL);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(FULL);
            server.send(FULL.substring(0, 20_000));
            server.end();

            assertThat(echo).throwsATelling(EOFException.class, "20000");
        }

        @Test
        @Tag("6.3")
        void with_a_reset_ends_the_wait_for_the_echo() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.reset();

            assertThat(echo).ends();
        }

        @Test
        @Tag("6.4")
        @DisplayName("After an EOFException, no socket and no thread is left")
        void leaves_no_socket_and_no_thread_either() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.end();

            assertThat(echo).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.4")
        @DisplayName("After a reset, no socket and no thread is left")
        void leaves_no_socket_and_no_thread_after_a_reset() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, MESSAGE);
            ScriptedPeer server = listener.accept();

            assertThat(server).receives(MESSAGE);
            server.reset();

            assertThat(echo).ends();
            assertThat(wire).isLeftClean();
        }
    }

    @Nested
    class A_message_longer_than_all_buffers {

        @Test
        @Tag("7.1")
        void comes_back_complete() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);

            listener.acceptAndEcho();

            assertThat(echo).returns(LONG);
        }

        @Test
        @Tag("7.2")
        void need_not_be_read_if_as_many_bytes_come_back() {
            ScriptedListener listener = wire.listen();
            Call<String> echo =
                    wire.call(
                            "echo() to a server that does not read",
                            () -> EchoClient.echo(listener.host(), listener.port(), LONG));
            ScriptedPeer server = listener.accept();

            server.send(LONG);

            assertThat(echo).returns(LONG);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("7.3")
        void is_abandoned_if_the_server_ends_its_stream() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);
            ScriptedPeer server = listener.accept();

            server.end();

            assertThat(echo).throwsA(EOFException.class);
            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("7.4")
        void is_abandoned_without_a_word_if_the_server_resets_the_connection() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, LONG);
            ScriptedPeer server = listener.accept();

            server.reset();

            assertThat(echo).ends();
            assertThat(wire).isLeftClean().letsNoExceptionEscape().printsNoLineWith("Exception");
        }
    }

    @Nested
    class Two_calls_at_the_same_time {

        @Test
        @Tag("7.5")
        @DisplayName("A call of echo() sends its message while another one waits in write()")
        void send_their_messages_even_if_one_of_them_waits_in_write() {
            ScriptedListener silent = wire.listen();
            echo(silent, LONG);
            silent.acceptWithoutReading();
            wire.settle();
            ScriptedListener listener = wire.listen();
            Call<String> echo = wire.call("another echo()", () -> echoOfHello(listener));
            ScriptedPeer server = listener.accept();

            assertThat(server).receives("hello").receivesEnd();
            server.send("hello");

            assertThat(echo).returns("hello");
        }

        @Test
        @Tag("7.5")
        @DisplayName("Two calls of echo() at the same time do not mix their bytes")
        void do_not_mix_their_bytes() {
            ScriptedListener listener = wire.listen();
            Call<String> echo = echo(listener, "first");
            ScriptedPeer server = listener.accept();
            assertThat(server).receives("first");
            server.send("fir");
            wire.settle();
            ScriptedListener second = wire.listen();
            Call<String> another = wire.call("another echo()", () -> echoOfHello(second));
            ScriptedPeer secondServer = second.accept();
            assertThat(secondServer).receives("hello");

            secondServer.send("hello");
            assertThat(another).returns("hello");
            server.send("st");

            assertThat(echo).returns("first");
        }

        private String echoOfHello(ScriptedListener listener) throws IOException {
            return EchoClient.echo(listener.host(), listener.port(), "hello");
        }
    }
}
