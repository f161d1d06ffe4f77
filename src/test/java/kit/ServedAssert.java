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
     * After {@code close()} no listener is bound any more and no thread of the learner's is alive;
     * no socket is open either, which is seen on Linux only. The peers of the test are closed for
     * that.
     */
    public ServedAssert leavesNothingBehind() {
        Wire wire = actual.wire();
        wire.closeOwn();
        Leftovers.check(wire, this::stillListens, "after close()");
        return this;
    }

    /** Whether the port cannot be bound anew. Nothing is connected: that would wait in a queue. */
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
