package lesson23_jim_sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Turns passwords into slow, salted hashes. Accounts keep only these.
 *
 * <p>A hash consists of {@code $2a$12$} (bcrypt, 2 to the power of 12 rounds), 22 characters of
 * salt, and 31 characters that were computed. The same password has a different hash each time.
 *
 * <p>Watch out: bcrypt ignores everything after 72 bytes. And if there is no account, the reply
 * must take as long as if there is one.
 */
public final class Hasher {

    /** The most bytes that a password may have in UTF-8. The fewest is 1. */
    public static final int LONGEST = 72;

    private final PasswordEncoder encoder;
    private final String substitute; // to compare with if there is no account

    /** Uses {@code encoder}, for example a {@code BCryptPasswordEncoder}, for all hashes. */
    public Hasher(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.substitute = encoder.encode("nobody");
    }

    /**
     * Returns a new hash of a password.
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
     * Returns whether {@code hash} was made of this password. Lets the encoder compare once, in any
     * case.
     *
     * @param password anything that a stranger may send
     * @param hash null if there is no account; then no password is right
     */
    public boolean match(String password, String hash) {
        boolean same = encoder.matches(password, hash == null ? substitute : hash); // slow
        return same && hash != null && fits(password);
    }

    private static boolean fits(String password) {
        int bytes = password.getBytes(UTF_8).length;
        return bytes >= 1 && bytes <= LONGEST;
    }
}
