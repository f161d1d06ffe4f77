package lesson24_jim_chat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import workbook.jim.session.Rules;

/**
 * Given: how a server is to be.
 *
 * @param address where it listens; port 0 for any free one
 * @param rules what it asks of its clients
 * @param limit messages that may wait for a client
 * @param patience how long a client may take for the rest of them at the end
 */
public record Settings(InetSocketAddress address, Rules rules, int limit, Duration patience) {

    private static final String USAGE =
            "server [-p PORT] [-a ADDRESS] [--accounts FILE] [--authenticate] [--probe]"
                    + " [--threads platform|virtual]";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(10); // to a probe
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LIMIT = 1000;

    /** The options of the server's program; see {@link Operator}. */
    static Options options(String[] arguments) {
        List<String> withValue = List.of("-p", "-a", "--accounts", "--threads");
        return new Options(USAGE, arguments, withValue, List.of("--authenticate", "--probe"));
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
        return new Settings(address, rules, LIMIT, PATIENCE);
    }
}
