package workbook.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;
import workbook.wire.Visible;

/**
 * Prints the tool's output: in colour to a terminal, without colour to a pipe. It replaces
 * characters that the terminal's charset does not contain.
 */
public final class Terminal {

    private static final Map<Character, String> PLAIN =
            Map.ofEntries(
                    Map.entry('→', "->"),
                    Map.entry('✔', "+"),
                    Map.entry('✘', "x"),
                    Map.entry('…', "..."),
                    Map.entry('·', "-"),
                    Map.entry('○', "o"),
                    Map.entry('—', "-"),
                    Map.entry('×', "x"),
                    Map.entry('─', "-"),
                    Map.entry('━', "-"),
                    Map.entry('═', "="),
                    Map.entry('│', "|"),
                    Map.entry('├', "|"),
                    Map.entry('┤', "|"),
                    Map.entry('┼', "|"),
                    Map.entry('┿', "|"),
                    Map.entry('╪', "|"),
                    Map.entry('▌', "|"),
                    Map.entry('█', "#"),
                    Map.entry('▶', ">"),
                    Map.entry('◀', "<"),
                    Map.entry('✕', "x"),
                    Map.entry('↑', "up"),
                    Map.entry('↓', "down"));

    private final PrintStream out;
    private final CharsetEncoder encoder;
    private final boolean screen;
    private final boolean colour;
    private IntSupplier columns = Terminal::toldColumns;

    Terminal(PrintStream out, Charset charset, boolean screen, boolean colour) {
        this.out = out;
        this.encoder = charset.newEncoder();
        this.screen = screen;
        this.colour = colour;
    }

    /** Returns the terminal or pipe that is the standard output of this program. */
    public static Terminal standard() {
        boolean interactive = isInteractive();
        Charset charset = interactive ? consoleCharset() : StandardCharsets.UTF_8;
        boolean screen = interactive && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                charset,
                screen,
                screen && System.getenv("NO_COLOR") == null);
    }

    /** Returns the number of columns that the launcher has set; 0 if it is unknown. */
    private static int toldColumns() {
        return isInteractive() ? Integer.getInteger("workbook.columns", 0) : 0;
    }

    /**
     * Uses {@code asked} from now on to find the number of columns; it returns 0 if the number is
     * unknown.
     */
    void measureBy(IntSupplier asked) {
        columns = asked;
    }

    /** Returns the number of columns; 0 if it is unknown, for example in a pipe. */
    int columns() {
        return columns.getAsInt();
    }

    /** Returns a layout that is as wide as this terminal, but not wider than {@link Text#WIDTH}. */
    Text text() {
        int told = columns.getAsInt();
        return new Text(told > 0 ? Math.min(told, Text.WIDTH) : Text.WIDTH);
    }

    /**
     * Returns whether standard output is a terminal, as the launcher or otherwise Java reports it.
     */
    static boolean isInteractive() {
        String told = System.getProperty("workbook.terminal");
        if (told != null) {
            return told.equals("true");
        }
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // since Java 22, there is a console even without a terminal
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    private static Charset consoleCharset() {
        Console console = System.console();
        String told = System.getProperty("stdout.encoding");
        if (told != null && Charset.isSupported(told)) {
            return Charset.forName(told);
        }
        return console != null ? console.charset() : StandardCharsets.UTF_8;
    }

    public void line(String text) {
        out.println(shown(text));
    }

    /** Prints JSON, with escapes for unsafe characters in its strings. */
    void json(String json) {
        out.println(encodable(Visible.json(json)));
    }

    /** Prints a text without a line end, so that the cursor stays after it. */
    void prompt(String text) {
        out.print(shown(text));
        out.flush();
    }

    /** Returns a text without its colours. */
    static String plain(String text) {
        return text.replaceAll("\u001b\\[[\\d;]+m", "");
    }

    public void line() {
        out.println();
    }

    /** Returns whether the output is a screen that can be cleared. */
    boolean hasScreen() {
        return screen;
    }

    /** Clears the screen. Does nothing for a pipe. */
    void clear() {
        if (screen) {
            out.print("\u001b[H\u001b[2J\u001b[3J");
            out.flush();
        }
    }

    String inverse(String text) {
        return paint("7", text);
    }

    boolean coloured() {
        return colour;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    private String paint(String code, String text) {
        return colour ? Visible.coloured(code, text) : text;
    }

    /**
     * Returns a text that is safe to send to the terminal: it contains no control characters except
     * line ends and our own colours.
     */
    String shown(String text) {
        return encodable(Visible.lines(text));
    }

    private String encodable(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (encoder.canEncode(c)) {
                shown.append(c);
            } else {
                shown.append(PLAIN.getOrDefault(c, String.format("\\u%04x", (int) c)));
            }
        }
        return shown.toString();
    }
}
