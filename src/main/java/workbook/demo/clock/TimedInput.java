package workbook.demo.clock;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;

/** The input stream of a socket. Its time-out counts by the program's clock. */
final class TimedInput extends FilterInputStream {

    private final Socket socket;

    TimedInput(Socket socket) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        return Timed.withTimeout(
                socket.getSoTimeout(), socket::setSoTimeout, () -> in.read(bytes, from, count));
    }
}
