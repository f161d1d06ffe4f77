package kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that show a message piece by piece. Each line contains the number of bytes of its piece and
 * its text in double quotes; the other words do not matter.
 */
final class PrintedPieces {

    private static final Pattern LINE = Pattern.compile("([^\"]*)\"(.*)\"([^\"]*)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final List<Matcher> lines = new ArrayList<>();

    PrintedPieces(String printed) {
        for (String line : printed.split("\r?\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                lines.add(matcher);
            }
        }
    }

    /**
     * Returns whether the lines make up the whole message, in pieces of at most {@code most} bytes.
     */
    boolean make(byte[] message, int most) {
        int from = 0;
        for (Matcher line : lines) {
            int n = length(line, message, from, most);
            if (n == 0) {
                return false;
            }
            from += n;
        }
        return from == message.length;
    }

    /**
     * Returns how many of the next bytes a line shows; 0 if it shows other bytes or another number.
     */
    private static int length(Matcher line, byte[] message, int from, int most) {
        String numbers = line.group(1) + " " + line.group(3);
        return NUMBER.matcher(numbers)
                .results()
                .map(MatchResult::group)
                .filter(digits -> digits.length() < 3)
                .map(Integer::parseInt)
                .filter(n -> n <= most && from + n <= message.length)
                .filter(n -> new String(message, from, n, UTF_8).equals(line.group(2)))
                .findFirst()
                .orElse(0);
    }
}
