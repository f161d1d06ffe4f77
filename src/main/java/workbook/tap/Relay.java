package workbook.tap;

import static workbook.wire.Event.Kind.DATA;
import static workbook.wire.Event.Kind.END;
import static workbook.wire.Event.Kind.LOST;
import static workbook.wire.Event.Kind.RESET;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

/**
 * Relays one direction of a TCP connection. One thread reads from the source and puts the bytes
 * into the queue. A second thread takes the pieces that may pass, records each and then writes it.
 * It records first, so that a reply never appears before its request.
 */
final class Relay {

    private static final int READ = 16 << 10; // bytes that one read may return

    private final TcpConnection connection;
    private final PieceQueue line;
    private final Socket source;
    private final Socket destination;
    private boolean readAll; // guarded by this, like the next two
    private boolean passedEnd;
    private boolean sourceGone; // the other direction failed to write to the source

    Relay(TcpConnection connection, PieceQueue line, Socket source, Socket destination) {
        this.connection = connection;
        this.line = line;
        this.source = source;
        this.destination = destination;
    }

    PieceQueue line() {
        return line;
    }

    /**
     * Reads everything that the source sends and queues it. Returns after the source's end of
     * stream or reset.
     */
    void read() throws InterruptedException {
        byte[] buffer = new byte[READ];
        boolean orderly;
        try {
            InputStream in = source.getInputStream();
            // read() blocks until bytes arrive. put() blocks while the queue is full. Then the tap
            // does not read from the source, and in the end the source's own writes block.
            for (int count; (count = in.read(buffer)) >= 0; ) {
                line.put(DATA, Arrays.copyOf(buffer, count));
            }
            orderly = true;
        } catch (IOException e) {
            orderly = false; // the source has reset it, or the tap has closed it
        }
        synchronized (this) {
            readAll = true;
            orderly &= !sourceGone;
        }
        line.put(orderly ? END : RESET);
        connection.closeIfOver();
    }

    /** Takes the pieces that may pass, and passes them on, until the queue is closed. */
    void write() throws InterruptedException {
        boolean gone = false;
        for (Piece piece; (piece = line.take()) != null; ) { // blocks until one may pass
            if (!piece.isData()) {
                connection.record(this, piece.kind(), piece.carried());
                pass(piece);
            } else if (gone) {
                connection.record(this, LOST, piece.carried());
            } else {
                connection.record(this, DATA, piece.carried());
                gone = !write(piece);
            }
        }
    }

    private void pass(Piece piece) {
        switch (piece.kind()) {
            case END -> {
                try {
                    destination.shutdownOutput();
                } catch (IOException e) {
                    // The destination is gone, or the tap has closed its socket.
                }
                synchronized (this) {
                    passedEnd = true;
                }
                connection.closeIfOver();
            }
            case RESET -> connection.close(true);
            default -> {} // lost
        }
    }

    /** Writes a piece. Returns false if the destination is gone. */
    private boolean write(Piece piece) throws InterruptedException {
        try {
            // blocks while the destination does not read and the buffers are full
            destination.getOutputStream().write(piece.bytes(), piece.start(), piece.length());
            return true;
        } catch (IOException e) {
            if (!line.isOver()) {
                connection.opposite(this).sourceIsGone();
            }
            return false;
        }
    }

    /**
     * Notes that the source accepts no more bytes. It has reset the connection, even if its own
     * stream ended in an orderly way before.
     */
    private void sourceIsGone() throws InterruptedException {
        boolean late;
        synchronized (this) {
            sourceGone = true;
            late = readAll;
        }
        if (late) {
            line.put(RESET);
        } // otherwise read() puts the RESET after the last bytes
    }

    void cut() {
        if (line.cut(END)) {
            try {
                destination.shutdownOutput(); // ends a blocked write
            } catch (IOException e) {
                // The output has ended already.
            }
        }
    }

    /** Returns whether the source has ended and its end has been passed on. */
    synchronized boolean isOver() {
        return readAll && passedEnd && (!sourceGone || line.isOver());
    }
}
