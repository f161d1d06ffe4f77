package workbook.cli;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** Reads keys without Enter. {@link #close()} restores the terminal. */
final class Keyboard implements AutoCloseable {

    /** The keyboard is gone: its terminal is closed. */
    static final int GONE = -1;

    static final int UP = -2;
    static final int DOWN = -3;
    static final int LEFT = -4;
    static final int RIGHT = -5;
    static final int PAGE_UP = -6;
    static final int PAGE_DOWN = -7;
    static final int FIRST = -8; // Home
    static final int LAST = -9; // End
    static final int OTHER = -10; // a key without a letter, such as F1 or Insert
    static final int ESCAPE = 27;

    private static final long SEQUENCE = 100; // ms for the rest of a key's sequence to arrive

    private static final int BUSY = 20; // such waits at most, if the machine is busy

    private static final long LOOK = 1_000; // ms, after which read() tries again

    private volatile int columns; // when they were last read
    private final Terminal terminal;
    private final Attributes before;
    private final Semaphore wanted = new Semaphore(0);

    private Keyboard(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        raw();
    }

    /**
     * Makes the terminal pass on each key at once, even Ctrl-C, because a signal would interrupt a
     * read.
     */
    private void raw() {
        terminal.enterRawMode();
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(attributes);
    }

    /**
     * Opens the keyboard of the terminal in which this program was started. Returns null if there
     * is none, for example if standard input or output is a pipe or a file. The caller closes it.
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
            return null; // the terminal supports only whole lines
        }
    }

    /**
     * Starts a thread that passes keys to {@code pressed}: one key for each call of {@link
     * #more()}, and {@link #GONE} when the keyboard is gone. Ctrl-C is a key, too: 3.
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
                            } while (key != GONE);
                        },
                        "keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks for the next key. Until this call, the code that handles the last key may itself call
     * {@link #read()}.
     */
    void more() {
        wanted.release();
    }

    /**
     * Blocks until a key is pressed. Returns a character, or one of the negative constants above.
     */
    int read() {
        try {
            int key;
            do {
                key = terminal.reader().read(LOOK); // without a time-out, close() would block
            } while (key == NonBlockingReader.READ_EXPIRED);
            return key == ESCAPE ? sequence() : key;
        } catch (IOException | IllegalStateException e) {
            return GONE; // the terminal is closed
        }
    }

    /** Reads the rest of an escape sequence, which a terminal sends for a key such as an arrow. */
    private int sequence() throws IOException {
        NonBlockingReader keys = terminal.reader();
        int kind = peek(keys);
        if (kind < 0 || kind == ESCAPE) {
            return ESCAPE;
        }
        keys.read();
        if (kind != '[' && kind != 'O') {
            return OTHER; // Alt with a letter
        }
        StringBuilder number = new StringBuilder();
        int last = next(keys);
        while (last >= ' ' && last < '@' || last == '[') {
            number.append((char) last);
            last = next(keys);
        }
        return switch (last) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case 'C' -> RIGHT;
            case 'D' -> LEFT;
            case 'H' -> FIRST;
            case 'F' -> LAST;
            case '~' -> numbered(number.toString());
            default -> OTHER;
        };
    }

    /** Reads the next character of a sequence; negative if none comes. */
    private static int next(NonBlockingReader keys) throws IOException {
        int next = peek(keys);
        return next < 0 ? next : keys.read();
    }

    /**
     * Waits for the next character of a sequence, and does not take it; negative if none comes. On
     * a busy machine even the wait ends late, and so may the character: then it waits again.
     */
    private static int peek(NonBlockingReader keys) throws IOException {
        for (int i = 0; i < BUSY; i++) {
            long begin = System.nanoTime();
            int next = keys.peek(SEQUENCE);
            long late = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) - SEQUENCE;
            if (next != NonBlockingReader.READ_EXPIRED || late < SEQUENCE / 20) {
                return next;
            }
        }
        return NonBlockingReader.READ_EXPIRED;
    }

    private static int numbered(String number) {
        return switch (number) {
            case "1", "7" -> FIRST;
            case "4", "8" -> LAST;
            case "5" -> PAGE_UP;
            case "6" -> PAGE_DOWN;
            default -> OTHER;
        };
    }

    /** Returns how many lines the screen has. */
    int rows() {
        int rows = terminal.getHeight();
        return rows > 0 ? rows : Integer.MAX_VALUE; // 0: the terminal does not report it
    }

    /**
     * Returns how many columns the screen has, or had before the keyboard was closed; 0 if the
     * terminal does not report it.
     */
    int columns() {
        try {
            columns = Math.max(0, terminal.getWidth());
        } catch (IllegalStateException e) {
            // the terminal is closed
        }
        return columns;
    }

    @Override
    public void close() {
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            // the terminal is gone
        }
    }
}
