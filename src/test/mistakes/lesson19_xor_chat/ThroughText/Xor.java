// mistake: bytes are text, and letters are XORed.
// wire: when a byte is above 127 (a letter that is not English, a length of 200), it is lost.
// fails: Each byte comes back when it is done twice
// says: Work on the bytes themselves
package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        String text = new String(data, UTF_8);
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            result.append((char) (text.charAt(i) ^ key[i % key.length]));
        }
        return result.toString().getBytes(UTF_8);
    }
}
