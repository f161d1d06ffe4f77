package workbook.jim;

/**
 * Given: what fits into an object of JIM.
 *
 * <p>Characters are Unicode code points, after escapes are resolved: {@code я} is one, and so is
 * {@code \u044f}, and so is an emoji, whatever its {@code String.length()}.
 */
public final class Limits {

    /** Characters of an action. */
    public static final int ACTION = 15;

    /** Characters of the name of a user or a room, the {@code #} included; 1 at least. */
    public static final int NAME = 25;

    /** Characters of the text of a msg; it may be empty. */
    public static final int MESSAGE = 500;

    /**
     * Characters of an object, written without blanks and escapes that can be avoided: what is
     * {@code "\u044f"} on the wire counts as {@code "я"}, but {@code "\n"} and {@code "\""} stay.
     */
    public static final int OBJECT = 640;

    /**
     * Bytes of an object on the wire, from <code>{</code> to <code>}</code>: enough for 640
     * characters that are all escaped. Nobody must make us keep more.
     */
    public static final int BYTES = 8192;

    private Limits() {}
}
