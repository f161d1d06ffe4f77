package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Frames as they are on the wire, built without the learner's code. */
final class Frames {

    /** A key that hides nothing, so that a failure shows the text. */
    static final byte[] OPEN = {0};

    /** A key that changes every text. */
    static final byte[] JAVA = {'J', 'A', 'V', 'A'};

    private Frames() {}

    /** Returns a frame with the key {@link #OPEN} for each text, one after the other. */
    static byte[] frames(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(frame(text, OPEN));
        }
        return all.toByteArray();
    }

    static byte[] frame(String text, byte[] key) {
        return frame(text.getBytes(UTF_8), key);
    }

    static byte[] frame(byte[] text, byte[] key) {
        byte[] frame = new byte[2 + text.length];
        frame[0] = (byte) (text.length / 256);
        frame[1] = (byte) (text.length % 256);
        System.arraycopy(text, 0, frame, 2, text.length);
        for (int i = 0; i < frame.length; i++) {
            frame[i] ^= key[i % key.length];
        }
        return frame;
    }
}
