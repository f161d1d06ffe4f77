package workbook.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Keys that work without Enter. Gives the terminal back as it was when it is closed. */
final class Keyboard implements AutoCloseable {

    static final int END = -1;

    private final Terminal terminal;
    private final Attributes before;
    private final Semaphore wanted = new Semaphore(0);

    private Keyboard(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        raw();
    }

    /** Each key at once, Ctrl-C among them: a signal would come in the midst of a read. */
    private void raw() {
        terminal.enterRawMode();
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
    }

    /**
     * The keyboard of the terminal that this program was started in; null where there is none, as
     * when standard input or output is a pipe or a file.
     */
    static Keyboard open() {
        String told = System.getProperty("workbook.keyboard");
        boolean there =
                workbook.cli.Terminal.isInteractive()
                        && (told != null ? told.equals("true") : System.console() != null);
        try {
            return there
                    ? new Keyboard(TerminalBuilder.builder().system(true).dumb(false).build())
                    : null;
        } catch (IOException | IllegalStateException e) {
            return null; // a terminal that knows nothing but lines
        }
    }

    /**
     * Tells each key, one for each call of {@link #more()}; {@link #END} when there is no keyboard
     * any more. Ctrl-C is told as a key, too: 3.
     */
    void listen(IntConsumer pressed) {
        Thread thread =
                new Thread(
                        () -> {
                            int key;
                            do {
                                wanted.acquireUninterruptibly();
                                key = read();
                                pressed.accept(key);
                            } while (key != END);
                        },
                        "keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next key is wanted. Until then whoever handles the last one may read by itself. */
    void more() {
        wanted.release();
    }

    int read() {
        try {
            return terminal.reader().read();
        } catch (IOException | IllegalStateException e) {
            return END; // it is closed
        }
    }

    Terminal terminal() {
        return terminal;
    }

    /** How many lines its screen has. */
    int rows() {
        int rows = terminal.getHeight();
        return rows > 0 ? rows : Integer.MAX_VALUE; // 0 where the terminal does not tell
    }

    /** Shows a long text, page by page; returns when the reader has seen enough. */
    void page(String title, String text) {
        try {
            Less less = new Less(terminal, Path.of(""));
            less.quitAtFirstEof = false;
            less.run(source(title + "   q: back", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            raw();
        }
    }

    private static Source source(String title, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Source.InputStreamSource(new ByteArrayInputStream(bytes), true, title);
    }

    @Override
    public void close() {
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
