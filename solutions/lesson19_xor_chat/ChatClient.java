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
 * A chat in a terminal. Given. The first line that you type is your nickname; Ctrl-D ends the chat.
 *
 * <p>JLine reads the line, with cursor keys and a history. {@code printAbove} shows what arrives
 * above it, so that your half-typed line stays whole. Without a terminal, it reads plain lines.
 */
public class ChatClient {

    private static final int LIMIT = 2048; // bytes of a text with its nickname, at most

    /** Reads lines and shows lines. */
    private interface Screen {
        /** Returns the next line that is typed; null at the end. */
        String ask(String prompt) throws IOException;

        void show(String line);
    }

    private final Screen screen;
    private final Socket server;
    private final byte[] key;
    private volatile boolean over;

    /** Arguments: host, port and key; without them, localhost, 5050 and JAVA. */
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

    /** Sends what is typed, while another thread shows what arrives. */
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

    /** Shows what arrives until the stream ends, then wakes the thread that waits for a line. */
    private void listen(Thread typing) {
        try {
            String text = ChatWire.receive(server.getInputStream(), key, LIMIT);
            while (text != null) {
                screen.show(text.replaceAll("\\p{Cc}", "·")); // no commands for the terminal
                text = ChatWire.receive(server.getInputStream(), key, LIMIT);
            }
            screen.show("* the server has closed the connection");
        } catch (IOException e) {
            if (!over) { // otherwise we have closed it ourselves
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
                    return null; // Ctrl-D, Ctrl-C, or listen() interrupted us
                }
            }

            @Override
            public void show(String line) {
                console.printAbove(line);
            }
        };
    }
}
