package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.Category.FORMAT;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;
import static lesson15_length_headers.Texts.LENGTHS;
import static lesson15_length_headers.Texts.TEXTS;
import static lesson15_length_headers.Texts.letters;
import static lesson15_length_headers.Texts.message;
import static lesson15_length_headers.Texts.rightOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageWriterTest {

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.called("write(three)")
                                && seen.waitsForLock()
                                && seen.waitsIn("write", "flush"),
                "a call holds a lock while it writes to a peer that does not read, and all other calls wait for that lock. Share nothing between calls, so that you need no lock."),
        whenHeld(
                seen -> seen.called("the language meanwhile"),
                "write() changes the language of the whole program for a moment, and other threads that write just then use it. Pass a Locale to the one call that needs it."),
        whenHeld(
                seen -> seen.held("write(", "the look at", ""),
                "write() collects its bytes in a static field, which exists once for all threads. Make the buffer in write(), so that each call has its own."),
        when(
                seen -> seen.called("write() to a closed stream"),
                "the text could not be sent, but write() returns, so its caller does not notice. Let the exception out. A PrintStream never throws it: write to out itself."),
        when(
                seen -> seen.threw(SocketException.class) || seen.streamEnded(),
                "write() closes the stream, and with it the connection. Leave it open, because more messages follow."),
        when(
                seen -> seen.expected("0         ") && seen.gotNothing() && !seen.threwAnything(),
                "write() sends nothing for an empty text. An empty text is a message as well: send its header."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "nothing was sent. A buffered stream or writer keeps the bytes until you call flush()."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "more was sent than header and text. println() adds the end of a line: use print() or write()."),
        when(
                seen -> seen.gotText().startsWith("0000"),
                "the header is padded with zeros. Put spaces after the number."),
        when(
                seen -> seen.gotText().startsWith("     "),
                "the number is at the right end of the header. In String.format() a minus moves it to the left: \"%-10d\"."),
        when(
                seen -> seen.gotText().startsWith("5         \0h"),
                "each letter is sent as two bytes, as writeChars() and UTF-16 do. Turn the text into bytes with getBytes(UTF_8)."),
        when(
                seen -> seen.gotText().startsWith("\0"),
                "the length is sent in binary, as writeInt() and writeUTF() do. Send its decimal digits, as text."),
        when(
                seen -> seen.expected("5         hello") && seen.gotText().startsWith("15"),
                "the header counts its own ten bytes as well. It contains only the number of bytes that follow it."),
        when(
                seen -> seen.expected("5         hello") && seen.gotText().matches("5 *h.*"),
                "the header does not have 10 bytes. Add as many spaces after the number as are missing."),
        when(
                seen -> seen.gotText().startsWith("\u0665") || seen.gotText().startsWith("?"),
                "String.format() writes the digits of the computer's language. Pass Locale.ROOT to it, or use Integer.toString()."),
        when(
                seen -> seen.gotText().contains("?@825B"),
                "writeBytes() sends one byte of each letter, and drops the other. Turn the text into bytes first: getBytes(UTF_8)."),
        when(
                seen -> seen.gotText().contains("??????"),
                "the letters have become question marks, because the charset, US_ASCII or the like, does not contain them. Name UTF_8."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "the text is not encoded as UTF-8. Without a charset, Java takes the computer's own, which is windows-1251 while your code is graded: name UTF_8."),
        when(
                seen ->
                        seen.gotText().startsWith("6         ")
                                || seen.gotText().startsWith("2         \uD83D\uDE00")
                                || seen.gotText().startsWith("1         \uD83D\uDE00"),
                "the header does not contain the number of bytes. It counts letters, or each char on its own: turn the text into bytes first, and count those, bytes.length."),
        when(
                seen -> seen.called("the language after"),
                "write() has changed the language of the whole program. Locale.setDefault() changes it for everybody: pass a Locale to the one call that needs it."),
        when(
                seen -> seen.called("the texts") && seen.threw(IllegalFormatException.class),
                "the text is part of a format, and a % in it begins a placeholder. Format the header alone."),
        when(
                seen -> seen.expectedWords(" a\\r\\n"),
                "the text is changed on its way. Send it as it is, with its spaces and line ends."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Socket socket;
    private ScriptedPeer peer;

    @BeforeEach
    void connect() throws IOException {
        ScriptedListener listener = wire.listen();
        socket = new Socket(listener.host(), listener.port());
        peer = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private static String written(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter.write(out, text);
        return out.toString(UTF_8);
    }

    private void write(String... texts) {
        Call<Void> write =
                wire.call(
                        "write()",
                        () -> {
                            for (String text : texts) {
                                MessageWriter.write(socket.getOutputStream(), text);
                            }
                            return null;
                        });
        assertThat(write).returns();
    }

    @Nested
    class A_header {

        @Test
        @Tag("1.1")
        void contains_the_length_and_spaces_up_to_ten_bytes() {
            write("hello");

            assertThat(peer).receives("5         hello").receivesNothing();
        }

        @Test
        @Tag("1.3")
        @DisplayName("A header counts the bytes of a text in Russian")
        void counts_the_bytes_of_a_text_in_russian() {
            write("привет");

            assertThat(peer).receives("12        привет").receivesNothing();
        }

        @Test
        @Tag("1.3")
        void counts_the_bytes_of_an_emoji() {
            write("😀");

            assertThat(peer).receives("4         😀").receivesNothing();
        }

        @Test
        @Tag("1.2")
        void contains_zero_if_the_text_is_empty() {
            write("");

            assertThat(peer).receives("0         ").receivesNothing();
        }

        @Test
        @Tag("1.1")
        void has_ten_bytes_even_if_the_text_is_long() {
            String text = "abcdefgh".repeat(500);

            write(text);

            assertThat(peer).receives("4000      " + text).receivesNothing();
        }

        @Test
        @Tag("1.3")
        void is_correct_for_texts_of_every_length() {
            Call<List<Integer>> right =
                    wire.call(
                            "the lengths that write() sent correctly",
                            () ->
                                    rightOf(
                                            LENGTHS,
                                            n -> {
                                                String text = "x".repeat(n);
                                                String letters = letters(n);
                                                return written(text).equals(message(text))
                                                        && written(letters)
                                                                .equals(message(letters));
                                            }));

            assertThat(right).returns(LENGTHS);
        }

        @Test
        @Tag("1.5")
        void has_the_digits_0_to_9_in_every_language() {
            wire.locale("ar-EG");

            write("hello");

            assertThat(peer).receives("5         hello").receivesNothing();
        }

        @Test
        @Tag("1.5")
        void does_not_change_the_language_of_the_program() {
            wire.locale("ar-EG");

            write("hello");

            assertThat(wire.call("the language after write()", Locale::getDefault))
                    .returns(Locale.forLanguageTag("ar-EG"));
        }

        @Test
        @Tag("1.5")
        @DisplayName("The language of the program does not change while write() runs")
        void does_not_change_the_language_for_a_moment() {
            wire.atEachPause(
                    round -> {
                        wire.locale("ar-EG");
                        Call<String> write = wire.call("write()", () -> written("hello"));

                        List<Locale> meanwhile = new ArrayList<>();

                        round.meanwhile(() -> meanwhile.add(Locale.getDefault(FORMAT)));

                        assertThat(write).returns("5         hello");
                        assertThat(wire.call("the language meanwhile", () -> meanwhile))
                                .returns(List.of(Locale.forLanguageTag("ar-EG")));
                    });
        }
    }

    @Nested
    class A_text {

        @Test
        @Tag("1.4")
        void is_sent_unchanged() {
            write(" a\r\nb\n ");

            assertThat(peer).receives("7          a\r\nb\n ").receivesNothing();
        }

        @Test
        @Tag("1.4")
        void may_contain_any_characters() {
            Call<List<String>> right =
                    wire.call(
                            "the texts that write() sent correctly",
                            () -> rightOf(TEXTS, text -> written(text).equals(message(text))));

            assertThat(right).returns(TEXTS);
        }

        @Test
        @Tag("1.6")
        void may_be_followed_by_others_on_the_same_stream() {
            write("one", "", "three");

            assertThat(peer).receives("3         one0         5         three");
            assertThat(peer).receivesNothing();
        }

        @Test
        @Tag("1.4")
        void is_not_mixed_with_one_that_another_thread_writes_to_another_stream() {
            wire.atEachPause(
                    round -> {
                        Call<String> write = wire.call("write(one)", () -> written("one"));

                        round.meanwhile(() -> wire.call("write(three)", () -> written("three")));

                        assertThat(write).returns("3         one");
                    });
        }

        @Test
        @Tag("1.4")
        void does_not_wait_for_one_that_another_thread_writes_to_another_stream()
                throws IOException {
            try (ServerSocket listener = new ServerSocket(0);
                    ScriptedPeer slow = wire.connectWithoutReading(listener.getLocalPort());
                    Socket client = listener.accept()) {
                client.setSendBufferSize(8192);
                OutputStream full = client.getOutputStream();
                wire.call(
                        "write() to a peer that does not read",
                        () -> {
                            MessageWriter.write(full, "x".repeat(100_000));
                            return null;
                        });
                wire.settle();

                assertThat(wire.call("write(three)", () -> written("three")))
                        .returns("5         three");
            }
        }

        @Test
        @Tag("1.6")
        void that_cannot_be_sent_causes_an_exception() throws IOException {
            OutputStream closed = OutputStream.nullOutputStream();
            closed.close();

            Call<Void> write =
                    wire.call(
                            "write() to a closed stream",
                            () -> {
                                MessageWriter.write(closed, "hello");
                                return null;
                            });

            assertThat(write).throwsA(IOException.class);
        }
    }
}
