package lesson23_jim_sessions;

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

    /** Uses {@code encoder}, for example a {@code BCryptPasswordEncoder}, for all hashes. */
    public Hasher(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Returns a new hash of a password.
     *
     * @throws IllegalArgumentException if it has no bytes, or more than {@link #LONGEST}
     */
    public String hash(String password) {
        // TODO 1: check the number of bytes, then ask the encoder.
        throw new UnsupportedOperationException("TODO 1: hash a password");
    }

    /**
     * Returns whether {@code hash} was made of this password. Lets the encoder compare once, in any
     * case.
     *
     * @param password anything that a stranger may send
     * @param hash null if there is no account; then no password is right
     */
    public boolean match(String password, String hash) {
        // TODO 1: let the encoder compare once. If there is no hash, compare with one that you have
        // created in the constructor, and return false.
        throw new UnsupportedOperationException("TODO 1: match a password");
    }
}
