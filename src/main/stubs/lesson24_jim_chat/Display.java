package lesson24_jim_chat;

import workbook.jim.Message;

/**
 * Turns what comes from the server into a line for the screen.
 *
 * <p>Watch out: a terminal obeys what it is shown. {@code ESC [ 2 J} in the text of a stranger, or
 * in a name, would clear the screen.
 */
public final class Display {

    private Display() {}

    /** The line that shows a message; empty if there is nothing to show. */
    public static String line(Message message) {
        // TODO 4: one line for each kind of message, and nothing in it that a terminal would obey.
        throw new UnsupportedOperationException("TODO 4: show a message");
    }
}
