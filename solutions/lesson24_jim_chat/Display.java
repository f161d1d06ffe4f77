package lesson24_jim_chat;

import workbook.jim.Message;

/**
 * Turns a message from the server into a line for the screen.
 *
 * <p>Watch out: a terminal obeys control characters. {@code ESC [ 2 J} in the text of a stranger,
 * or in a name, would clear the screen.
 */
public final class Display {

    private Display() {}

    /** Returns the line that shows a message; empty if there is nothing to show. */
    public static String line(Message message) {
        return raw(message).replaceAll("\\p{Cc}", "·"); // control characters, ESC among them
    }

    private static String raw(Message message) {
        if (message instanceof Message.Msg m) {
            String room = m.to().startsWith("#") ? m.to() + " " : "";
            return room + m.from() + ": " + m.message();
        }
        if (message instanceof Message.Response r && r.code() >= 400) {
            return "! " + r.code() + " " + r.text();
        }
        if (message instanceof Message.Response r && !r.text().isEmpty()) {
            return "* " + r.text();
        }
        return "";
    }
}
