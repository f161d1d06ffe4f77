package lesson03_greeting_exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.util.Arrays;
import java.util.IllegalFormatException;
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
class WhiskyServerTest {

    private static final String OTHER = "Hello, server! How are you"; // 26 bytes, 26 letters

    private static final String EVENING = "Good evening, dear server!"; // 26 bytes

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft(),
                "converse() leaves something open. Close every socket that you opened, and end every thread that you started."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasReset(),
                "the loop continues after an exception. When read() throws, the connection is gone: let the exception leave the loop."),
        when(
                seen -> seen.runsWithoutEnd() && seen.peerHasEnded(),
                "the loop continues after the end of the stream. From then on no byte comes, read() returns -1 every time, and available() returns 0: leave the loop at -1."),
        when(
                seen -> seen.runsWithoutEnd() && seen.bytesFrom("client") >= 26,
                "the loop goes on although all 26 bytes have arrived. A read() returns 0 immediately if the array has no room left: leave the loop when you have 26."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println sends a line ending that is not part of the reply. Write only the bytes of the reply."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && !seen.peerSent(','),
                "the server replies before the greeting has arrived. Read until you have 26 bytes; available() only returns how many are here now, not how many are still to come."),
        when(
                seen ->
                        seen.expectedSilence()
                                && !seen.gotNothing()
                                && seen.peerSent('H')
                                && !seen.peerSent('!'),
                "the server takes the first piece for the whole greeting. One read() returns whatever has arrived so far, so read until you have all 26 bytes."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing() && seen.peerSent('H'),
                "the server stops reading at 14, which is the number of letters. The greeting has 26 bytes in UTF-8: count bytes, up to getBytes(UTF_8).length, and decode them afterwards."),
        when(
                seen -> seen.expectedSilence() && !seen.gotNothing(),
                "the server replies before all 26 bytes have arrived. Any number of reads may be needed: count the bytes, and stop at 26."),
        when(
                seen ->
                        seen.threw(IndexOutOfBoundsException.class, "Range")
                                && !seen.threw(IndexOutOfBoundsException.class, "-1"),
                "a read() asks for more bytes than the array has room for. After the first n bytes there is room for length - n: read(bytes, n, bytes.length - n)."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class, "-1"),
                "the -1 at the end of the stream is used as if it were a number of bytes. Check for -1 first."),
        when(
                seen -> seen.waitsIn("readLine", "nextLine"),
                "the server waits for the end of a line, but the greeting has no line ending. Count its bytes."),
        when(
                seen -> seen.waitsIn("readUTF"),
                "readUTF uses the first two bytes as a length. The greeting has no length in front of it: read its 26 bytes."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readAllBytes", "transferTo"),
                "the server waits for the end of the stream, but the client keeps its stream open until it has the reply. Count the bytes."),
        when(
                seen -> seen.gotNothing() && seen.waitsIn("readNBytes", "readFully"),
                "the server waits for more bytes than the greeting has. It has 26."),
        when(
                seen -> seen.gotNothing() && seen.waitsInReader() && seen.bytesFrom("client") >= 26,
                "the server waits for more letters, but the 26 bytes are only 14 letters here, and the client leaves its stream open until it has the reply. Count bytes, and decode them afterwards."),
        when(
                seen ->
                        seen.gotNothing()
                                && seen.waitsInReadOfBytes()
                                && seen.bytesFrom("client") >= 26,
                "the server reads on although all 26 bytes have arrived. The client leaves its stream open until it has the reply, so no -1 comes: count the bytes, and stop at 26."),
        when(
                seen -> seen.expectedPrint() && seen.printed().isBlank(),
                "nothing is printed. Print one line with System.out.println before you send the reply."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expectedWords(OTHER)
                                && seen.printed().contains("Привет, сервер"),
                "the line contains the constant GREETING, whatever the client has sent. Print the text of the bytes that have arrived."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains("РџСЂ"),
                "the bytes are not decoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: new String(bytes, UTF_8)."),
        when(
                seen ->
                        seen.expectedWords("a line of its own")
                                && seen.printed().contains(OTHER)
                                && seen.printed().indexOf('\n') < 0,
                "the text has no line ending, so the next one is printed on the same line. Use System.out.println."),
        when(
                seen -> seen.expectedPrint() && seen.printed().contains(OTHER + ", and who?"),
                "the text contains more than the first 26 bytes. Ask read() for no more bytes than are still missing."),
        when(
                seen -> seen.expectedWords("Good day") && seen.printed().contains("Good dayerver"),
                "the line also contains the end of an earlier client's greeting. Only the first n bytes of the buffer are new: new String(buffer, 0, n, UTF_8)."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expectedWords("  Hello")
                                && seen.printed().contains("Hello, server! Bye now"),
                "spaces at the ends of the text are removed. They belong to its 26 bytes: print the text without strip() or trim()."),
        whenHeld(
                seen ->
                        seen.expectedPrint()
                                && seen.printed()
                                        .lines()
                                        .anyMatch(
                                                line ->
                                                        line.indexOf("Месседж")
                                                                != line.lastIndexOf("Месседж")),
                "the line is printed by several calls, and another server's line comes in between. Put the line together first, and print it by one call of println()."),
        when(
                seen -> seen.expectedWords("127.0.0.200") && seen.printed().contains("127.0.0.-56"),
                "the address is made of the bytes of getAddress(), but a byte of Java is at most 127, so 200 becomes -56. Print client.getRemoteSocketAddress(), or getHostAddress() of the InetAddress."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expectedWords("\"127.0.0.1\"")
                                && seen.printed().contains("Привет, сервер")
                                && !seen.printed().contains("127.0.0.1")
                                && seen.printedTheLastWord(),
                "the line contains the client's port, but not its IP address in digits. getHostName() returns a name such as localhost: print client.getRemoteSocketAddress(), or getHostAddress() of the InetAddress."),
        whenHeld(
                seen -> seen.expectedPrint() && seen.expectedWords(EVENING),
                "the server replies first and prints the line afterwards. Print it before you write the reply."),
        whenHeld(
                seen ->
                        seen.expectedPrint()
                                && seen.called("new WhiskyServer(0)")
                                && seen.expectedWords("How are you\"")
                                && seen.printed().indexOf("I am another")
                                        != seen.printed().lastIndexOf("I am another"),
                "two servers share one buffer, because it is static. Create a new array in each conversation."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.gotNothing()
                                && seen.peerSent('H')
                                && !seen.peerSent(0xff)
                                && !seen.peerHasEnded(),
                "only one greeting gets a reply. Any 26 bytes are a greeting: reply whatever they say."),
        when(
                seen -> seen.expectedBytes() && seen.got("\u001aC?8 28A:8"),
                "only the low byte of each letter is sent: writeBytes(String) drops the high one. Write getBytes(UTF_8)."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("\0\u0013К"),
                "two bytes with the length come in front of the reply, as writeUTF() sends them. Write the bytes of the text and nothing else: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.expectedBytes()
                                && (seen.gotText().startsWith("\uFFFD\uFFFD")
                                        || seen.gotText().startsWith("????")),
                "the reply is not encoded as UTF-8. Without a charset, Java uses the computer's own, which is windows-1251 while your code is graded: getBytes(UTF_8)."),
        when(
                seen ->
                        seen.peerSent('$')
                                && (seen.threw(IndexOutOfBoundsException.class, "No group")
                                        || seen.threw(IllegalArgumentException.class, "group")
                                        || seen.expectedPrint()
                                                && seen.peerSent('\\')
                                                && seen.printed().contains("C:new")),
                "the client's text is used as a replacement, in which $ and \\ are special. Use replace(), or put the line together with +, instead of replaceFirst() or replaceAll()."),
        when(
                seen -> seen.expectedWords("Ring") && seen.printed().contains("Hello,"),
                "characters that cannot be seen are removed or changed. They belong to the text: print it as it is."),
        when(
                seen ->
                        seen.peerSent('%')
                                && (seen.threw(IllegalFormatException.class)
                                        || seen.expectedPrint()),
                "the client's text is used as a format. Print it with println, or pass it to printf as an argument for %s."),
        when(
                seen -> seen.peerSent(0xff) && seen.gotNothing() && seen.streamEnded(),
                "a byte that is not valid UTF-8 makes the server stop. Count bytes, and decode them with new String(bytes, UTF_8), which never throws."),
        when(
                seen -> seen.gotNothing() && seen.streamEnded() && seen.peerHasEnded(),
                "a client that ends its stream early gets no reply. Send the reply even if fewer than 26 bytes have arrived."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the connection was closed before the reply had left the server. Write the reply, and call flush() if you write to a buffered stream or a writer."),
        when(
                seen -> seen.expectedEnd(),
                "the server has sent the reply, but the connection stays open. Return from converse(); serve() then closes it."),
        when(
                seen -> seen.printed().contains("\0"),
                "the line contains the whole buffer. Only the first n bytes are yours: new String(buffer, 0, n, UTF_8)."),
        when(
                seen ->
                        seen.printed().contains("\uFFFD")
                                && (seen.printed().contains("ивет")
                                        || seen.printed().contains("Goodbye")),
                "each piece is decoded separately, and a letter was cut in two. Collect all 26 bytes, then decode once."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expectedWords("127.0.0.1")
                                && seen.printed().contains("Привет, сервер")
                                && seen.printed().contains("127.0.0.1")
                                && seen.printedTheLastWord(),
                "the text and the client's address are printed, but not on the same line. Print both with one println."),
        when(
                seen ->
                        seen.expectedPrint()
                                && seen.expectedWords("127.0.0.1")
                                && seen.printed().contains("Привет, сервер")
                                && !seen.printedTheLastWord(),
                "the line does not contain the client's address and port, or not in plain digits, such as 54321. client.getRemoteSocketAddress() has both."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<WhiskyServer> serving() {
        return wire.bind("new WhiskyServer(0)", () -> new WhiskyServer(0), WhiskyServer::port)
                .serve(WhiskyServer::serve);
    }

    /**
     * Returns the bytes of {@link #OTHER}, one of which is replaced by a byte that never occurs in
     * UTF-8.
     */
    private static byte[] notUtf8() {
        byte[] bytes = OTHER.getBytes(UTF_8);
        bytes[14] = (byte) 0xff;
        return bytes;
    }

    @Nested
    class A_greeting {

        @Test
        @Tag("1.1")
        void gets_its_reply_while_the_client_keeps_its_stream_open() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер");

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.2")
        void gets_no_reply_before_it_has_been_sent() {
            wire.letTimePassFast();
            Served<WhiskyServer> server = serving();
            assertThat(server.serving()).goesOn();
            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receivesNothing();
            client.send("Привет, сервер");

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.2")
        void gets_no_reply_while_only_13_of_its_26_bytes_have_arrived() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Hello, server");

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void gets_no_reply_while_only_14_of_its_26_bytes_have_arrived() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Hello, server!");

            assertThat(client).receivesNothing();
        }

        @Test
        @Tag("1.2")
        void gets_no_reply_while_one_of_its_26_bytes_is_missing() {
            ScriptedPeer client = wire.connect(serving().port());

            byte[] greeting = "Привет, сервер".getBytes(UTF_8);

            client.sendCutAt(Arrays.copyOf(greeting, 25), 14);
            assertThat(client).receivesNothing();
            client.send(Arrays.copyOfRange(greeting, 25, 26));

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.3")
        void that_arrives_in_many_pieces_gets_its_reply() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет, сервер".getBytes(UTF_8), 2, 3, 12, 14, 25);

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.3")
        void of_26_other_bytes_gets_its_reply() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(OTHER);

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.3")
        @DisplayName("A greeting with a byte that is not valid UTF-8 gets its reply")
        void with_a_byte_that_is_not_valid_utf_8_gets_its_reply() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(notUtf8());

            assertThat(client).receives("Купи виски").receivesEnd();
        }
    }

    @Nested
    class A_client_that_ends_its_stream_early {

        @Test
        @Tag("1.4")
        void gets_the_reply_after_part_of_a_greeting() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет");
            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.4")
        void gets_the_reply_even_if_it_has_sent_nothing() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
        }
    }

    @Nested
    class The_server {

        @Test
        @Tag("1.5")
        void serves_the_next_client_after_a_reply() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Привет, сервер");
            assertThat(first).receives("Купи виски").receivesEnd();

            ScriptedPeer second = wire.connect(server.port());
            second.send("Привет, сервер");

            assertThat(second).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.5")
        void serves_the_next_client_after_one_that_resets_its_connection() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Прив");
            wire.settle();
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("Привет, сервер");

            assertThat(second).receives("Купи виски").receivesEnd();
        }

        @Test
        @Tag("1.6")
        void leaves_no_socket_or_thread_behind_after_a_reply() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Привет, сервер");
            assertThat(client).receives("Купи виски").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("1.6")
        void leaves_no_socket_or_thread_behind_after_a_reset() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            client.send("Прив");
            wire.settle();
            client.reset();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    class The_printed_line {

        private ScriptedPeer answered(String text) {
            ScriptedPeer client = wire.connect(serving().port());
            client.send(text);
            assertThat(client).receives("Купи виски").receivesEnd();
            return client;
        }

        @Test
        @Tag("2.1")
        @DisplayName("The printed line contains the text and the client's address and port")
        void contains_the_text_and_the_address_and_port_of_the_client() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет, сервер");

            assertThat(wire).prints("Привет, сервер", "127.0.0.1", "" + client.localPort());
        }

        @Test
        @Tag("2.1")
        void contains_the_words_around_the_text() {
            answered(OTHER);

            assertThat(wire).prints("Месседж: " + OTHER + ", пришло от него: ");
        }

        @Test
        @Tag("2.1")
        void is_a_line_of_its_own() {
            ScriptedPeer client = answered(OTHER);

            assertThat(wire).printsWholeLine("Месседж: " + OTHER, "" + client.localPort());
        }

        @Test
        @Tag("2.1")
        void of_a_client_at_another_address_contains_this_address() {
            ScriptedPeer client = wire.connectFrom("127.0.0.200", serving().port());

            client.send(OTHER);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints(OTHER, "127.0.0.200", "" + client.localPort());
        }

        @Test
        @Tag("2.1")
        void is_printed_before_the_client_receives_the_reply() {
            wire.atEachPrint(
                    round -> {
                        ScriptedPeer client = wire.connect(serving().port());
                        client.send(EVENING);

                        round.meanwhile(
                                () -> {
                                    if (client.hasReceived()) {
                                        assertThat(wire).prints(EVENING);
                                    }
                                });

                        assertThat(client).receives("Купи виски").receivesEnd();
                        assertThat(wire).prints(EVENING);
                    });
        }

        @Test
        @Tag("2.1")
        void of_a_client_after_a_reset_contains_its_address_and_port() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send("Прив");
            wire.settle();
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("Привет, сервер");

            assertThat(second).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет, сервер", "" + second.localPort());
        }

        @Test
        @Tag("2.2")
        void contains_a_letter_that_was_cut_in_two() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет, сервер".getBytes(UTF_8), 3);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет, сервер", "" + client.localPort());
        }

        @Test
        @Tag("2.2")
        void contains_the_whole_text_of_a_greeting_in_many_pieces() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("Привет, сервер".getBytes(UTF_8), 2, 12, 14, 25);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет, сервер", "" + client.localPort());
        }

        @Test
        @Tag("2.2")
        void contains_letters_of_three_and_four_bytes_wherever_they_are_cut() {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt("€€😀😀😀 Goodbye".getBytes(UTF_8), 1, 5, 7, 12, 17);

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("€€😀😀😀 Goodbye, пришло от него: ");
        }

        @Test
        @Tag("2.2")
        void contains_all_26_letters_if_each_is_one_byte() {
            ScriptedPeer client = answered(OTHER);

            assertThat(wire).prints(OTHER, "" + client.localPort());
        }

        @Test
        @Tag("2.2")
        void contains_no_more_than_the_first_26_bytes() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(OTHER + ", and who?");

            assertThat(wire).prints("Месседж: " + OTHER + ", пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_the_spaces_at_the_ends_of_the_text() {
            answered("  Hello, server! Bye now  ");

            assertThat(wire).prints("Месседж:   Hello, server! Bye now  , пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_a_text_that_consists_of_spaces() {
            answered(" ".repeat(26));

            assertThat(wire).prints("Месседж: " + " ".repeat(26) + ", пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_punctuation_and_emoji() {
            answered("it's 100 % {0} $1 😀!!!!");

            assertThat(wire).prints("Месседж: it's 100 % {0} $1 😀!!!!, пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_dollar_signs_and_backslashes() {
            answered("Pay $100 or $1, see C:\\new");

            assertThat(wire).prints("Месседж: Pay $100 or $1, see C:\\new, пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_characters_that_cannot_be_seen() {
            answered("Hello,\tserver! Ring\u0007 now!!");

            assertThat(wire).prints("Месседж: Hello,\tserver! Ring\u0007 now!!, пришло от него: ");
        }

        @Test
        @Tag("2.3")
        void keeps_a_percent_sign_in_front_of_a_letter() {
            ScriptedPeer client = answered("100% of what I say is true");

            assertThat(wire).prints("100% of what I say is true", "" + client.localPort());
        }

        @Test
        @Tag("2.4")
        void contains_what_a_client_has_sent_that_ends_its_stream_early() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("Привет");
            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Привет", "" + client.localPort());
        }

        @Test
        @Tag("2.4")
        void of_a_short_greeting_contains_nothing_of_an_earlier_client() {
            Served<WhiskyServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send(OTHER);
            assertThat(first).receives("Купи виски").receivesEnd();
            ScriptedPeer client = wire.connect(server.port());

            client.send("Good day");
            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Месседж: Good day, пришло от него: ");
        }

        @Test
        @Tag("2.4")
        void has_an_empty_text_if_the_client_has_sent_nothing() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Месседж: , пришло от него: ");
        }

        @Test
        @Tag("2.5")
        @DisplayName("The printed line contains the letters around a byte that is not valid UTF-8")
        void contains_the_letters_around_a_byte_that_is_not_valid_utf_8() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(notUtf8());

            assertThat(client).receives("Купи виски").receivesEnd();
            assertThat(wire).prints("Hello, server!", "How are you", "" + client.localPort());
        }
    }

    @Nested
    class Two_servers {

        @Test
        @Tag("2.6")
        void in_one_program_print_the_texts_of_their_own_clients() {
            wire.atEachPause(
                    round -> {
                        Served<WhiskyServer> one = serving();
                        Served<WhiskyServer> other = serving();
                        ScriptedPeer client = wire.connect(one.port());
                        ScriptedPeer another = wire.connect(other.port());
                        client.send(OTHER);

                        round.meanwhile(() -> another.send("Hello, hello! I am another"));

                        assertThat(client).receives("Купи виски").receivesEnd();
                        assertThat(another).receives("Купи виски").receivesEnd();
                        assertThat(wire)
                                .prints(OTHER, "" + client.localPort())
                                .prints("Hello, hello! I am another", "" + another.localPort());
                    });
        }
    }
}
