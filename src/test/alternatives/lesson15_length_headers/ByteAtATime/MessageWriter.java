package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

public class MessageWriter {

    public static void write(OutputStream out, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        StringBuilder header = new StringBuilder().append(body.length);
        while (header.length() < 10) {
            header.append(' ');
        }
        for (int i = 0; i < header.length(); i++) {
            out.write(header.charAt(i));
        }
        out.write(body);
    }
}
