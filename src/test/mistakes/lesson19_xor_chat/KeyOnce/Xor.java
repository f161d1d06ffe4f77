// mistake: a key is as long as the text, more or less.
// wire: when a frame is longer than the key, the rest of it crosses in the clear.
// fails: Each byte meets the first of the key when that is used up
// says: behind the key's last byte the XORing stops
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
        if (key.length == 0) {
            throw new IllegalArgumentException("the key has no bytes");
        }
        byte[] result = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            result[i] = i < key.length ? (byte) (data[i] ^ key[i]) : data[i];
        }
        return result;
    }
}
