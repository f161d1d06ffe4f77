// mistake: length() of a password is what bcrypt counts, when it is compared.
// wire: a password of 37 letters of two bytes each is taken, for its first 72 bytes are right.
// fails: that is longer than 72 bytes though not letters matches nothing
// says: 72 bytes are meant, and not letters
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
    private final String nobodys; // a hash to spend time on where there is no account

    /** Asks {@code encoder} for all hashes, such as a {@code BCryptPasswordEncoder}. */
    public Hasher(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = encoder.encode("nobody");
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
        boolean same = encoder.matches(password, hash == null ? nobodys : hash); // slow
        return same && hash != null && password.length() >= 1 && password.length() <= LONGEST;
    }

    private static boolean fits(String password) {
        int bytes = password.getBytes(UTF_8).length;
        return bytes >= 1 && bytes <= LONGEST;
    }
}
