package lesson24_jim_chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.session.Accounts;
import workbook.jim.session.AccountsException;
import workbook.jim.session.DatabaseAccounts;
import workbook.jim.session.Hasher;
import workbook.jim.session.MemoryAccounts;

/**
 * Given: who sits at the server's keyboard.
 *
 * <p>Options: {@code -p PORT}; {@code -a ADDRESS}, else everywhere; {@code --accounts FILE}, else
 * in memory; {@code --authenticate}, if clients must; {@code --probe}, if silent ones are probed;
 * {@code --threads platform|virtual}; {@code --compat}, to get along with programs that do not
 * follow the handbook, and {@code --assume template,strings} for what is assumed of them before
 * they show it; {@code --pace MS}, to leave this time between two writes to a client. Lines: {@code
 * create NAME PASSWORD}, {@code block NAME}, {@code announce TEXT}, {@code quit}.
 */
final class Operator {

    private static final int COST = 12; // bcrypt: 2 to the power of it, a quarter of a second

    private final String[] arguments;

    Operator(String[] arguments) {
        this.arguments = arguments;
    }

    /** Serves until quit; ends the program with 2 if the arguments make no sense. */
    void run() throws AccountsException, IOException {
        Options options;
        Settings settings;
        ExecutorService threads;
        try {
            options = Settings.options(arguments);
            settings = Settings.of(options);
            threads = Threads.named(options.value("--threads", "best"));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try (Accounts accounts = openAccounts(options.value("--accounts", ""));
                ChatServer server =
                        new ChatServer(settings, accounts, Clock.systemUTC(), threads)) {
            System.out.println("listening on port " + server.port());
            attend(server, accounts);
            server.serve();
        } catch (BindException e) {
            System.err.println("cannot listen on " + settings.address() + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static Accounts openAccounts(String file) throws AccountsException {
        Hasher hasher = new Hasher(new BCryptPasswordEncoder(COST));
        return file.isEmpty()
                ? new MemoryAccounts(hasher)
                : new DatabaseAccounts(DatabaseAccounts.url(Path.of(file)), hasher);
    }

    /** Calls probe() once a second, and does what is typed; returns at once. */
    private static void attend(ChatServer server, Accounts accounts) {
        var ticker =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "ticker");
                            thread.setDaemon(true); // the program may end
                            return thread;
                        });
        CtrlC.closes(server);
        ticker.scheduleAtFixedRate(server::probe, 1, 1, TimeUnit.SECONDS);
        Thread keyboard = new Thread(() -> listen(server, accounts), "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
    }

    private static void listen(ChatServer server, Accounts accounts) {
        var lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.strip().split(" +", 2), server, accounts);
            }
        } catch (IOException e) {
            System.err.println("keyboard lost: " + e.getMessage());
        }
    }

    private static void obey(String[] words, ChatServer server, Accounts accounts)
            throws IOException {
        String[] rest = words.length > 1 ? words[1].split(" +", 2) : new String[0];
        try {
            if (words[0].equals("create") && rest.length == 2) {
                JimWriter.bytes(new Message.Authenticate(0, rest[0], rest[1])); // can it be sent?
                System.out.println(accounts.create(rest[0], rest[1]) ? "created" : "is there");
            } else if (words[0].equals("block") && rest.length == 1) {
                System.out.println(accounts.block(rest[0]) ? "blocked" : "no such account");
            } else if (words[0].equals("announce") && rest.length > 0) {
                server.announce(words[1]);
            } else if (words[0].equals("quit")) {
                server.close();
            } else {
                System.out.println("create NAME PASSWORD, block NAME, announce TEXT or quit");
            }
        } catch (AccountsException | IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
