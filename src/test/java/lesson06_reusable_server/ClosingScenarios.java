package lesson06_reusable_server;

import static kit.WireAssertions.assertThat;

import java.util.function.Supplier;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;

/**
 * Scenarios in which both servers of this lesson are closed. {@code serving} starts a new server
 * each time.
 */
record ClosingScenarios(Wire wire, Supplier<Served<?>> serving) {

    /**
     * Calls {@code close()} while a thread of the server is held, at each of its steps in turn.
     *
     * @param text what the first client sends, to be served completely
     */
    void whereverAThreadIs(String text) {
        wire.atEachPause(
                round -> {
                    Served<?> server = serving.get();
                    ScriptedPeer served = wire.connect(server.port());
                    served.send(text);
                    served.end();
                    ScriptedPeer next = wire.connect(server.port()); // the server is serving it
                    ScriptedPeer queued = wire.connect(server.port());

                    round.meanwhile(server::beginToClose);

                    assertThat(server.closing()).returns();
                    assertThat(server.serving()).returns();
                    assertThat(served).isDisconnected(); // before leavesNothingBehind() closes it
                    assertThat(next).isDisconnected();
                    assertThat(queued).isDisconnected();
                    assertThat(server).leavesNothingBehind();
                });
    }

    /** Ends the client's stream while {@code close()} is held, at each of its steps in turn. */
    void whereverCloseIsWhenTheClientLeaves() {
        wire.atEachPauseOf(
                "close()",
                round -> {
                    Served<?> server = serving.get();
                    ScriptedPeer client = wire.connect(server.port());

                    round.meanwhile(server::beginToClose, client::end);

                    assertThat(server.closing()).returns();
                    assertThat(server.serving()).returns();
                    assertThat(server).leavesNothingBehind();
                });
    }

    /**
     * Closes the first of two servers. It has accepted its client before the other server accepted
     * one, and the other server must still serve its client.
     *
     * @param text what the other client sends after that
     */
    void theFirstOfTwo(String text, String reply) {
        Served<?> one = serving.get();
        Served<?> other = serving.get();
        ScriptedPeer client = wire.connect(one.port());
        wire.settle();
        ScriptedPeer another = wire.connect(other.port());
        wire.settle();

        one.close();

        another.send(text);
        another.end();
        assertThat(another).receives(reply).receivesEnd();
        assertThat(one.serving()).returns();
        assertThat(client).receivesEnd();
        other.close();
        assertThat(other.serving()).returns();
        assertThat(other).leavesNothingBehind();
    }

    /**
     * Connects eleven clients, one after another, and expects that each is served. That is one more
     * than fit into the backlog.
     */
    void serveEleven(Served<?> server, String text, String answer) {
        for (int i = 0; i < 11; i++) {
            ScriptedPeer client = wire.connect(server.port());
            client.send(text);
            client.end();
            assertThat(client).receives(answer).receivesEnd();
        }
    }
}
