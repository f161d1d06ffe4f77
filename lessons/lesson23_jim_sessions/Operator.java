package lesson23_jim_sessions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Given: who sits at the server's keyboard.
 *
 * <p>Arguments: the port, 7777 unless told; {@code --accounts FILE}, where the accounts are kept,
 * else in memory; {@code --authenticate}, if clients must; {@code --probe}, if silent ones are
 * probed. Lines: {@code create NAME PASSWORD}, {@code block NAME}, {@code announce TEXT}, {@code
 * quit}.
 */
final class Operator {

    private static final int COST = 12; // bcrypt: 2 to the power of it, a quarter of a second
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> arguments;

    Operator(String[] arguments) {
        this.arguments = List.of(arguments);
    }

    void run() throws AccountsException, IOException {
        try (Accounts accounts = openAccounts();
                JimServer server = new JimServer(port(), accounts, rules(), Clock.systemUTC())) {
            System.out.println("listening on port " + server.port());
            attend(server, accounts);
            server.serve();
        }
    }

    private int port() {
        boolean told = !arguments.isEmpty() && !arguments.get(0).startsWith("--");
        return told ? Integer.parseInt(arguments.get(0)) : 7777;
    }

    private Accounts openAccounts() throws AccountsException {
        Hasher hasher = new Hasher(new BCryptPasswordEncoder(COST));
        int option = arguments.indexOf("--accounts");
        return option < 0
                ? new MemoryAccounts(hasher)
                : new DatabaseAccounts(
                        DatabaseAccounts.url(Path.of(arguments.get(option + 1))), hasher);
    }

    private Rules rules() {
        boolean probes = arguments.contains("--probe");
        return new Rules(
                arguments.contains("--authenticate"),
                probes ? SILENCE : Duration.ZERO,
                probes ? PATIENCE : Duration.ZERO);
    }

    /** Calls probe() once a second, and does what is typed; returns at once. */
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
