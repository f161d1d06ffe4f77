// mistake: who knows nothing finds nothing.
// wire: when nothing is known, an empty key is found, and that fits to nothing.
// fails: What cannot be is a key of nothing
// says: nothing is known, and a key is returned
package lesson19_xor_chat;

import java.util.Arrays;

/**
 * Finds the key of what was XORed, if one knows or guesses how it begins.
 *
 * <p>{@code x ^ k} is what crossed, and {@code x ^ (x ^ k)} is {@code k}: plain text and what
 * crossed give the key, as often as it was repeated.
 *
 * <pre>
 * plain    00 05 68 65 6c 6c 6f
 * crossed  4a 44 3e 24 26 2d 39
 * both     4a 41 56 41 4a 41 56    "JAVAJAV": the key is "JAVA"
 * </pre>
 */
public class KeyThief {

    private KeyThief() {}

    /**
     * The shortest key, repeated, that turns {@code plain} into the beginning of {@code crossed}.
     * Of a key longer than {@code plain} that is as much as {@code plain} gives away.
     *
     * @param plain the first bytes before they were XORed, as many as are known
     * @param crossed the bytes on the wire, from the first byte of a frame
     * @throws IllegalArgumentException if {@code plain} is empty, or longer than {@code crossed}
     */
    public static byte[] key(byte[] plain, byte[] crossed) {
        if (plain.length == 0) {
            return plain;
        }
        if (plain.length > crossed.length) {
            throw new IllegalArgumentException(plain.length + " known of " + crossed.length);
        }
        byte[] repeated = Xor.apply(plain, crossed);
        int length = 1;
        while (!repeats(repeated, length)) {
            length++;
        }
        return Arrays.copyOf(repeated, length);
    }

    /** Whether each byte is the same as the one so many before it; true if there is none. */
    private static boolean repeats(byte[] bytes, int length) {
        for (int i = length; i < bytes.length; i++) {
            if (bytes[i] != bytes[i - length]) {
                return false;
            }
        }
        return true;
    }
}
