package lesson19_xor_chat;

import java.io.ByteArrayOutputStream;

public class Xor {

    public static byte[] apply(byte[] data, byte[] key) {
        if (key.length < 1) {
            throw new IllegalArgumentException();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int next = 0;
        for (byte b : data) {
            out.write(b ^ key[next]);
            next = next + 1 == key.length ? 0 : next + 1;
        }
        return out.toByteArray();
    }
}
