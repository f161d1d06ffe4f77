package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Delimited implements Framing {

    private final InputStream in;
    private final OutputStream out;
    private final int limit;
    private ReadableByteChannel channel;
    private ByteBuffer pending;

    public Delimited(InputStream in, OutputStream out, int limit) {
        this.in = in;
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(String text) throws IOException {
        Map<String, String> escapes = Map.of("\n", "\\n", "\r", "\\r", "\\", "\\\\");
        String escaped = Pattern.compile("[\n\r\\\\]")
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(escapes.get(m.group())));
        ByteBuffer frame = UTF_8.encode(escaped + "\n");
        if (frame.remaining() > limit + 1) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        WritableByteChannel channel = Channels.newChannel(out);
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @Override
    public String read() throws IOException {
        if (channel == null) {
            channel = Channels.newChannel(in);
            pending = ByteBuffer.allocate(limit + 8192);
        }
        while (true) {
            pending.flip();
            for (int i = 0; i < pending.limit(); i++) {
                if (pending.get(i) == '\n') {
                    byte[] line = new byte[i];
                    pending.get(line);
                    pending.get();
                    pending.compact();
                    return text(line);
                }
            }
            if (pending.limit() >= limit + 2) {
                throw new BadFrame(BadFrame.TOO_LONG);
            }
            boolean nothing = !pending.hasRemaining();
            pending.compact();
            if (channel.read(pending) == -1) {
                if (nothing) {
                    return null;
                }
                throw new EOFException();
            }
        }
    }

    private String text(byte[] line) throws BadFrame {
        String frame = new String(line, StandardCharsets.ISO_8859_1);
        if (frame.endsWith("\r")) {
            frame = frame.substring(0, frame.length() - 1);
        }
        if (frame.length() > limit) { // ISO 8859-1: a char for each byte
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        if (frame.replaceAll("\\\\[nr\\\\]", "").contains("\\")) {
            throw new BadFrame(BadFrame.BAD_ESCAPE);
        }
        return new String(frame.translateEscapes().getBytes(StandardCharsets.ISO_8859_1), UTF_8);
    }
}
