package workbook.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a load understands of IRC, in whatever pieces it arrives. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IrcConversationTest {

    private static final String STREAM =
            ":irc.example.net 001 t1a00 :Welcome to the Internet Relay Network\r\n"
                    + ":irc.example.net 422 t1a00 :MOTD file is missing\r\n"
                    + "PING :irc.example.net\r\n"
                    + ":t1a00!~t1a00@127.0.0.1 JOIN :#room0a00\r\n"
                    + ":irc.example.net 366 t1a00 #room0a00 :End of NAMES list\r\n"
                    + ":t2a00!~t2a00@127.0.0.1 PRIVMSG #room0a00 :0 1 77 x : y\r\n"
                    + ":irc.example.net 404 t1a00 #other :Cannot send to channel\r\n"
                    + "ERROR :Closing connection\r\n";

    private final List<String> events = new ArrayList<>();

    @Test
    void finds_replies_and_messages_in_one_piece() throws IOException {
        feed(STREAM.length());

        assertThat(events)
                .containsExactly(
                        "001 true",
                        "reply PONG :irc.example.net\r\n",
                        "366 true",
                        "message 0 1 77 x : y",
                        "404 false",
                        "ERROR :Closing connection false");
    }

    @Test
    void finds_the_same_byte_by_byte() throws IOException {
        feed(1);
        List<String> single = List.copyOf(events);
        events.clear();
        feed(STREAM.length());

        assertThat(single).isEqualTo(events);
    }

    @Test
    void writes_lines() {
        Conversation client = conversation();

        assertThat(client.login()).isEqualTo("NICK t1a00\r\nUSER t1a00 0 * :t1a00\r\n");
        assertThat(client.join("#room")).isEqualTo("JOIN #room\r\n");
        assertThat(client.message("#room", "a b")).isEqualTo("PRIVMSG #room :a b\r\n");
        assertThat(client.quit()).isEqualTo("QUIT\r\n");
    }

    private void feed(int size) throws IOException {
        Conversation client = conversation();
        byte[] bytes = STREAM.getBytes(US_ASCII);
        for (int i = 0; i < bytes.length; i += size) {
            client.feed(java.util.Arrays.copyOfRange(bytes, i, i + size), size);
        }
    }

    private Conversation conversation() {
        return Protocol.IRC.conversation(
                "t1a00",
                new Conversation.Listener() {
                    @Override
                    public void responded(boolean good, String code) {
                        events.add(code + " " + good);
                    }

                    @Override
                    public void message(String text) {
                        events.add("message " + text);
                    }

                    @Override
                    public void reply(String line) {
                        events.add("reply " + line);
                    }

                    @Override
                    public void garbage() {
                        events.add("garbage");
                    }
                });
    }
}
