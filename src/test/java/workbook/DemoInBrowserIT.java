package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.web.Browser;

/**
 * A demonstration of lesson 01, led from its page. Each piece would take a minute, so that nothing
 * moves unless a key is pressed.
 */
@Timeout(240)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoInBrowserIT {

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy;
    private static Browser browser;
    private Process demo;
    private int seen; // events of the page

    enum Keyboard {
        LATIN("h", "s", "c", "x"),
        RUSSIAN("р", "ы", "с", "ч");

        private final String hold;
        private final String step;
        private final String cut;
        private final String reset;

        Keyboard(String hold, String step, String cut, String reset) {
            this.hold = hold;
            this.step = step;
            this.cut = cut;
            this.reset = reset;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (demo != null) {
            demo.destroy();
            demo.waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource
    void goes_on_at_once_after_hold_step_cut_and_reset(Keyboard keys) throws Exception {
        open("demo", "01", "--web", "--delay", "60000");
        browser.untilTrue("mode.textContent === '▶ running · 1 waiting · delay 60000 ms'");

        browser.press(keys.hold, "KeyH");
        browser.untilTrue("mode.textContent === '❚❚ held · 1 waiting · delay 60000 ms'");
        for (String piece :
                List.of("client to server, \"hello, \"", "server to client, \"HELLO, \"")) {
            untilAPieceWaits();
            browser.press(keys.step, "KeyS");
            shows(piece + ", 7 bytes");
        }
        untilAPieceWaits();
        browser.press(keys.cut, "KeyC");
        int before = seen;
        shows("client to server, \"world!\", lost, 6 bytes");
        seen = before; // which of these two is first is a matter of luck
        shows("server to client, end of stream");
        shows("The connection ended without \"WORLD!\". The rest of this scene is left out.");
        browser.shoot("demo-cut-" + keys);

        shows("The client, over a network that carries 5 bytes at a time");
        untilAPieceWaits();
        browser.press(keys.reset, "KeyX");
        shows("server to client, reset");
        shows("UppercaseClient failed with exit status 1. The rest of this scene is left out.");
        browser.shoot("demo-reset-" + keys);

        shows("It goes wrong: the client disappears in the middle");
        for (String piece : List.of("\"hello, \", 7 bytes", "\"HELLO, \", 7 bytes", "reset")) {
            untilAPieceWaits();
            browser.press(keys.step, "KeyS");
            shows(piece);
        }
        shows("The connection was reset, so the server's next read throws an exception.");
        browser.untilTrue("mode.textContent.startsWith('■ over')");
        browser.shoot("demo-over-" + keys);

        assertThat(browser.evaluate("events.textContent").textValue())
                .doesNotContain("in vain", "Three pieces out");
    }

    @Test
    void a_cut_scene_does_not_end_with_its_comment() throws Exception {
        open("demo", "01", "--web", "--delay", "60000");
        untilAPieceWaits();
        browser.press("c", "KeyC");
        shows("The connection ended without \"HELLO, \". The rest of this scene is left out.");
        shows("The client, over a network that carries 5 bytes at a time");
        untilAPieceWaits();
        browser.press("s", "KeyS");
        shows("client to server, \"hello\", 5 bytes");
        untilAPieceWaits();

        browser.press("c", "KeyC");

        shows("The tap cuts the connection of the client.");
        shows(
                "The tap has changed what crosses, so the next comment does not fit."
                        + " The rest of this scene is left out.");
        shows("It goes wrong: the client disappears in the middle");
        assertThat(browser.evaluate("events.textContent").textValue())
                .doesNotContain("Three pieces out");
        browser.shoot("demo-cut-second-scene");
    }

    private void open(String... arguments) throws Exception {
        demo = copy.start(arguments);
        BufferedReader out = demo.inputReader(UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("The page: ")) {
            line = out.readLine();
        }
        assertThat(line).as("before it ended").isNotNull();
        Thread rest = new Thread(() -> out.lines().forEach(ignored -> {}), "reads on");
        rest.setDaemon(true);
        rest.start();
        browser.call("Page.navigate", Map.of("url", line.substring("The page: ".length())));
        browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
    }

    /**
     * Asks the tap itself, as what the page shows may be a moment old. It is held, and stays so.
     */
    private static void untilAPieceWaits() throws Exception {
        browser.untilTrue(
                """
                fetch('/control', {
                    method: 'POST',
                    headers: {
                        'Content-Type': 'application/json',
                        'X-Workbook-Token': document.querySelector('meta[name=workbook-token]').content,
                    },
                    body: '{"action": "hold"}',
                }).then((reply) => reply.json()).then((state) => state.waiting > 0)
                """);
    }

    /**
     * Waits for an event, after those that were waited for before, whose words on the page end so.
     */
    private void shows(String words) throws Exception {
        Browser.until(
                words,
                () -> {
                    JsonNode labels =
                            browser.evaluate(
                                    "[...document.querySelectorAll('#events .event')]"
                                            + ".map(event => event.getAttribute('aria-label'))");
                    for (int i = seen; i < labels.size(); i++) {
                        if (labels.get(i).textValue().endsWith(words)) {
                            seen = i + 1;
                            return true;
                        }
                    }
                    return false;
                });
    }
}
