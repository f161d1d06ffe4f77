// mistake: what was hidden is at least as long as the key.
// wire: when a frame is shorter than the key, zero bytes follow it, and the next length is taken from them.
// fails: Each byte may be the last although the key is longer
// says: as many bytes as the data
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
        byte[] result = new byte[Math.max(data.length, key.length)];
        for (int i = 0; i < data.length; i++) {
            result[i] = (byte) (data[i] ^ key[i % key.length]);
        }
        return result;
    }
}
