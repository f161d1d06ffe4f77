package lesson24_jim_chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import workbook.jim.JimWriter;
import workbook.jim.Message;

/** Given: a chat in a terminal; {@code /help} tells the rest, Ctrl-D ends. */
public final class ChatClient {

    private static final String USAGE =
            "client ADDRESS [PORT] [--name NAME] [--password PASSWORD] [--status TEXT]"
                    + " [--dialect template] [--pace MS]";
    private static final int CONNECTING = 10_000; // milliseconds

    private ChatClient() {}

    /**
     * Arguments: the server's address, its port, 7777 unless told, {@code --name} and {@code
     * --password}; {@code -} for a password asks for it. {@code --status} is what others may know
     * about the user, {@code --dialect template} writes as the course's template does, and {@code
     * --pace} leaves this time between two writes. Ends the program with 2 if they make no sense,
     * and with 1 if there is no server.
     */
    public static void main(String[] args) throws IOException {
        try {
            List<String> withValue =
                    List.of("--name", "--password", "--status", "--dialect", "--pace");
            Options options = new Options(USAGE, args, withValue, List.of());
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
        Compat.Words words = words(options);
        String status = options.value("--status", "online"); // some servers demand one
        try (Socket server = new PacedSocket(options.millis("--pace"))) {
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
                    String user = checked(name, status, options);
                    new Chat(screen, server, user, status, words).talk(password);
                }
            }
        }
    }

    private static Compat.Words words(Options options) {
        return switch (options.value("--dialect", "handbook")) {
            case "handbook" -> Compat.Words.HANDBOOK;
            case "template" -> Compat.Words.TEMPLATE;
            default -> throw options.wrong("--dialect takes template or handbook");
        };
    }

    private static String checked(String name, String status, Options options) {
        try {
            JimWriter.bytes(new Message.Presence(0, name.strip(), status));
            return name.strip();
        } catch (IllegalArgumentException e) {
            throw options.wrong("no name, or it or the status is too long: " + name);
        }
    }
}
