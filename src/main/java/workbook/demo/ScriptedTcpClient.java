package workbook.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** A TCP client that the demonstration itself plays, step by step. */
final class ScriptedTcpClient implements ScriptedClient {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int expected; // index in heard after the last bytes that were found
    private boolean over;

    /** Connects to a port of this machine. */
    ScriptedTcpClient(int port) throws IOException {
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
            // the server reset the connection, or close() was called
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
        for (int to = expected + bytes.length; to <= all.length; to++) {
            if (Arrays.equals(all, to - bytes.length, to, bytes, 0, bytes.length)) {
                expected = to;
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized boolean isOver() {
        return over;
    }

    @Override
    public boolean ends() {
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
