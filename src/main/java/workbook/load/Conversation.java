package workbook.load;

import java.io.IOException;

/**
 * The server's protocol, as one client of a load speaks it. The methods that return a line include
 * the line end of the protocol, and are safe for use by several threads. The other methods are not.
 */
interface Conversation {

    /** Receives what the server has sent. */
    interface Listener {

        /**
         * The server has responded to a login, a join or a message.
         *
         * @param code the code of the response, for an error message
         */
        void responded(boolean good, String code) throws IOException;

        /** A message of another client has arrived. */
        void message(String text);

        /** The server expects this line at once, as a reply. */
        void reply(String line) throws IOException;

        /** The server has sent something that does not belong to the protocol. */
        void garbage();
    }

    /** Returns the line that logs the client in. The server responds to it. */
    String login();

    /** Returns the line that joins a room. The server responds to it. */
    String join(String room);

    /** Returns the line that sends a text of printable ASCII to a room or a client. */
    String message(String to, String text);

    /** Returns the line that says goodbye. */
    String quit();

    /** Parses the next {@code n} bytes from the server, and calls the listener. */
    void feed(byte[] piece, int n) throws IOException;
}
