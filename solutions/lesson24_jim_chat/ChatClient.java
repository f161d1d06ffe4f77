package lesson24_jim_chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** Given: a chat in a terminal; {@code /help} tells the rest, Ctrl-D ends. */
public final class ChatClient implements ObjectSink {

    private static final String USAGE = "client ADDRESS [PORT] [--name NAME] [--password PASSWORD]";
    private static final int CONNECTING = 10_000; // milliseconds

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final Clock clock = Clock.systemUTC();
    private final Screen screen;
    private final Socket server;
    private final String name;
    private final Commands commands;
    private volatile boolean over;

    /**
     * Arguments: the server's address, its port, 7777 unless told, {@code --name} and {@code
     * --password}; {@code -} for a password asks for it. Ends the program with 2 if they make no
     * sense, and with 1 if there is no server.
     */
    public static void main(String[] args) throws IOException {
        try {
            Options options = new Options(USAGE, args, List.of("--name", "--password"), List.of());
            List<String> words = options.words(2);
            if (words.isEmpty()) {
                throw options.wrong("which server?");
            }
            int port = options.port(words.size() > 1 ? words.get(1) : "7777");
            connect(words.get(0), port, options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void connect(String host, int port, Options options) throws IOException {
        try (Socket server = new Socket()) {
            try {
                server.connect(new InetSocketAddress(host, port), CONNECTING);
            } catch (IOException e) {
                System.err.println("no server at " + host + " " + port + ": " + e.getMessage());
                System.exit(1);
            }
            server.setTcpNoDelay(true);
            try (Screen screen = new Screen()) {
                boolean told = options.has("--name");
                String name = told ? options.value("--name", "") : screen.ask("name: ");
                String password = options.value("--password", "");
                if (password.equals("-")) {
                    password = screen.askSecretly("password: ");
                }
                if (name != null && password != null) {
                    new ChatClient(screen, server, checked(name, options)).chat(password);
                }
            }
        }
    }

    private static String checked(String name, Options options) {
        try {
            JimWriter.bytes(new Message.Presence(0, name.strip(), ""));
            return name.strip();
        } catch (IllegalArgumentException e) {
            throw options.wrong("no name, or too long: " + name);
        }
    }

    private ChatClient(Screen screen, Socket server, String name) {
        this.screen = screen;
        this.server = server;
        this.name = name;
        this.commands = new Commands(name, clock);
    }

    /** Shows what comes, while another thread sends what is typed. */
    private void chat(String password) throws IOException {
        if (!password.isEmpty()) {
            send(new Message.Authenticate(now(), name, password));
        }
        send(new Message.Presence(now(), name, ""));
        Thread keyboard = new Thread(this::type, "keyboard");
        keyboard.setDaemon(true); // nothing can wake it where plain lines are read
        keyboard.start();
        try {
            listen();
            screen.note("the server has closed the connection");
        } catch (IOException e) {
            if (!over) { // else it is we who have closed it
                screen.note("the connection is lost: " + e.getMessage());
            }
        }
        over = true;
        letGo(keyboard);
    }

    private static void letGo(Thread keyboard) {
        keyboard.interrupt();
        try {
            keyboard.join(500); // it restores the terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws IOException {
        ObjectSplitter splitter = new ObjectSplitter(this);
        byte[] piece = new byte[1024];
        for (int n = 0; n != -1; n = server.getInputStream().read(piece)) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    private void type() {
        try {
            Message sent = null;
            while (!over && !(sent instanceof Message.Quit)) {
                String line = screen.ask(commands.chosen() + "> ");
                sent = obey(line == null ? "/quit" : line);
            }
            server.shutdownOutput(); // the server ends its stream then
        } catch (IOException e) {
            // listen() tells
        }
    }

    /** Returns what was sent; null if nothing was. */
    private Message obey(String line) throws IOException {
        Typed typed = commands.understand(line);
        if (typed instanceof Typed.Send command) {
            over |= command.message() instanceof Message.Quit;
            send(command.message());
            return command.message();
        }
        screen.note(((Typed.Show) typed).text());
        return null;
    }

    /** Both threads send: each object whole. */
    private synchronized void send(Message message) throws IOException {
        server.getOutputStream().write(JimWriter.bytes(message));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void object(byte[] json) throws IOException {
        try {
            Message message = reader.read(json);
            if (message instanceof Message.Probe) {
                send(new Message.Presence(now(), name, ""));
            }
            screen.show(Display.line(message));
        } catch (JimException e) {
            broken();
        }
    }

    @Override
    public void broken() {
        screen.note("the server has sent something that is no object");
    }
}
