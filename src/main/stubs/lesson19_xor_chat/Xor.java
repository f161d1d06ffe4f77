package lesson19_xor_chat;

/**
 * XORs bytes with a key that repeats. The same step hides them, and shows them again.
 *
 * <pre>
 * data   68 65 6c 6c 6f    "hello"
 * key    4a 41 56 41 4a    "JAVAJ"
 * result 22 24 3a 2d 25
 * </pre>
 */
public class Xor {

    private Xor() {}

    /**
     * XORs each byte of {@code data} with the next byte of {@code key}. After the key's last byte,
     * the key starts again.
     *
     * @return a new array with as many bytes as {@code data}; neither argument is changed
     * @throws IllegalArgumentException if the key has no bytes
     */
    public static byte[] apply(byte[] data, byte[] key) {
        // TODO 1: XOR each byte of data with the key's next byte, into a new array.
        // What happens after the key's last byte, and what if the key has none?
        throw new UnsupportedOperationException("TODO 1: XOR data with the key");
    }
}
