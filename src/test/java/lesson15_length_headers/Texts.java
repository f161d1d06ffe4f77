package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Texts that a message may contain: of many lengths, and with difficult characters. */
final class Texts {

    /**
     * Lengths in bytes: around those that need one more digit, and around the sizes of common
     * buffers.
     */
    static final List<Integer> LENGTHS =
            List.of(
                    0, 1, 9, 10, 11, 16, 99, 100, 127, 128, 255, 256, 999, 1000, 1023, 1024, 1025,
                    4096, 8191, 8192, 8193, 32_768, 65_535, 65_536, 99_997, 99_998, 100_000);

    /**
     * Returns a text of this many bytes, mostly letters of four bytes. In the three longest texts
     * the letters begin at different offsets, so that any offset lies inside a letter in at least
     * two of them.
     */
    static String letters(int bytes) {
        return "x".repeat(bytes % 4) + "😀".repeat(bytes / 4);
    }

    /** The longest of these lengths, in bytes. */
    static final int LONGEST = 100_000;

    /** Characters of 1 to 4 bytes, and characters that have a meaning for a library. */
    static final List<String> TEXTS =
            List.of(
                    "%",
                    "100% of %s %n",
                    "$1 \\ \"",
                    " ",
                    "     ",
                    "\n",
                    "\r",
                    "a\rb\r\nc",
                    "\t",
                    "\0",
                    "a\0b\0",
                    "é",
                    "я",
                    "€",
                    "\uFEFFa",
                    "😀",
                    "a𝄞я€",
                    "12",
                    "-1        ");

    private Texts() {}

    /** Returns the message: the header and the text. */
    static String message(String text) {
        return "%-10d".formatted(text.getBytes(UTF_8).length) + text;
    }

    /** A question about a text or a length. */
    interface Question<T> {
        boolean isRight(T of) throws Exception;
    }

    /** Returns those elements for which the answer is yes, in order. */
    static <T> List<T> rightOf(List<T> all, Question<T> question) throws Exception {
        List<T> right = new ArrayList<>();
        for (T each : all) {
            if (question.isRight(each)) {
                right.add(each);
            }
        }
        return right;
    }
}
