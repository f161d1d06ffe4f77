package workbook.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A client that speaks as much IRC (RFC 2812) as a load needs. Lines end with {@code \r\n}. An IRC
 * server does not respond to a message.
 */
final class IrcConversation implements Conversation {

    /** The reply that means that the client is logged in. */
    private static final String WELCOME = "001";

    private static final String END_OF_NAMES = "366"; // the last reply to a join
    private static final String NO_MOTD = "422"; // has an error's number, but is not an error
    private static final int LONGEST = 1024; // bytes of a line; RFC 2812 allows 512

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final String name;
    private final Listener listener;

    IrcConversation(String name, Listener listener) {
        this.name = name;
        this.listener = listener;
    }

    @Override
    public String login() {
        return "NICK %1$s\r\nUSER %1$s 0 * :%1$s\r\n".formatted(name);
    }

    @Override
    public String join(String room) {
        return "JOIN " + room + "\r\n";
    }

    @Override
    public String message(String to, String text) {
        return "PRIVMSG " + to + " :" + text + "\r\n";
    }

    @Override
    public String quit() {
        return "QUIT\r\n";
    }

    @Override
    public void feed(byte[] piece, int n) throws IOException {
        for (int i = 0; i < n; i++) {
            if (piece[i] == '\n') {
                take(line.toString(ISO_8859_1).strip());
                line.reset();
            } else if (line.size() < LONGEST) {
                line.write(piece[i]);
            }
        }
    }

    /** Handles a line: {@code :talker!user@host PRIVMSG #room :text}, {@code PING :server}. */
    private void take(String text) throws IOException {
        String rest = text.startsWith(":") ? text.replaceFirst("\\S+ +", "") : text;
        int space = rest.indexOf(' ');
        String command = space < 0 ? rest : rest.substring(0, space);
        switch (command) {
            case "PRIVMSG" -> listener.message(rest.substring(rest.indexOf(" :") + 2));
            case "PING" -> listener.reply("PONG" + rest.substring(command.length()) + "\r\n");
            case "ERROR" -> listener.responded(false, rest);
            case WELCOME, END_OF_NAMES -> listener.responded(true, command);
            default -> {
                if (command.matches("[45]\\d\\d") && !command.equals(NO_MOTD)) {
                    listener.responded(false, command);
                }
            }
        }
    }
}
