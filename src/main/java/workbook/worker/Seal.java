package workbook.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Proves that a message comes from the worker. Other code in the worker's process can write to the
 * same pipe, but it does not know the key, so its messages do not have a valid seal. Each seal also
 * depends on a counter, so that no message can be repeated or left out.
 */
public final class Seal {

    private final byte[] key;
    private final MessageDigest digest;
    private long count;

    /**
     * Creates the seals for one sequence of messages.
     *
     * @param key a key from {@link #newKey()}
     */
    public Seal(String key) {
        this.key = key.getBytes(UTF_8);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** Returns a new key that cannot be guessed. */
    public static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns the next message with its seal as the last text. */
    Frame sealed(Frame message) {
        List<String> texts = new ArrayList<>(message.texts());
        texts.add(next(message.texts()));
        return new Frame(texts);
    }

    /**
     * Returns the next message without its seal.
     *
     * @return the message; null if its seal is not valid
     */
    public Frame opened(Frame sealed) {
        int last = sealed.texts().size() - 1;
        Frame message = new Frame(sealed.texts().subList(0, last));
        return next(message.texts()).equals(sealed.text(last)) && last > 0 ? message : null;
    }

    private String next(List<String> texts) {
        digest.update(key);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(count++).array());
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(key));
    }
}
