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
        // TODO 8: one line for each kind of message, without anything that a terminal would obey.
        throw new UnsupportedOperationException("TODO 8: show a message");
    }
}
