package lesson19_xor_chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.stream.IntStream;

public class KeyThief {

    public static byte[] key(byte[] plain, byte[] onWire) {
        if (plain.length == 0 || onWire.length < plain.length) {
            throw new IllegalArgumentException();
        }
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < plain.length; i++) {
            both.append((char) ((plain[i] ^ onWire[i]) & 0xff));
        }
        String all = both.toString();
        int length =
                IntStream.rangeClosed(1, all.length())
                        .filter(n -> all.startsWith(all.substring(n)))
                        .findFirst()
                        .orElseThrow();
        return all.substring(0, length).getBytes(ISO_8859_1);
    }
}
