package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson19_xor_chat.ChatServer;
import lesson19_xor_chat.ChatWire;
import lesson19_xor_chat.KeyThief;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 19 talk to programs in Python. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers19Test {

    private static final byte[] KEY = "JAVA".getBytes(UTF_8);

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void client_in_python_that_chats() throws Exception {
        try (ChatServer server = new ChatServer(0, KEY)) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            try (Socket anna = new Socket("127.0.0.1", server.port())) {
                ChatWire.send(anna.getOutputStream(), "anna", KEY);
                assertThat(receive(anna)).isEqualTo("* welcome, anna");
                try (PythonPeer boris = PythonPeer.client("chat_client.py", server.port())) {
                    assertThat(receive(anna)).isEqualTo("* boris has joined");
                    assertThat(receive(anna)).isEqualTo("boris: привет 😀");
                    ChatWire.send(anna.getOutputStream(), "и тебе", KEY);
                    assertThat(boris.nextLine()).isEqualTo("* welcome, boris");
                    assertThat(boris.nextLine()).isEqualTo("anna: и тебе");
                    assertThat(receive(anna)).isEqualTo("* boris has left");
                }
            }
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void server_in_python_whose_key_is_found() throws Exception {
        try (PythonPeer server = PythonPeer.server("chat_server.py");
                Socket anna = new Socket("127.0.0.1", server.port())) {
            ChatWire.send(anna.getOutputStream(), "anna", KEY);
            byte[] crossed = anna.getInputStream().readNBytes(2 + "* welcome, anna".length());
            byte[] known = "\0\17* welcome, ".getBytes(UTF_8);
            assertThat(new String(KeyThief.key(known, crossed), UTF_8)).isEqualTo("JAVA");

            ChatWire.send(anna.getOutputStream(), "привет", KEY);
            assertThat(server.nextLine()).isEqualTo("привет");
            anna.shutdownOutput();
            assertThat(server.nextLine()).isEqualTo("gone");
        }
    }

    private static String receive(Socket socket) throws Exception {
        return ChatWire.receive(socket.getInputStream(), KEY, 2048);
    }
}
