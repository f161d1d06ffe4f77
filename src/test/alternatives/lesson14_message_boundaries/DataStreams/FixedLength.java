// style: String.format for the padding, a pattern to remove it, readFully for the bytes
package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

public class FixedLength implements Framing {

    private final DataInputStream in;
    private final PrintStream out;
    private final int length;

    public FixedLength(InputStream in, OutputStream out, int length) {
        this.in = new DataInputStream(in);
        this.out = new PrintStream(out, true, UTF_8);
        this.length = length;
    }

    @Override
    public void write(String text) throws IOException {
        int missing = length - text.getBytes(UTF_8).length;
        if (missing < 0) {
            throw new BadFrame(BadFrame.TOO_LONG);
        }
        if (text.matches("(?s).* ")) {
            throw new BadFrame(BadFrame.PADDING_AT_THE_END);
        }
        out.print(text);
        for (int i = 0; i < missing; i++) {
            out.print(' ');
        }
        out.flush();
    }

    @Override
    public String read() throws IOException {
        int first = in.read();
        if (first == -1) {
            return null;
        }
        byte[] frame = new byte[length];
        frame[0] = (byte) first;
        in.readFully(frame, 1, length - 1);
        return new String(frame, UTF_8).replaceAll(" +\\z", "");
    }
}
