package workbook.conform;

/**
 * One line of a case. Its texts are templates, because the names in them differ from run to run;
 * see {@link Template}.
 */
public sealed interface Step {

    /** Returns the line number in the file, from 1. */
    int line();

    /** Returns the name of the client that does it. A client connects at its first step. */
    String peer();

    /** Sends the pieces of a text. */
    record Send(int line, String peer, Template text) implements Step {}

    /** Sends the same text again and again until the server gives this reply. */
    record Until(int line, String peer, String answer, Template text) implements Step {}

    /** Expects this as the next thing that arrives; see {@link Expected}. */
    record Expect(int line, String peer, Template what) implements Step {}

    /** Does something to the connection. */
    record Act(int line, String peer, Action action) implements Step {}

    /** The operations on a connection. */
    enum Action {
        /** Connects and does nothing else. */
        CONNECTS,
        /** Ends its stream, but continues to read. */
        ENDS,
        /** Closes the connection with a reset. */
        RESETS,
        /** Closes the connection in an orderly way. */
        CLOSES
    }
}
