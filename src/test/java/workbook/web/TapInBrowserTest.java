package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.tap.Recorder;
import workbook.tap.TcpTap;
import workbook.tap.Valve;
import workbook.wire.Event;

/**
 * What the page shows, and what the two ends of a real connection see, after the keys that act on
 * the wire; pressed on an English and on a Russian keyboard.
 */
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TapInBrowserTest {

    private static final String HELD = "mode.textContent === '❚❚ held'";
    private static final String RUNNING = "mode.textContent === '▶ running'";

    @TempDir static Path folder;
    private static Browser browser;

    private final Recorder recorder = new Recorder();
    private final Valve valve = new Valve();
    private ServerSocket listener;
    private TcpTap tap;
    private LivePage page;
    private final List<Socket> clients = new ArrayList<>();
    private final List<Socket> servers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        tap = new TcpTap((InetSocketAddress) listener.getLocalSocketAddress(), valve, recorder);
        page = new LivePage("Live page", recorder, valve);
        browser.complaints.clear();
        browser.call("Page.navigate", Map.of("url", page.address().toString()));
        browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
        connect();
    }

    @AfterEach
    void close() throws Exception {
        browser.leave();
        page.close();
        tap.close();
        listener.close();
        for (Socket socket : clients) {
            socket.close();
        }
        for (Socket socket : servers) {
            socket.close();
        }
        assertThat(browser.complaints).isEmpty();
    }

    private void connect() throws Exception {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), tap.port());
        Socket server = listener.accept();
        clients.add(client);
        servers.add(server);
        for (Socket socket : List.of(client, server)) {
            socket.setSoTimeout(60_000);
            socket.setTcpNoDelay(true);
        }
        rows("CONNECT", clients.size());
    }

    private void send(int connection, String text) throws IOException {
        clients.get(connection - 1).getOutputStream().write(text.getBytes(UTF_8));
    }

    private String received(int connection, int count) throws IOException {
        return new String(servers.get(connection - 1).getInputStream().readNBytes(count), UTF_8);
    }

    private static void rows(String kind, int count) throws Exception {
        browser.untilTrue(
                "document.querySelectorAll('#events li.%s').length === %d".formatted(kind, count));
    }

    /** The events as the page reads them aloud, without their numbers. */
    private static List<String> shown() throws Exception {
        JsonNode labels =
                browser.evaluate(
                        "[...document.querySelectorAll('#events .event')]"
                                + ".map(e => e.getAttribute('aria-label').replace(/^\\d+: /, ''))");
        List<String> shown = new ArrayList<>();
        labels.forEach(label -> shown.add(label.textValue()));
        return shown;
    }

    @ParameterizedTest
    @CsvSource({"h, s, r", "р, ы, к"})
    void hold_step_and_run(String hold, String step, String run) throws Exception {
        browser.press(hold, "KeyH");
        browser.untilTrue(HELD);
        send(1, "first");
        browser.untilTrue("mode.textContent === '❚❚ held · 1 waiting'");
        assertThat(browser.evaluate("hold.ariaPressed").textValue()).isEqualTo("true");
        assertThat(shown()).noneMatch(event -> event.contains("first"));
        browser.shoot("tap-held-" + hold);

        browser.press(step, "KeyS");
        browser.untilTrue(HELD);
        rows("DATA", 1);
        assertThat(received(1, 5)).isEqualTo("first");

        send(1, "second");
        browser.untilTrue("mode.textContent === '❚❚ held · 1 waiting'");
        browser.press(run, "KeyR");
        browser.untilTrue(RUNNING);
        rows("DATA", 2);
        assertThat(received(1, 6)).isEqualTo("second");
        assertThat(shown())
                .endsWith(
                        "client to server, \"first\", 5 bytes",
                        "client to server, \"second\", 6 bytes");
        assertThat(browser.evaluate("hold.ariaPressed").textValue()).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"c, h", "с, р"})
    void cut_ends_both_directions_and_loses_what_is_held(String cut, String hold) throws Exception {
        send(1, "before");
        rows("DATA", 1);
        browser.press(hold, "KeyH");
        browser.untilTrue(HELD);
        send(1, "held");
        browser.untilTrue("mode.textContent.includes('1 waiting')");

        browser.press(cut, "KeyC");

        rows("END", 2);
        browser.untilTrue(HELD); // nothing waits any more
        browser.shoot("tap-cut-" + cut);
        assertThat(shown())
                .contains("client to server, \"held\", lost, 4 bytes")
                .contains("client to server, end of stream", "server to client, end of stream");
        assertThat(received(1, 100)).isEqualTo("before");
        assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"x", "ч"})
    void reset_is_an_arrow_to_each_end(String reset) throws Exception {
        send(1, "before");
        rows("DATA", 1);
        assertThat(received(1, 6)).isEqualTo("before");

        browser.press(reset, "KeyX");

        rows("RESET", 2);
        browser.shoot("tap-reset-" + reset);
        assertThat(shown()).contains("client to server, reset", "server to client, reset");
        for (Socket end : List.of(clients.get(0), servers.get(0))) {
            assertThatThrownBy(() -> end.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void cut_and_reset_meet_the_chosen_connection_alone() throws Exception {
        connect();
        connect();
        browser.untilTrue("which.length === 4");
        browser.evaluate("which.value = '2'");
        browser.press("с", "KeyC");
        rows("END", 2);
        browser.evaluate("which.value = '3'");
        browser.press("ч", "KeyX");
        rows("RESET", 2);

        send(1, "still there");

        rows("DATA", 1);
        assertThat(received(1, 11)).isEqualTo("still there");
        assertThat(shown())
                .contains("client 2 to server, end of stream", "server to client 3, reset")
                .noneMatch(event -> event.startsWith("client to server, end"));
    }

    @Test
    void a_step_with_nothing_to_let_pass_is_answered_with_a_sentence() throws Exception {
        browser.press("ы", "KeyS");

        browser.untilTrue(
                "problem.textContent .startsWith('Nothing is waiting') && !problem.hidden");
        assertThat(shown()).hasSize(1); // that they connected
        browser.complaints.removeIf(text -> text.contains("409")); // Chromium notes each of them
    }

    @Test
    void many_clients_by_udp_share_five_lanes_and_are_named_where_a_lane_changes_hands()
            throws Exception {
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        for (int i = 2; i <= 9; i++) {
            byte[] bytes = {(byte) ('0' + i)};
            Event event = new Event(Event.Kind.DATA, "client " + i, "server", bytes);
            recorder.crossed(i, true, event, place, place);
        }
        rows("DATA", 8);

        assertThat(browser.evaluate("document.querySelectorAll('#heads .head').length").intValue())
                .isEqualTo(6); // the TCP client, four of UDP, the server
        assertThat(heads()).contains("client 6", "client 7", "client 8", "client 9", "server");
        List<String> words = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('.DATA .words')].map(e => e.textContent)")
                .forEach(text -> words.add(text.textValue()));
        assertThat(words).containsExactly("client 6", "client 7", "client 8", "client 9");
    }

    private static List<String> heads() throws Exception {
        List<String> heads = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('#heads .head')].map(e => e.title)")
                .forEach(head -> heads.add(head.textValue()));
        return heads;
    }
}
