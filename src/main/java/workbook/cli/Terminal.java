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
 * Where the tool prints: in colour on a terminal, plainly in a pipe. What the terminal's charset
 * cannot show is shown by other means.
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

    /** The terminal or pipe that this program was started with. */
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

    /** The launcher knows how wide a terminal is; 0 where it does not say. */
    private static int toldColumns() {
        return isInteractive() ? Integer.getInteger("workbook.columns", 0) : 0;
    }

    /** From now on asks this for the number of columns, 0 if that is unknown. */
    void measureBy(IntSupplier asked) {
        columns = asked;
    }

    /** How many columns it has; 0 if that is unknown, as in a pipe. */
    int columns() {
        return columns.getAsInt();
    }

    /** Lays text out as wide as this terminal, but no wider than {@link Text#WIDTH}. */
    Text text() {
        int told = columns.getAsInt();
        return new Text(told > 0 ? Math.min(told, Text.WIDTH) : Text.WIDTH);
    }

    /** The launcher knows whether standard output is a terminal; without it Java is asked. */
    static boolean isInteractive() {
        String told = System.getProperty("workbook.terminal");
        if (told != null) {
            return told.equals("true");
        }
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // Java 22 and later have a console even where there is no terminal
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

    /** Prints JSON, which is read by programs. */
    void json(String json) {
        out.println(encodable(Visible.json(json)));
    }

    /** A text without a line's end: the cursor stays behind it. */
    void prompt(String text) {
        out.print(shown(text));
        out.flush();
    }

    /** A text without its colours. */
    static String plain(String text) {
        return text.replaceAll("\u001b\\[[\\d;]+m", "");
    }

    public void line() {
        out.println();
    }

    /** Whether it can be emptied and written again. */
    boolean hasScreen() {
        return screen;
    }

    /** Empties the screen; a pipe has none. */
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

    /** What may be sent to the terminal: no character that it would obey, but for our colours. */
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
