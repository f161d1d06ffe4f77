package lesson15_length_headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.Locale;

public class MessageWriter {

    public static void write(OutputStream out, String text) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        writer.write(String.format(Locale.ROOT, "%-10d%s", text.getBytes(UTF_8).length, text));
        writer.flush();
    }
}
