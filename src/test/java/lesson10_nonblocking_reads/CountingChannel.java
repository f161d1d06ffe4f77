package lesson10_nonblocking_reads;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A connected channel that counts its reads and the bytes that they return. */
final class CountingChannel extends SocketChannel {

    private final SocketChannel channel;
    private int reads;
    private long bytesRead;

    /** Wraps a non-blocking channel, which the caller still owns. */
    CountingChannel(SocketChannel channel) throws IOException {
        super(channel.provider());
        this.channel = channel;
        configureBlocking(false);
    }

    /** Returns how often this channel has been read. */
    int reads() {
        return reads;
    }

    /** Returns how many bytes have been read from this channel. */
    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        reads++;
        int n = channel.read(bytes);
        bytesRead += Math.max(0, n);
        return n;
    }

    @Override
    public long read(ByteBuffer[] several, int offset, int length) throws IOException {
        reads++;
        long n = channel.read(several, offset, length);
        bytesRead += Math.max(0, n);
        return n;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return channel.write(bytes);
    }

    @Override
    public long write(ByteBuffer[] several, int offset, int length) throws IOException {
        return channel.write(several, offset, length);
    }

    @Override
    public SocketChannel bind(SocketAddress address) throws IOException {
        channel.bind(address);
        return this;
    }

    @Override
    public boolean connect(SocketAddress address) throws IOException {
        return channel.connect(address);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isConnectionPending() {
        return channel.isConnectionPending();
    }

    @Override
    public SocketAddress getLocalAddress() throws IOException {
        return channel.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() throws IOException {
        return channel.getRemoteAddress();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
        channel.setOption(name, value);
        return this;
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    @Override
    public SocketChannel shutdownInput() throws IOException {
        channel.shutdownInput();
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    @Override
    public Socket socket() {
        return channel.socket();
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        channel.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        // the wrapped channel keeps its mode
    }
}
