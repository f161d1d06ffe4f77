package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Given: a chat in a terminal. The first line that is typed is the nickname; Ctrl-D ends.
 *
 * <p>JLine reads the line, with cursor keys and history, and {@code printAbove} shows what comes
 * above it, so that a half-typed line stays whole. Where there is no terminal, plain lines do.
 */
public class ChatClient {

    private static final int LIMIT = 2048; // bytes; a nickname is put before what others say

    /** Where lines are typed and shown. */
    private interface Screen {
        /** The next line that is typed; null at the end. */
        String ask(String prompt) throws IOException;

        void show(String line);
    }

    private final Screen screen;
    private final Socket server;
    private final byte[] key;
    private volatile boolean over;

    /** Arguments: host, port and key; localhost, 5050 and JAVA unless told. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 5050;
        String key = args.length > 2 ? args[2] : "JAVA";
        try (Terminal terminal = TerminalBuilder.builder().dumb(true).build();
                Socket server = new Socket(host, port)) {
            Screen screen = terminal.getType().startsWith("dumb") ? plain() : edited(terminal);
            new ChatClient(screen, server, key.getBytes(UTF_8)).chat();
        }
    }

    private ChatClient(Screen screen, Socket server, byte[] key) {
        this.screen = screen;
        this.server = server;
        this.key = key;
    }

    /** Sends what is typed, while another thread shows what comes. */
    private void chat() throws IOException {
        String line = screen.ask("nickname: ");
        Thread typing = Thread.currentThread();
        new Thread(() -> listen(typing), "listener").start();
        while (line != null && !over) {
            ChatWire.send(server.getOutputStream(), line, key);
            line = screen.ask("> ");
        }
        over = true;
    }

    /** Shows what comes until the end of the stream, then wakes whoever waits for a line. */
    private void listen(Thread typing) {
        try {
            String text = ChatWire.receive(server.getInputStream(), key, LIMIT);
            while (text != null) {
                screen.show(text.replaceAll("\\p{Cc}", "·")); // it may hold a terminal's commands
                text = ChatWire.receive(server.getInputStream(), key, LIMIT);
            }
            screen.show("* the server has closed the connection");
        } catch (IOException e) {
            if (!over) { // else it is we who have closed it
                screen.show("* the connection is lost: " + e.getMessage());
            }
        }
        over = true;
        typing.interrupt();
    }

    private static Screen plain() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        return new Screen() {
            @Override
            public String ask(String prompt) throws IOException {
                return lines.readLine();
            }

            @Override
            public void show(String line) {
                System.out.println(line);
            }
        };
    }

    private static Screen edited(Terminal terminal) {
        LineReader console = LineReaderBuilder.builder().terminal(terminal).build();
        return new Screen() {
            @Override
            public String ask(String prompt) {
                try {
                    return console.readLine(prompt);
                } catch (EndOfFileException | UserInterruptException e) {
                    return null; // Ctrl-D, Ctrl-C, or listen() has woken us
                }
            }

            @Override
            public void show(String line) {
                console.printAbove(line);
            }
        };
    }
}
