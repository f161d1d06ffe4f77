package workbook.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** A client that the demonstration plays itself, step by step. */
final class PlayedClient implements Played {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int expected; // bytes of what was heard that steps have waited for
    private boolean over;

    /** Connects to this machine. */
    PlayedClient(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        Thread reader = new Thread(this::listen, "played client");
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        byte[] piece = new byte[8192];
        try {
            int n;
            while ((n = socket.getInputStream().read(piece)) != -1) {
                synchronized (this) {
                    heard.write(piece, 0, n);
                }
            }
        } catch (IOException e) {
            // reset, or closed here
        }
        synchronized (this) {
            over = true;
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void end() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public synchronized boolean hasHeard(byte[] bytes) {
        byte[] all = heard.toByteArray();
        int to = expected + bytes.length;
        if (all.length < to || !Arrays.equals(all, expected, to, bytes, 0, bytes.length)) {
            return false;
        }
        expected = to;
        return true;
    }

    @Override
    public synchronized boolean isOver() {
        return over;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
