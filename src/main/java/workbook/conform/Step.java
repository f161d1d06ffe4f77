package workbook.conform;

/**
 * One line of a case. Texts are templates still, see {@link Template}; the names in them differ
 * from run to run.
 */
public sealed interface Step {

    /** The line of the file, from 1. */
    int line();

    /** Which client does it; its connection begins with its first step. */
    String peer();

    /** Sends the pieces of a text. */
    record Send(int line, String peer, Template text) implements Step {}

    /** Sends the same again and again until it is answered so. */
    record Until(int line, String peer, String answer, Template text) implements Step {}

    /** The next thing that comes must be this; see {@link Expected}. */
    record Expect(int line, String peer, Template what) implements Step {}

    /** Something done to the connection. */
    record Act(int line, String peer, Action action) implements Step {}

    /** What is done to a connection. */
    enum Action {
        /** Only connects. */
        CONNECTS,
        /** Ends its stream, and goes on reading. */
        ENDS,
        /** Breaks the connection off, with a reset. */
        RESETS,
        /** Closes it in order. */
        CLOSES
    }
}
