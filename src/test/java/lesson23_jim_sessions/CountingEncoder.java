package lesson23_jim_sessions;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A fast bcrypt encoder that counts the hashes that it has made or compared. */
final class CountingEncoder implements PasswordEncoder {

    private static final int COST = 4; // the lowest that bcrypt allows

    private static final String ROUNDS = "$04$"; // of its hashes, after $2a, $2b or $2y

    private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);
    private final AtomicInteger worked = new AtomicInteger();
    private final List<String> encoded = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile String gated;
    private final AtomicInteger ofOthers = new AtomicInteger();

    /** Returns how many hashes it has made or compared so far. */
    int worked() {
        return worked.get();
    }

    /** Returns how many hashes with another number of rounds it was asked to compare so far. */
    int ofOthers() {
        return ofOthers.get();
    }

    /** Returns every password that it was asked to encode. */
    List<String> encoded() {
        return encoded;
    }

    /** From now on, encoding this password waits until {@link #open} is called. */
    void gate(String password) {
        gated = password;
    }

    void open() {
        opened.countDown();
    }

    @Override
    public String encode(CharSequence password) {
        worked.incrementAndGet();
        encoded.add(password.toString());
        if (password.toString().equals(gated)) {
            waitForOpening();
        }
        return bcrypt.encode(password);
    }

    private void waitForOpening() {
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        if (hash != null && hash.matches("\\$2[aby]\\$\\d\\d\\$.{53}") && password.length() > 0) {
            worked.incrementAndGet(); // with all other arguments, it returns immediately
        }
        if (hash != null && hash.startsWith("$") && !hash.substring(3).startsWith(ROUNDS)) {
            ofOthers.incrementAndGet();
        }
        return bcrypt.matches(password, hash);
    }
}
