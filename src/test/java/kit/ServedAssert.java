package kit;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import org.assertj.core.api.AbstractAssert;

/** Expectations of a server after {@code close()}. */
public final class ServedAssert extends AbstractAssert<ServedAssert, Served<?>> {

    ServedAssert(Served<?> served) {
        super(served, ServedAssert.class);
    }

    /**
     * Expects that after {@code close()} no listener is bound, no thread of the learner's code is
     * alive, and no socket is open (only Linux shows sockets). Closes the peers of the test first.
     * Does not call {@code close()} of this server again.
     */
    public ServedAssert leavesNothingBehind() {
        Wire wire = actual.wire();
        wire.closeAllBut(actual.lastClose());
        Leftovers.check(wire, this::stillListens, "after close()");
        return this;
    }

    /**
     * Returns whether the server still listens, so that the port cannot be bound again. This does
     * not connect to the server, because the connection would wait in the queue of the listener.
     */
    private boolean stillListens() {
        try (Closeable probe =
                actual.takesDatagrams()
                        ? new DatagramSocket(actual.port())
                        : new ServerSocket(actual.port())) {
            return false;
        } catch (IOException e) {
            return OpenSockets.listenOn(
                    actual.port(),
                    actual.takesDatagrams()); // or a stranger has been given the port
        }
    }
}
