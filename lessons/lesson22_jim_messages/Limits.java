package lesson22_jim_messages;

/**
 * Given: how long the parts of an object may be.
 *
 * <p>Characters are Unicode code points, without their escapes: {@code я} is one, {@code \u044f} is
 * the same one, and an emoji is one although its {@code String.length()} is 2.
 */
public final class Limits {

    /** The most characters of an action. */
    public static final int ACTION = 15;

    /** The most characters of the name of a user or a room, including its {@code #}. */
    public static final int NAME = 25;

    /** The most characters of the text of a msg, which may be empty. */
    public static final int MESSAGE = 500;

    /**
     * The most characters of an object in its compact form, without spaces between its parts and
     * without needless escapes: {@code "\u044f"} counts as {@code "я"}, but {@code "\n"} and {@code
     * "\""} count as they are.
     */
    public static final int OBJECT = 640;

    /**
     * The most bytes of an object on the wire, from <code>{</code> to <code>}</code>: enough for
     * 640 characters that are all escaped. A program that stores more can run out of memory.
     */
    public static final int BYTES = 8192;

    private Limits() {}
}
