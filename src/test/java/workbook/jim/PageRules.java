package workbook.jim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lesson22_jim_messages.Limits;
import lesson22_jim_messages.ObjectSplitter;

/**
 * What {@link ObjectSplitter} must tell of a stream, by the rules on the page of lesson 22, from
 * the whole stream at once: slow, and written in another way than the solution, which is compared
 * with it.
 */
final class PageRules {

    private final byte[] stream;
    private final List<Told> told = new ArrayList<>();
    private int at; // the next byte that has not been looked at

    private PageRules(byte[] stream) {
        this.stream = stream;
    }

    /** All that a splitter tells when {@code stream} is all that comes. */
    static List<Told> of(byte[] stream) {
        PageRules rules = new PageRules(stream);
        boolean silent = false; // something broken was told, and no "{" has come since
        while (rules.at < stream.length) {
            if (stream[rules.at] == '{') {
                silent = !rules.object();
            } else {
                if (!silent && !meansNothing(stream[rules.at])) {
                    rules.told.add(Told.BROKEN);
                    silent = true;
                }
                rules.at++;
            }
        }
        return rules.told;
    }

    /** Takes the object that begins here as far as it goes; whether it was told whole. */
    private boolean object() {
        int begin = at;
        boolean ends = findEnd();
        boolean whole = ends && at - begin <= Limits.BYTES;
        told.add(whole ? new Told(Arrays.copyOfRange(stream, begin, at)) : Told.BROKEN);
        return ends; // a long one that ends is over; the next one is reported again
    }

    /**
     * Skips to after the last brace, or to where the object breaks. Returns whether it has a last
     * brace.
     */
    private boolean findEnd() {
        int depth = 0;
        int last = ':'; // the first brace is a value, too
        for (; at < stream.length; at++) {
            int c = stream[at];
            if (c == '{' && last != ':' && last != ',' && last != '[') {
                return false;
            }
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                at++;
                return true;
            } else if (c == '"' && !findQuote()) {
                return false;
            }
            last = isBlank(c) ? last : c;
        }
        return false;
    }

    /** Goes to the quote that ends the string, or to where the string breaks. */
    private boolean findQuote() {
        for (at++; at < stream.length && stream[at] != '\n'; at++) {
            if (stream[at] == '"') {
                return true;
            }
            if (stream[at] == '\\' && at + 1 < stream.length && stream[at + 1] != '\n') {
                at++;
            }
        }
        return false;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean meansNothing(byte b) {
        return isBlank(b) || b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
    }

    /**
     * One thing that was told.
     *
     * @param json the object; null if something was broken
     */
    record Told(byte[] json) {

        static final Told BROKEN = new Told(null);

        @Override
        public boolean equals(Object other) {
            return other instanceof Told told && Arrays.equals(json, told.json);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(json);
        }

        @Override
        public String toString() {
            return json == null ? "broken" : json.length + " bytes";
        }
    }
}
