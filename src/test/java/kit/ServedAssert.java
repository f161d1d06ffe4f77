package kit;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Expectations of a server after {@code close()}. */
public final class ServedAssert extends AbstractAssert<ServedAssert, Served<?>> {

    ServedAssert(Served<?> served) {
        super(served, ServedAssert.class);
    }

    /** No listener is bound any more and no thread of the learner's is alive. */
    public ServedAssert leavesNothingBehind() {
        Wire wire = actual.wire();
        wire.patience().await(() -> wire.learner().places().isEmpty());
        List<String> left = new ArrayList<>();
        if (stillListens()) {
            left.add("a listener that is still bound");
        }
        int threads = wire.learner().places().size();
        if (threads > 0) {
            left.add(threads == 1 ? "a thread that is still alive" : threads + " live threads");
        }
        if (!left.isEmpty()) {
            throw wire.failure(
                    Expectation.of(
                            Expectation.Kind.LEFT,
                            "nothing left behind after close()",
                            String.join(", ", left)));
        }
        return this;
    }

    private boolean stillListens() {
        try (ScriptedPeer probe = ScriptedPeer.connect(
                        actual.wire(), "probe", InetAddress.getLoopbackAddress(), actual.port())) {
            return probe.localPort() != actual.port(); // a connection to itself proves nothing
        } catch (IOException refused) {
            return false;
        }
    }
}
