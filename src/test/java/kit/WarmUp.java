package kit;

import static kit.WireAssertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Uses the kit once, so that a worker has loaded all the classes that it needs before the learner's
 * code runs.
 */
class WarmUp {

    @RegisterExtension final Wire wire = new Wire();

    @Test
    void warms_up() {
        Served<ServerSocket> server =
                wire.bind("", () -> new ServerSocket(0), ServerSocket::getLocalPort)
                        .serve(
                                listener -> {
                                    try (Socket client = listener.accept()) {
                                        client.getOutputStream()
                                                .write(client.getInputStream().read());
                                    }
                                });
        ScriptedPeer client = wire.connect(server.port());

        client.send("!");

        assertThat(client).receives("!").receivesEnd();
        assertThat(server.serving()).returns();
    }
}
