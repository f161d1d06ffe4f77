package kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptedListenerTest {

    @RegisterExtension final Wire wire = new Wire();

    @Test
    void leaves_no_socket_of_a_client_that_comes_while_it_is_closed() throws IOException {
        for (int i = 0; i < 2000; i++) {
            ScriptedListener listener = wire.listen();
            new Socket(listener.host(), listener.port()).close();
            listener.close();
        }
        wire.quiescence().await(() -> wire.socketsLeft() == 0);

        assertThat(wire.socketsLeft()).isZero();
    }
}
