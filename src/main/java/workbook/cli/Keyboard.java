package workbook.cli;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** Keys that work without Enter. Gives the terminal back as it was when it is closed. */
final class Keyboard implements AutoCloseable {

    /** There is no keyboard any more. */
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

    private static final long SEQUENCE = 100; // ms in which the rest of a key's sequence comes

    private static final long LOOK = 1_000; // ms, after which a read begins anew

    private volatile int columns; // at the last look
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
     * Tells each key, one for each call of {@link #more()}; {@link #GONE} when there is no keyboard
     * any more. Ctrl-C is reported as a key, too: 3.
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

    /** The next key is wanted. Until then whoever handles the last one may read by itself. */
    void more() {
        wanted.release();
    }

    /** Waits for a key: a character, or one of the numbers above. */
    int read() {
        try {
            int key;
            do {
                key = terminal.reader().read(LOOK); // without a limit, nobody could close it
            } while (key == NonBlockingReader.READ_EXPIRED);
            return key == ESCAPE ? sequence() : key;
        } catch (IOException | IllegalStateException e) {
            return GONE; // it is closed
        }
    }

    /** Terminals send an escape and some characters for a key that has no letter. */
    private int sequence() throws IOException {
        NonBlockingReader keys = terminal.reader();
        int kind = keys.peek(SEQUENCE);
        if (kind < 0 || kind == ESCAPE) {
            return ESCAPE;
        }
        keys.read();
        if (kind != '[' && kind != 'O') {
            return OTHER; // Alt and a letter
        }
        StringBuilder number = new StringBuilder();
        int last = keys.read(SEQUENCE);
        while (last >= ' ' && last < '@' || last == '[') {
            number.append((char) last);
            last = keys.read(SEQUENCE);
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

    private static int numbered(String number) {
        return switch (number) {
            case "1", "7" -> FIRST;
            case "4", "8" -> LAST;
            case "5" -> PAGE_UP;
            case "6" -> PAGE_DOWN;
            default -> OTHER;
        };
    }

    /** How many lines its screen has. */
    int rows() {
        int rows = terminal.getHeight();
        return rows > 0 ? rows : Integer.MAX_VALUE; // 0 where the terminal does not tell
    }

    /** How many columns its screen has, or had when it was closed; 0 if it does not say. */
    int columns() {
        try {
            columns = Math.max(0, terminal.getWidth());
        } catch (IllegalStateException e) {
            // it is closed
        }
        return columns;
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
