package workbook.load;

import java.io.IOException;

/**
 * What one client of a load says, in the protocol of the server, and what it understands. The lines
 * end with what the protocol wants there. Not safe for threads, but for the methods that return a
 * line.
 */
interface Conversation {

    /** Receives what the server has said. */
    interface Listener {

        /**
         * The server has responded to the last request that is not a message, or to a message.
         *
         * @param code of the response, for people
         */
        void responded(boolean good, String code) throws IOException;

        /** A message of another client has arrived. */
        void message(String text);

        /** The server wants this in return at once. */
        void reply(String line) throws IOException;

        /** Something has arrived that is not of the protocol. */
        void garbage();
    }

    /** Logs in; the server responds. */
    String login();

    /** Joins a room; the server responds. */
    String join(String room);

    /** Sends a text of printable ASCII to a room or to a client. */
    String message(String to, String text);

    /** Says goodbye. */
    String quit();

    /** Takes the next bytes from the server, and calls the listener. */
    void feed(byte[] piece, int n) throws IOException;
}
