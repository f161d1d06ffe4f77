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
 * One direction of a TCP connection. One thread reads what an end sends and puts it in line; a
 * second takes what may pass, records it, and only then writes it, so that an answer is never
 * recorded before what it answers.
 */
final class Relay {

    private static final int READ = 16 << 10; // bytes, at most, in one read

    private final TcpConnection connection;
    private final PieceQueue line;
    private final Socket source;
    private final Socket destination;
    private boolean readAll; // guarded by this, as are the next two
    private boolean passedEnd;
    private boolean sourceGone; // a write to the source has failed

    Relay(TcpConnection connection, PieceQueue line, Socket source, Socket destination) {
        this.connection = connection;
        this.line = line;
        this.source = source;
        this.destination = destination;
    }

    PieceQueue line() {
        return line;
    }

    /** Puts all in line that the source sends, up to its end or its reset. */
    void read() throws InterruptedException {
        byte[] buffer = new byte[READ];
        boolean orderly;
        try {
            InputStream in = source.getInputStream();
            // read() blocks until something comes; put() blocks while too much is in line, so that
            // the source is not read any more and has to wait itself
            for (int count; (count = in.read(buffer)) >= 0; ) {
                line.put(DATA, Arrays.copyOf(buffer, count));
            }
            orderly = true;
        } catch (IOException e) {
            orderly = false; // reset, or closed here: then nobody takes what is put in line
        }
        synchronized (this) {
            readAll = true;
            orderly &= !sourceGone;
        }
        line.put(orderly ? END : RESET);
        connection.closeIfOver();
    }

    /** Takes out of line what may pass, and passes it on, until the line is closed. */
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
                    // The destination has gone, or was closed here.
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

    /** Writes it; false if the destination is gone. */
    private boolean write(Piece piece) throws InterruptedException {
        try {
            // blocks while the destination reads nothing and the buffers between are full
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
     * Notes that the source accepts no more bytes: it has reset the connection, even if its own
     * stream had ended in an orderly way.
     */
    private void sourceIsGone() throws InterruptedException {
        boolean late;
        synchronized (this) {
            sourceGone = true;
            late = readAll;
        }
        if (late) {
            line.put(RESET);
        } // otherwise the reader will notice, after the last bytes
    }

    void cut() {
        if (line.cut(END)) {
            try {
                destination.shutdownOutput(); // a write that is blocked ends
            } catch (IOException e) {
                // It has ended already.
            }
        }
    }

    /** Whether nothing comes any more, and the end has passed. */
    synchronized boolean isOver() {
        return readAll && passedEnd && (!sourceGone || line.isOver());
    }
}
