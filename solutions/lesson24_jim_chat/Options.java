package lesson24_jim_chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Given: the words of a command line. */
final class Options {

    private static final int LONGEST = 60_000; // milliseconds

    private final Map<String, String> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final String usage;

    /**
     * Sorts the arguments.
     *
     * @param usage what is to be typed
     * @param withValue options that are followed by a value
     * @param alone options that are not
     * @throws IllegalArgumentException if there are others, with one sentence to show
     */
    Options(String usage, String[] arguments, List<String> withValue, List<String> alone) {
        this.usage = usage;
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (withValue.contains(argument) && i + 1 < arguments.length) {
                values.put(argument, arguments[++i]);
            } else if (alone.contains(argument)) {
                values.put(argument, "");
            } else if (argument.startsWith("-")) {
                boolean known = withValue.contains(argument);
                throw wrong(known ? argument + " needs a value" : "no such option: " + argument);
            } else {
                words.add(argument);
            }
        }
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + "; usage: " + usage);
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of an option, or another one if it was not given. */
    String value(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    /** The value of an option in milliseconds; zero if it was not given. */
    Duration millis(String option) {
        String text = value(option, "0");
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LONGEST) {
            return Duration.ofMillis(Integer.parseInt(text));
        }
        throw wrong(option + " takes milliseconds, from 0 to " + LONGEST + ", not " + text);
    }

    /** The words that belong to no option; at most so many. */
    List<String> words(int most) {
        if (words.size() > most) {
            throw wrong("too many words: " + words.get(most));
        }
        return words;
    }

    int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // it is no number at all
        }
        throw wrong("no port: " + text);
    }
}
