// mistake: where there is no account, the answer is known at once.
// wire: whoever measures the time of a 402 learns which accounts there are.
// fails: as much work
// says: the short wait tells
package lesson23_jim_sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Turns passwords into slow, salted hashes, which are all that accounts keep of them.
 *
 * <p>A hash: {@code $2a$12$} (bcrypt, 2 to the power of 12 rounds), 22 characters of salt, 31 of
 * hash. The same password has another one each time.
 *
 * <p>Watch out: bcrypt looks at 72 bytes and no further, and who asks for an account that does not
 * exist must wait as long as all others.
 */
public final class Hasher {

    /** Bytes of a password in UTF-8, at most; at least there is one. */
    public static final int LONGEST = 72;

    private final PasswordEncoder encoder;

    /** Asks {@code encoder} for all hashes, such as a {@code BCryptPasswordEncoder}. */
    public Hasher(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * A new hash of a password.
     *
     * @throws IllegalArgumentException if it has no bytes, or more than {@link #LONGEST}
     */
    public String hash(String password) {
        if (!fits(password)) {
            throw new IllegalArgumentException("a password has 1 to " + LONGEST + " bytes");
        }
        return encoder.encode(password);
    }

    /**
     * Whether {@code hash} is one of this password; the encoder is asked once, in any case.
     *
     * @param password anything that a stranger may send
     * @param hash null if there is no account; no password is right then
     */
    public boolean match(String password, String hash) {
        if (hash == null) {
            return false;
        }
        return encoder.matches(password, hash) && fits(password);
    }

    private static boolean fits(String password) {
        int bytes = password.getBytes(UTF_8).length;
        return bytes >= 1 && bytes <= LONGEST;
    }
}
