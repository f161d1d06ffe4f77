package workbook.conform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.wire.Bytes;

/**
 * A text with holes, which are filled before it is sent.
 *
 * <ul>
 *   <li>{@code $anna}: a name that begins with anna and is new to the server
 *   <li><code>${name 25 anna}</code>: such a name with 25 characters
 *   <li><code>${repeat 500 я}</code>: the text 500 times
 *   <li><code>${fill 640 x}</code>: as many x as make the whole line 640 characters long
 *   <li><code>${presence anna}</code>: the presence of {@code $anna}, with a status
 *   <li><code>${cut}</code>: what follows is sent as a separate piece
 *   <li>{@code $$}: a dollar sign
 * </ul>
 *
 * @param text the text with the holes
 * @param form how it becomes bytes
 */
public record Template(String text, Form form) {

    /** How a text becomes bytes. */
    public enum Form {
        /** As UTF-8, followed by a line end. */
        LINE,
        /** As {@link Bytes#unescape} reads it, without a line end. */
        BYTES
    }

    private static final Pattern HOLE =
            Pattern.compile(
                    "\\$\\$|\\$\\{(name|repeat|fill) (\\d{1,7}) ([^}]+)}|\\$\\{(cut)}|\\$(\\p{L}+)"
                            + "|\\$\\{presence (\\p{L}+)}");

    /** The handbook's example, without the parts that other programs might not expect. */
    private static final String PRESENCE =
            "{\"action\":\"presence\",\"time\":5,\"type\":\"status\","
                    + "\"user\":{\"account_name\":\"%s\",\"status\":\"here\"}}";

    private static final char CUT = '\ue000'; // a private-use character, which no text contains
    private static final char FILL = '\ue001';
    private static final int LONGEST = 1_000_000; // characters that one hole may produce

    /**
     * Returns the text with all holes filled, and without cuts.
     *
     * @param token makes the names new; the same for all lines of one case
     * @throws IllegalArgumentException if a hole is not one of those above
     */
    public String fill(String token) {
        return filled(token).replace(String.valueOf(CUT), "");
    }

    /**
     * Returns the pieces to send.
     *
     * @throws IllegalArgumentException if a hole or an escape is not valid
     */
    public List<byte[]> pieces(String token) {
        List<byte[]> pieces = new ArrayList<>();
        String whole = filled(token) + (form == Form.LINE ? "\n" : "");
        for (String piece : whole.split(String.valueOf(CUT))) {
            pieces.add(form == Form.LINE ? piece.getBytes(UTF_8) : Bytes.unescape(piece));
        }
        return pieces;
    }

    private String filled(String token) {
        String[] filler = {null, null}; // the length, and the text to fill with
        Matcher holes = HOLE.matcher(text);
        String filled =
                holes.replaceAll(hole -> Matcher.quoteReplacement(one(hole, token, filler)));
        if (HOLE.matcher(text).replaceAll("").contains("$")) {
            throw new IllegalArgumentException(
                    "A $ must begin a name or a hole. Write $$ for a dollar sign.");
        }
        return filler[0] == null ? filled : filledUp(filled, filler);
    }

    private static String one(MatchResult hole, String token, String[] filler) {
        if (hole.group().equals("$$")) {
            return "$";
        }
        if (hole.group(4) != null) {
            return String.valueOf(CUT);
        }
        if (hole.group(5) != null) {
            return hole.group(5) + token;
        }
        if (hole.group(6) != null) {
            return PRESENCE.formatted(hole.group(6) + token);
        }
        int count = Integer.parseInt(hole.group(2));
        String what = hole.group(3);
        if (hole.group(1).equals("fill")) {
            filler[0] = hole.group(2);
            filler[1] = what;
            return String.valueOf(FILL);
        }
        return hole.group(1).equals("name") ? name(count, what + token) : repeat(what, count);
    }

    private static String name(int length, String begin) {
        return begin + repeat("x", length - begin.codePointCount(0, begin.length()));
    }

    private static String filledUp(String text, String[] filler) {
        String others = text.replaceAll("[" + CUT + FILL + "]", "");
        int missing = Integer.parseInt(filler[0]) - others.codePointCount(0, others.length());
        return text.replace(String.valueOf(FILL), repeat(filler[1], missing));
    }

    private static String repeat(String text, int times) {
        if (times < 0) {
            throw new IllegalArgumentException("It is longer already than it is to become.");
        }
        if ((long) text.length() * times > LONGEST) {
            throw new IllegalArgumentException("More than 1,000,000 characters.");
        }
        return text.repeat(times);
    }
}
