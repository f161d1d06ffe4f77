package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.session.Player;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/** A saved session on the page: the keys show it, and nothing changes it. */
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayInBrowserTest {

    @TempDir static Path folder;

    @Test
    void a_session_is_stepped_and_cannot_be_changed() throws Exception {
        Recorder recorder = new Recorder();
        Player player = new Player(1);
        player.hold();
        Thread playing = new Thread(() -> play(player, recorder));
        Browser browser = Browser.start(folder);
        try (LivePage page = new LivePage("A replay", recorder, player)) {
            browser.call("Page.navigate", Map.of("url", page.address().toString()));
            browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
            playing.start();
            for (int shown = 1; shown <= 3; shown++) {
                browser.untilTrue("mode.textContent === '❚❚ held · 1 waiting'");
                for (String key : List.of("KeyC", "KeyX", "KeyG", "KeyE")) {
                    browser.press(key.substring(3).toLowerCase(Locale.ROOT), key);
                }
                browser.press("PageDown", "PageDown");
                browser.untilTrue("document.querySelectorAll('#events li').length === " + shown);
            }
            browser.untilTrue("mode.textContent === '■ over'");
            browser.shoot("replay");
            assertThat(browser.evaluate("problem.hidden && send.hidden").booleanValue()).isTrue();
            browser.press("?");
            browser.untilTrue("help.open");
            browser.shoot("replay-help");
            assertThat(browser.evaluate("help.innerText").asText())
                    .contains("PageDown")
                    .doesNotContain("cut", "split");

            assertThat(browser.evaluate("document.querySelector('#events').innerText").asText())
                    .contains("2.000", "piece 2");
            assertThat(
                            browser.evaluate(
                                            "[...document.querySelectorAll('#cut, #split, #glue')]"
                                                    + ".every(e => !e.checkVisibility())")
                                    .booleanValue())
                    .isTrue();
            browser.leave();
        } finally {
            browser.close();
            playing.interrupt();
            playing.join();
        }
        assertThat(browser.complaints).isEmpty();
    }

    private static void play(Player player, Recorder recorder) {
        try {
            for (int number = 1; number <= 3; number++) {
                byte[] bytes = ("piece " + number).getBytes(UTF_8);
                Event event = new Event(Kind.DATA, "client", "server", bytes);
                Crossing crossing =
                        new Crossing(
                                number, Duration.ofSeconds(number), 1, false, event, null, null);
                player.await(crossing);
                recorder.again(crossing);
            }
            player.end();
        } catch (InterruptedException e) {
            // the test is over
        }
    }
}
