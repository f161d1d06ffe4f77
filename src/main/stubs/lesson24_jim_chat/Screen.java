package lesson24_jim_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Given: where lines are typed and shown.
 *
 * <p>JLine reads the line, with cursor keys and history, and {@code printAbove} shows what comes
 * above it, so that a half-typed line stays whole. Where there is no terminal, plain lines do.
 */
final class Screen implements Closeable {

    private static final String RED = "\u001b[31m";
    private static final String CYAN = "\u001b[36m";
    private static final String GREY = "\u001b[90m";
    private static final String END = "\u001b[0m";

    private final Terminal terminal;
    private final LineReader editor; // null: plain lines
    private final BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, UTF_8));
    private final boolean colours;

    Screen() throws IOException {
        terminal = TerminalBuilder.builder().dumb(true).build();
        boolean dumb = terminal.getType().startsWith("dumb");
        editor = dumb ? null : LineReaderBuilder.builder().terminal(terminal).build();
        String without = System.getenv("NO_COLOR"); // see no-color.org
        if (!dumb) {
            terminal.enterRawMode(); // else what is typed between two lines would be shown twice
        }
        colours = !dumb && (without == null || without.isEmpty());
    }

    /** The next line that is typed, as it is; null at the end. */
    String ask(String prompt) throws IOException {
        return ask(prompt, null);
    }

    /** The same, but stars are shown in place of it. */
    String askSecretly(String prompt) throws IOException {
        return ask(prompt, '*');
    }

    private String ask(String prompt, Character mask) throws IOException {
        if (editor == null) {
            return lines.readLine();
        }
        try {
            return mask == null ? editor.readLine(prompt) : editor.readLine(prompt, mask);
        } catch (EndOfFileException | UserInterruptException e) {
            return null; // Ctrl-D, Ctrl-C, or somebody has woken us
        }
    }

    /** Shows a line above the one that is being typed; from any thread. */
    void show(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (editor == null) {
            System.out.println(line);
        } else {
            editor.printAbove(colours ? coloured(line) : line);
        }
    }

    /** Shows what is not from the server. */
    void note(String line) {
        show(line.isEmpty() ? "" : "* " + line);
    }

    private static String coloured(String line) {
        int colon = line.indexOf(": ");
        if (line.startsWith("! ")) {
            return RED + line + END;
        }
        if (line.startsWith("* ") || colon < 0) {
            return GREY + line + END;
        }
        return CYAN + line.substring(0, colon) + END + line.substring(colon);
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
