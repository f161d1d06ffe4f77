package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;
import static lesson19_xor_chat.Frames.JAVA;
import static lesson19_xor_chat.Frames.OPEN;
import static lesson19_xor_chat.Frames.frame;
import static lesson19_xor_chat.Frames.frames;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.CharacterCodingException;
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
@Tag("task-2")
class ChatWireTest {

    private static final int LIMIT = 1024;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedSilence() && (seen.streamEnded() || seen.reset()),
                "send() closes the stream, and with it the connection. Leave it open: more is to be sent."),
        when(
                seen -> seen.called("send()") && seen.gotText().contains("\uFFFD"),
                "the text is sent in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.returned("receive()") && seen.waitsForBytes(),
                "what came behind the frame, in the same piece, is lost. Take from the stream only what belongs to this one; a buffer takes more."),
        when(
                seen ->
                        seen.expectedWords("come back")
                                && seen.waitsForBytes()
                                && (seen.peerSent(4) || seen.peerSent(0xff)),
                "the length is above the limit, and receive() waits for the text. Refuse it as soon as the length is here."),
        when(
                seen ->
                        seen.expectedWords("xxx")
                                && seen.threw(IOException.class)
                                && seen.peerSent(4),
                "a text exactly as long as the limit is allowed."),
        when(
                seen ->
                        seen.peerSent('J')
                                && seen.expectedWords("hello")
                                && (seen.gotLength() == 5
                                        || seen.threw(CharacterCodingException.class)),
                "the key begins anew between length and text. The text's first byte has met the key's third."),
        when(
                seen -> seen.expectedWords("привет") && seen.threw(IOException.class),
                "the frame came in pieces, and is given up or torn. One read may bring fewer bytes than you ask for, perhaps one: read on until all are here."),
        when(
                seen -> seen.called("send()") && seen.threw(SocketException.class),
                "send() closes the stream, and with it the connection. Leave it open: more is to be sent."),
        when(
                seen -> seen.expectedWords("IllegalArgumentException"),
                "two bytes cannot tell a length above 65,535: it begins anew at 0. Look at the number of bytes, not of letters, before you send anything."),
        when(
                seen -> seen.called("send()") && seen.threw(IllegalArgumentException.class),
                "a text is refused that is not too long. send() takes up to 65,535 bytes, as two bytes can tell; the limit is receive()'s."),
        when(
                seen -> seen.expected("\0\0") && seen.gotNothing(),
                "an empty text makes a frame, too: two bytes that are 0."),
        when(
                seen -> seen.expectedBytes() && seen.gotNothing() && !seen.threwAnything(),
                "the frame has not left. A buffered stream keeps it until flush()."),
        when(
                seen -> seen.expected("\0\5hello") && seen.got("\5\0hello"),
                "the low byte of the length comes first. The high one does."),
        when(
                seen -> seen.expected("\0\14привет") && seen.gotText().startsWith("\0\6"),
                "the length counts letters. Turn the text into bytes first, and count those."),
        when(
                seen -> seen.expected("JD>$&-9") && seen.gotText().startsWith("\0\5"),
                "the length is sent as it is. XOR the whole frame, the length too."),
        when(
                seen -> seen.expected("JD>$&-9") && seen.got("JD\"$:-%"),
                "the key begins anew between length and text. XOR the frame as a whole: the text's first byte meets the key's third."),
        when(
                seen -> seen.expectedBytes() && seen.expectedWords("xxx") && !seen.gotNothing(),
                "the length is not right where it takes more than one byte. The high byte is length >> 8, the low one length & 0xff."),
        when(
                seen -> seen.runsWithoutEnd(),
                "the loop goes on after the end of the stream, where in.read() returns -1 again and again."),
        when(
                seen ->
                        seen.called("receive()") && seen.threw(NegativeArraySizeException.class)
                                || seen.expectedWords("xxx") && seen.threwAnything(),
                "a byte is -128 to 127 in Java, a short goes up to 32,767. For the length take each byte & 0xff."),
        when(
                seen ->
                        seen.expected("null") && seen.threw(EOFException.class)
                                || seen.expectedWords("to return null")
                                        && seen.threw(EOFException.class),
                "an EOFException means that a frame was cut off. Here the stream ends before its first byte: return null."),
        when(
                seen -> seen.expectedWords("to return null"),
                "here the stream ends before the first byte of a frame: return null."),
        when(
                seen -> seen.expectedWords("EOFException"),
                "the stream ends within a frame, and nobody hears of it. Throw an EOFException if fewer bytes come than must."),
        when(
                seen -> seen.expectedWords("an IOException") && seen.gotText().contains("\uFFFD"),
                "new String() puts U+FFFD where bytes are no UTF-8, in silence. Let UTF_8.newDecoder().decode() throw."),
        when(
                seen -> seen.expectedWords("an IOException") && !seen.threwAnything(),
                "a frame is taken that must be refused: longer than the limit, or no UTF-8."),
        when(
                seen ->
                        seen.expected("") && seen.gotText().equals("null")
                                || seen.expectedWords("\"\"") && seen.gotNothing(),
                "an empty text is a text: return \"\". Only the end of the stream is null."),
        when(
                seen -> seen.gotText().contains("\0"),
                "one read may bring fewer bytes than the array holds; the rest of it is still zero. Read on until all are here: readNBytes."),
        when(
                seen -> seen.expected("привет") && seen.gotText().startsWith("Рї"),
                "the text is decoded in the computer's own charset, windows-1251 while it is graded. Name the charset: UTF_8."),
        when(
                seen -> seen.expected("hello"),
                "the text is not what was sent. XOR length and text as a whole, with the same key from its beginning."),
        when(
                seen -> seen.waitsForBytes(),
                "the frame is here, and receive() waits for more. Read two bytes, then as many as they tell."),
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

    private Call<Void> send(String text, byte[] key) {
        return wire.call(
                "send()",
                () -> {
                    ChatWire.send(socket.getOutputStream(), text, key);
                    return null;
                });
    }

    private Call<String> receive(byte[] key, int limit) {
        return wire.call("receive()", () -> ChatWire.receive(socket.getInputStream(), key, limit));
    }

    private Call<String> receive() {
        return receive(OPEN, LIMIT);
    }

    @Nested
    class A_frame_to_send {

        @Test
        void is_the_length_in_two_bytes_and_the_text() {
            send("hello", OPEN);

            assertThat(peer).receives("\0\5hello").receivesNothing();
        }

        @Test
        void counts_bytes_not_letters() {
            send("привет", OPEN);

            assertThat(peer).receives("\0\14привет").receivesNothing();
        }

        @Test
        void may_have_no_text() {
            send("", OPEN);

            assertThat(peer).receives("\0\0").receivesNothing();
        }

        @Test
        void may_have_two_hundred_bytes() {
            send("x".repeat(200), OPEN);

            assertThat(peer).receives(frames("x".repeat(200))).receivesNothing();
        }

        @Test
        void may_have_thousands_of_bytes() {
            send("x".repeat(40_000), OPEN);

            assertThat(peer).receives(frames("x".repeat(40_000))).receivesNothing();
        }

        @Test
        void may_have_as_many_bytes_as_two_can_tell() {
            send("x".repeat(65_535), OPEN);

            assertThat(peer).receives(frames("x".repeat(65_535))).receivesNothing();
        }

        @Test
        void is_hidden_as_a_whole_the_length_too() {
            send("hello", JAVA);

            assertThat(peer).receives("JD>$&-9").receivesNothing();
        }

        @Test
        void begins_with_the_first_byte_of_the_key_each_time() {
            assertThat(send("hello", JAVA)).returns();
            assertThat(send("hello", JAVA)).returns();

            assertThat(peer).receives("JD>$&-9").receives("JD>$&-9").receivesNothing();
        }

        @Test
        void must_not_be_longer_than_two_bytes_can_tell() {
            Call<Void> send = send("x".repeat(65_536), OPEN);

            assertThat(send).throwsA(IllegalArgumentException.class);
            assertThat(peer).receivesNothing();
        }

        @Test
        void must_not_be_longer_in_bytes_than_two_can_tell() {
            Call<Void> send = send("я".repeat(40_000), OPEN);

            assertThat(send).throwsA(IllegalArgumentException.class);
            assertThat(peer).receivesNothing();
        }
    }

    @Nested
    class A_frame_that_comes {

        @Test
        void gives_its_text() {
            peer.send(frames("hello"));

            assertThat(receive()).returns("hello");
        }

        @Test
        void gives_its_text_with_the_key() {
            peer.send("JD>$&-9");

            assertThat(receive(JAVA, LIMIT)).returns("hello");
        }

        @Test
        void may_come_one_byte_at_a_time() {
            Call<String> receive = receive(JAVA, LIMIT);

            peer.dribble(frame("привет", JAVA));

            assertThat(receive).returns("привет");
        }

        @Test
        void may_be_cut_within_its_length() {
            Call<String> receive = receive();

            peer.sendCutAt(frames("привет"), 1);

            assertThat(receive).returns("привет");
        }

        @Test
        void may_be_cut_within_a_letter() {
            Call<String> receive = receive();

            peer.sendCutAt(frames("привет"), 5);

            assertThat(receive).returns("привет");
        }

        @Test
        void may_be_followed_by_others_at_once() {
            peer.send(frames("one", "two", "three"));

            assertThat(receive()).returns("one");
            assertThat(receive()).returns("two");
            assertThat(receive()).returns("three");
        }

        @Test
        void may_have_no_text() {
            peer.send(frames("", "two"));

            assertThat(receive()).returns("");
            assertThat(receive()).returns("two");
        }

        @Test
        void may_have_two_hundred_bytes() {
            peer.send(frames("x".repeat(200)));

            assertThat(receive()).returns("x".repeat(200));
        }

        @Test
        void may_have_thousands_of_bytes() {
            peer.send(frames("x".repeat(40_000)));

            assertThat(receive(OPEN, 65_535)).returns("x".repeat(40_000));
        }

        @Test
        void may_be_as_long_as_the_limit() {
            peer.send(frames("x".repeat(LIMIT)));

            assertThat(receive()).returns("x".repeat(LIMIT));
        }
    }

    @Nested
    class A_frame_that_is_refused {

        @Test
        void is_longer_than_the_limit() {
            peer.send(new byte[] {4, 1}); // 1025

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        void is_much_longer_than_the_limit() {
            peer.send(new byte[] {-1, -1});

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        void was_sent_with_another_key() {
            peer.send(frame("hello", JAVA));

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        void is_no_text() {
            peer.send(frame(new byte[] {'h', 'i', -1}, OPEN));

            assertThat(receive()).throwsA(IOException.class);
        }

        @Test
        void ends_with_half_a_letter() {
            peer.send(frame("hié".getBytes(ISO_8859_1), OPEN));

            assertThat(receive()).throwsA(IOException.class);
        }
    }

    @Nested
    class The_end_of_the_stream {

        @Test
        void is_null_if_nothing_was_said() {
            peer.end();

            assertThat(receive()).returns(null);
        }

        @Test
        void is_null_between_frames() {
            peer.send(frames("one"));
            peer.end();

            assertThat(receive()).returns("one");
            assertThat(receive()).returns(null);
        }

        @Test
        void is_an_exception_within_a_length() {
            peer.send(new byte[] {0});
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        void is_an_exception_before_a_text() {
            peer.send(new byte[] {0, 5});
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        void is_an_exception_within_a_text() {
            peer.send("\0\5hel");
            peer.end();

            assertThat(receive()).throwsA(EOFException.class);
        }

        @Test
        void is_noticed_too_if_it_is_a_reset() {
            Call<String> receive = receive();

            peer.reset();

            assertThat(receive).ends();
        }
    }
}
