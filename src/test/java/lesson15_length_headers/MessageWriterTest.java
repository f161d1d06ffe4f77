package lesson15_length_headers;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class MessageWriterTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(SocketException.class) || seen.streamEnded(),
                "write() closes the stream, and with it the connection. Leave it open: others write to it, too."),
        when(
                seen -> seen.expected("0         ") && seen.gotNothing() && !seen.threwAnything(),
                "nothing is sent for an empty text. It is a message, too: its header goes out."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "the message has not left. A buffered stream or writer keeps it until flush()."),
        when(
                seen -> seen.expectedSilence(),
                "more is sent than header and text: println() adds the end of a line."),
        when(
                seen -> seen.gotText().startsWith("0000"),
                "the header is filled up with zeros. Put spaces behind the number."),
        when(
                seen -> seen.gotText().startsWith("     "),
                "the number is on the right. In String.format() a minus puts it on the left: \"%-10d\"."),
        when(
                seen -> seen.gotText().contains("\0"),
                "the length is sent in binary, as writeInt() and writeUTF() do. Send its decimal digits, as text."),
        when(
                seen -> seen.expected("5         hello") && seen.gotText().startsWith("15"),
                "the header counts itself. It tells how many bytes come behind it."),
        when(
                seen -> seen.expected("5         hello") && seen.gotText().matches("5 *h.*"),
                "the header does not have 10 bytes. Put as many spaces behind the number as are missing, no more and no fewer."),
        when(
                seen -> seen.gotText().startsWith("\u0665") || seen.gotText().startsWith("?"),
                "String.format() writes the digits of the computer's language. Give it Locale.ROOT, or use Integer.toString()."),
        when(
                seen -> seen.gotText().contains("?@825B"),
                "writeBytes() sends one byte of each letter, and drops the other. Turn the text into bytes first: getBytes(UTF_8)."),
        when(
                seen -> seen.gotText().contains("??????"),
                "the letters have become question marks: the charset, US_ASCII or the like, does not have them. Name UTF_8."),
        when(
                seen -> seen.gotText().contains("\uFFFD"),
                "the text is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen ->
                        seen.gotText().startsWith("6         ")
                                || seen.gotText().startsWith("2         \uD83D\uDE00")
                                || seen.gotText().startsWith("1         \uD83D\uDE00"),
                "the header counts letters. Turn the text into bytes first, and count those: bytes.length."),
        when(
                seen -> seen.expectedWords(" a\\r\\n"),
                "the text is changed on its way. Send it as it is, blanks and line ends too."),
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
    void hang_up() throws IOException {
        socket.close();
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
        void is_the_length_and_spaces_up_to_ten_bytes() {
            write("hello");

            assertThat(peer).receives("5         hello").receivesNothing();
        }

        @Test
        void counts_the_bytes_of_a_text_in_russian() {
            write("привет");

            assertThat(peer).receives("12        привет").receivesNothing();
        }

        @Test
        void counts_the_bytes_of_a_smile() {
            write("😀");

            assertThat(peer).receives("4         😀").receivesNothing();
        }

        @Test
        void is_zero_before_an_empty_text() {
            write("");

            assertThat(peer).receives("0         ").receivesNothing();
        }

        @Test
        void has_ten_bytes_before_a_long_text_too() {
            String text = "abcdefgh".repeat(500);

            write(text);

            assertThat(peer).receives("4000      " + text).receivesNothing();
        }

        @Test
        void has_the_same_digits_in_every_language() {
            wire.locale("ar-EG");

            write("hello");

            assertThat(peer).receives("5         hello").receivesNothing();
        }
    }

    @Nested
    class A_text {

        @Test
        void passes_unharmed() {
            write(" a\r\nb\n ");

            assertThat(peer).receives("7          a\r\nb\n ").receivesNothing();
        }

        @Test
        void may_be_followed_by_others() {
            write("one", "", "three");

            assertThat(peer).receives("3         one0         5         three");
            assertThat(peer).receivesNothing();
        }
    }
}
