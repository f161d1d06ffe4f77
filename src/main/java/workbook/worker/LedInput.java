package workbook.worker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** What comes from a socket, with its time-out by {@link LedTime}. */
final class LedInput extends FilterInputStream {

    private final Socket socket;
    private final SoTimeout timeout;

    LedInput(Socket socket, InputStream in) {
        super(in);
        this.socket = socket;
        this.timeout = SoTimeout.of(socket);
    }

    @Override
    public int read() throws IOException {
        return timeout.isSet() ? timeout.run(socket::setSoTimeout, in::read) : in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        return timeout.isSet()
                ? timeout.run(socket::setSoTimeout, () -> in.read(bytes, from, count))
                : in.read(bytes, from, count);
    }
}
