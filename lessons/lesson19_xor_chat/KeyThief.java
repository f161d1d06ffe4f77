package lesson19_xor_chat;

import java.util.Arrays;

/**
 * Finds the key of bytes that were XORed, if you know or guess how they begin.
 *
 * <p>{@code x ^ k} was on the wire, and {@code x ^ (x ^ k)} is {@code k}. So plain bytes XORed with
 * the bytes on the wire show the key, again and again.
 *
 * <pre>
 * plain    00 05 68 65 6c 6c 6f
 * onWire   4a 44 3e 24 26 2d 39
 * XORed    4a 41 56 41 4a 41 56    "JAVAJAV": the key is "JAVA"
 * </pre>
 */
public class KeyThief {

    private KeyThief() {}

    /**
     * Returns the shortest key that, repeated, turns {@code plain} into the beginning of {@code
     * onWire}. If the real key is longer than {@code plain}, this is only its beginning.
     *
     * @param plain the known bytes, as they were before they were XORed
     * @param onWire the bytes on the wire, from the first byte of a frame
     * @throws IllegalArgumentException if {@code plain} is empty, or longer than {@code onWire}
     */
    public static byte[] key(byte[] plain, byte[] onWire) {
        // TODO 8: XOR what is known with what onWire. With which length does the result repeat?
        throw new UnsupportedOperationException("TODO 8: find the key");
    }
}
