package lesson24_jim_chat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Given: a socket that leaves a pause between two writes, for programs that take whatever one read
 * returns for one object. It cannot promise that the pieces arrive apart: a program that does not
 * read for a while still finds them together.
 *
 * <p>Only one thread at a time may write. It waits in the write; no other thread does.
 */
public final class PacedSocket extends Socket {

    private final long pause; // nanoseconds
    private long next; // System.nanoTime() from which the next write may begin

    /** Makes a socket that is not connected yet. A pause of zero makes it an ordinary one. */
    public PacedSocket(Duration pause) {
        this.pause = pause.toNanos();
        this.next = System.nanoTime();
    }

    /** Returns a listener that is not bound yet, and accepts connections with this pause. */
    public static ServerSocket listener(Duration pause) throws IOException {
        if (pause.isZero()) {
            return new ServerSocket();
        }
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket client = new PacedSocket(pause);
                implAccept(client); // blocks until a client connects
                return client;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream wire = super.getOutputStream();
        return new FilterOutputStream(wire) {

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                waitForMyTime();
                wire.write(bytes, offset, length);
                next = System.nanoTime() + pause;
            }
        };
    }

    private void waitForMyTime() throws IOException {
        try {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(left); // may end a little too early
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two writes");
        }
    }
}
