package lesson23_jim_sessions;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Given: the options of the server's command line.
 *
 * @param file where to keep accounts; empty if in memory
 * @param authenticate whether clients must authenticate
 * @param probe whether to probe silent clients
 */
record Options(int port, String file, boolean authenticate, boolean probe) {

    private static final String USAGE =
            "usage: server [PORT] [--accounts FILE] [--authenticate] [--probe]";
    private static final int PORT = 7777;

    /** Reads the arguments. If they make no sense, prints how to use them and exits with 2. */
    static Options of(String[] arguments) {
        Options options = new Options(PORT, "", false, false);
        try {
            for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
                options = options.with(rest.next(), rest);
            }
        } catch (IllegalArgumentException | NoSuchElementException e) {
            end(USAGE);
        }
        return options;
    }

    private Options with(String word, Iterator<String> rest) {
        return switch (word) {
            case "--accounts" -> new Options(port, rest.next(), authenticate, probe);
            case "--authenticate" -> new Options(port, file, true, probe);
            case "--probe" -> new Options(port, file, authenticate, true);
            default -> new Options(checked(Integer.parseInt(word)), file, authenticate, probe);
        };
    }

    private static int checked(int port) {
        return new InetSocketAddress(port).getPort(); // throws if it is not a port
    }

    /** Prints the reason and ends the program with 2. */
    static void end(String why) {
        System.err.println(why);
        System.exit(2);
    }
}
