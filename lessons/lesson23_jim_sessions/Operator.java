package lesson23_jim_sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.JimWriter;
import workbook.jim.Message;

/**
 * Given: does what somebody types at the server's keyboard.
 *
 * <p>The commands are {@code create NAME PASSWORD}, {@code block NAME}, {@code announce TEXT},
 * {@code quit}.
 */
final class Operator {

    private static final int COST =
            12; // bcrypt: 2 to the power of 12 rounds, perhaps a quarter of a second
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Options options;

    Operator(String[] arguments) {
        this.options = Options.of(arguments);
    }

    void run() throws AccountsException, IOException {
        try (Accounts accounts = openAccounts();
                JimServer server =
                        new JimServer(options.port(), accounts, rules(), Clock.systemUTC())) {
            System.out.println("listening on port " + server.port());
            attend(server, accounts);
            server.serve();
        } catch (BindException e) {
            Options.end("cannot listen on port " + options.port() + ": " + e.getMessage());
        }
    }

    private Rules rules() {
        return new Rules(
                options.authenticate(),
                options.probe() ? SILENCE : Duration.ZERO,
                options.probe() ? PATIENCE : Duration.ZERO);
    }

    private Accounts openAccounts() throws AccountsException {
        Hasher hasher = new Hasher(new BCryptPasswordEncoder(COST));
        return options.file().isEmpty()
                ? new MemoryAccounts(hasher)
                : new DatabaseAccounts(DatabaseAccounts.url(Path.of(options.file())), hasher);
    }

    /** Starts two threads: one calls probe() once a second, one reads what is typed. */
    private static void attend(JimServer server, Accounts accounts) {
        var ticker =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "ticker");
                            thread.setDaemon(true); // the program may end
                            return thread;
                        });
        ticker.scheduleAtFixedRate(server::probe, 1, 1, TimeUnit.SECONDS);
        Thread keyboard = new Thread(() -> listen(server, accounts), "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
    }

    private static void listen(JimServer server, Accounts accounts) {
        var lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.strip().split(" +", 2), server, accounts);
            }
        } catch (IOException e) {
            System.err.println("keyboard lost: " + e.getMessage());
        }
    }

    private static void obey(String[] words, JimServer server, Accounts accounts)
            throws IOException {
        String[] rest = words.length > 1 ? words[1].split(" +", 2) : new String[0];
        try {
            if (words[0].equals("create") && rest.length == 2) {
                JimWriter.bytes(
                        new Message.Authenticate(
                                0, rest[0], rest[1])); // throws if no client could send this
                System.out.println(
                        accounts.create(rest[0], rest[1])
                                ? "created"
                                : "this name has an account already");
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
