// mistake: nobody needs the array any more that was hidden.
// wire: when a text is sent to several members, each further one gets it hidden once more, or the text itself.
// fails: The arrays are not changed
// says: apply() writes into the array that it is given
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
        byte[] result = data; // saves memory
        for (int i = 0; i < data.length; i++) {
            result[i] = (byte) (data[i] ^ key[i % key.length]);
        }
        return result;
    }
}
