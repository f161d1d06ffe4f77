package lesson24_jim_chat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that counts how often the server writes to the clients that it has accepted. */
final class CountingListener extends ServerSocket {

    private final AtomicInteger writes = new AtomicInteger();

    CountingListener() throws IOException {
        super(0);
    }

    int writes() {
        return writes.get();
    }

    @Override
    public Socket accept() throws IOException {
        Socket client =
                new Socket() {
                    @Override
                    public OutputStream getOutputStream() throws IOException {
                        return counting(super.getOutputStream());
                    }
                };
        implAccept(client);
        return client;
    }

    private OutputStream counting(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                writes.incrementAndGet();
                out.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                writes.incrementAndGet();
                out.write(bytes, from, count);
            }
        };
    }
}
