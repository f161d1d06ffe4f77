package lesson19_xor_chat;

/**
 * XORs bytes with a key that repeats: the same step hides them and shows them again.
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
     * XORs the first byte of {@code data} with the first of {@code key}, and so on; behind the
     * key's last byte comes its first again.
     *
     * @return as many bytes as {@code data} has; neither argument is changed
     * @throws IllegalArgumentException if the key has no bytes
     */
    public static byte[] apply(byte[] data, byte[] key) {
        // TODO 1: refuse an empty key; XOR each byte of data with the key's next one, into a new
        // array.
        throw new UnsupportedOperationException("TODO 1: XOR");
    }
}
