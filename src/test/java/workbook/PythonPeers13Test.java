package workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/**
 * The solutions of lesson 13 talk to programs in Python that do on the wire what they ought to. An
 * older JDK has no classes of this lesson, so they are named by texts.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers13Test {

    @BeforeAll
    static void needs_python_and_a_newer_jdk() throws InterruptedException {
        PythonPeer.needed();
        Lesson lesson = Catalogue.of(Home.find()).find("13");
        assumeTrue(lesson.isRunnable(), () -> "lesson 13 " + lesson.need());
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("lesson13_virtual_threads." + name);
    }

    @Test
    void a_crowd_in_python() throws Exception {
        Class<?> conversation = type("Conversation");
        MethodType talk = MethodType.methodType(void.class, Socket.class);
        Object echo =
                MethodHandleProxies.asInterfaceInstance(
                        conversation,
                        MethodHandles.lookup().findStatic(conversation, "echo", talk));
        Closeable server =
                (Closeable)
                        type("VirtualServer")
                                .getConstructor(int.class, int.class, conversation)
                                .newInstance(0, 1_000, echo);
        try (server) {
            Method serve = server.getClass().getMethod("serve");
            CompletableFuture<Void> serving = PythonPeer.serving(() -> serve.invoke(server));
            int port = (int) server.getClass().getMethod("port").invoke(server);

            assertThat(PythonPeer.output("async_crowd_client.py", port))
                    .containsExactly("100 of 100");

            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_crowd_for_a_server_in_python() throws Exception {
        Method greet = type("CrowdClient").getMethod("greet", String.class, int.class, int.class);
        try (PythonPeer server = PythonPeer.server("thread_server.py")) {
            assertThat(greet.invoke(null, "127.0.0.1", server.port(), 100)).isEqualTo(100);
        }
    }
}
