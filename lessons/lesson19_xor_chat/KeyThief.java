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
        // TODO 4: XOR what is known with what crossed. How much of that is repetition?
        throw new UnsupportedOperationException("TODO 4: find the key");
    }
}
