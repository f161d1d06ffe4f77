package lesson24_jim_chat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import workbook.jim.session.Rules;

/**
 * Given: how a server is to be.
 *
 * @param address where it listens; port 0 for any free one
 * @param rules what it asks of its clients
 * @param limit messages that may wait for a client
 * @param patience how long a client may take for the rest of them at the end
 * @param pace how far apart two writes to one client are at least; zero: not at all
 * @param dialects makes the dialect of a client that has connected
 */
public record Settings(
        InetSocketAddress address,
        Rules rules,
        int limit,
        Duration patience,
        Duration pace,
        Supplier<Dialect> dialects) {

    private static final String USAGE =
            "server [-p PORT] [-a ADDRESS] [--accounts FILE] [--authenticate] [--probe]"
                    + " [--threads platform|virtual] [--compat] [--assume template,strings]"
                    + " [--pace MS]";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(10); // to a probe
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LIMIT = 1000;

    /** A server that writes at once, and speaks as the handbook does. */
    public Settings(InetSocketAddress address, Rules rules, int limit, Duration patience) {
        this(address, rules, limit, patience, Duration.ZERO, () -> Dialect.HANDBOOK);
    }

    /** The options of the server's program; see {@link Operator}. */
    static Options options(String[] arguments) {
        List<String> withValue =
                List.of("-p", "-a", "--accounts", "--threads", "--assume", "--pace");
        List<String> alone = List.of("--authenticate", "--probe", "--compat");
        return new Options(USAGE, arguments, withValue, alone);
    }

    /** What the options ask for; an IllegalArgumentException tells what they cannot. */
    static Settings of(Options options) {
        List<String> words = options.words(1);
        int port = options.port(options.value("-p", words.isEmpty() ? "7777" : words.get(0)));
        String host = options.value("-a", "");
        InetSocketAddress address =
                host.isEmpty()
                        ? new InetSocketAddress(port) // everywhere
                        : new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw options.wrong("no such address: " + host);
        }
        boolean probes = options.has("--probe");
        Rules rules =
                new Rules(
                        options.has("--authenticate"),
                        probes ? SILENCE : Duration.ZERO,
                        probes ? ANSWER : Duration.ZERO);
        Duration pace = options.millis("--pace");
        return new Settings(address, rules, LIMIT, PATIENCE, pace, dialects(options));
    }

    private static Supplier<Dialect> dialects(Options options) {
        if (!options.has("--compat") && !options.has("--assume")) {
            return () -> Dialect.HANDBOOK;
        }
        Compat.Words words = assumed(options);
        return () -> new Compat(words, Clock.systemUTC()); // a new one for each client
    }

    private static Compat.Words assumed(Options options) {
        return switch (options.value("--assume", "")) {
            case "" -> Compat.Words.HANDBOOK;
            case "template" -> Compat.Words.TEMPLATE;
            case "strings" -> Compat.Words.HANDBOOK.withStrings();
            case "template,strings" -> Compat.Words.TEMPLATE.withStrings();
            default -> throw options.wrong("--assume takes template, strings, or template,strings");
        };
    }
}
