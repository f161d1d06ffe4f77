package lesson23_jim_sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.security.crypto.password.PasswordEncoder;

public final class Hasher {

    public static final int LONGEST = 72;

    private final PasswordEncoder encoder;
    private final String decoy;

    public Hasher(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.decoy = encoder.encode("a decoy");
    }

    public String hash(String password) {
        int length = UTF_8.encode(password).remaining();
        if (length == 0) {
            throw new IllegalArgumentException("the password is empty");
        }
        if (length > LONGEST) {
            throw new IllegalArgumentException("the password has " + length + " bytes");
        }
        return encoder.encode(password);
    }

    public boolean match(String password, String hash) {
        if (hash == null) {
            encoder.matches(password, decoy);
            return false;
        }
        return encoder.matches(password, hash) && UTF_8.encode(password).remaining() <= LONGEST;
    }
}
