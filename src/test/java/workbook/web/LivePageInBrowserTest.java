package workbook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
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
import workbook.tap.Controls;
import workbook.tap.Recorder;
import workbook.wire.Event.Kind;

/**
 * The page in a real browser. With {@code -Dlivepage.shots=FOLDER} it leaves pictures there, to be
 * looked at.
 */
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivePageInBrowserTest {

    private static final String ROWS = "document.querySelectorAll('#events li').length";

    @TempDir static Path folder;
    private static Browser browser;

    private final Recorder recorder = new Recorder();
    private final Wired wired = new Wired(recorder);
    private final FakeControls controls = new FakeControls();
    private LivePage page;

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
        page = new LivePage("Live page", recorder, controls);
        browser.complaints.clear();
        look(1280, 720, "light");
        visit();
    }

    @AfterEach
    void close() throws Exception {
        browser.leave();
        page.close();
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void arrows_appear_as_things_happen() throws Exception {
        wired.toServer(1, Kind.CONNECT, "").toServer(1, Kind.DATA, "hello\n");
        recorder.printed("server", "got a client");
        recorder.note("Now the server answers.");
        wired.toClient(1, Kind.DATA, "HELLO\n");

        browser.untilTrue(ROWS + " === 5");

        assertThat(text("#events")).contains("\"hello\\n\"", "6 bytes", "connects", "got a client");
        assertThat(text("#heads")).contains("client").contains("server");
        assertThat(text(".NOTE")).contains("Now the server answers.");
        assertThat(count("li.DATA.to-right")).isEqualTo(1);
        assertThat(count("li.DATA.to-left")).isEqualTo(1);
    }

    @Test
    void an_arrow_leads_from_one_lane_to_the_other_below_its_text() throws Exception {
        prefer("prefers-reduced-motion", "reduce");
        wired.toServer(1, Kind.CONNECT, "").toClient(2, Kind.DATA, "a");
        browser.untilTrue(ROWS + " === 2");
        String place = "document.querySelector('%s').getBoundingClientRect().%s";
        String lane = place.formatted(".stripe:nth-child(%d)", "x");

        double line = browser.evaluate(place.formatted(".DATA .line", "left")).doubleValue();
        double end = browser.evaluate(place.formatted(".DATA .line", "right")).doubleValue();
        double below = browser.evaluate(place.formatted(".DATA .line", "top")).doubleValue();
        double text = browser.evaluate(place.formatted(".DATA .text", "bottom")).doubleValue();

        assertThat(line).isCloseTo(browser.evaluate(lane.formatted(2)).doubleValue(), within(3.0));
        assertThat(end).isCloseTo(browser.evaluate(lane.formatted(3)).doubleValue(), within(3.0));
        assertThat(below).isGreaterThanOrEqualTo(text - 8); // the line box is taller than letters
    }

    @Test
    void arrows_grow_unless_the_reader_wants_no_motion() throws Exception {
        String motion = "getComputedStyle(document.querySelector('.live .line')).animationName";
        wired.toServer(1, Kind.DATA, "a");
        browser.untilTrue(ROWS + " === 1");

        assertThat(browser.evaluate(motion).textValue()).isEqualTo("grow-right");
        prefer("prefers-reduced-motion", "reduce");
        assertThat(browser.evaluate(motion).textValue()).isEqualTo("none");
    }

    @Test
    void two_clients_have_two_colours() throws Exception {
        wired.toServer(1, Kind.DATA, "one");
        wired.toServer(2, Kind.DATA, "two");
        browser.untilTrue("document.querySelectorAll('#events li.DATA').length === 2");

        for (String part : List.of("#events .words, #events i.shaft", "#heads .head")) {
            browser.untilTrue(
                    "new Set([...document.querySelectorAll('"
                            + part
                            + "')].slice(0, 2).map(e => getComputedStyle(e).color)).size === 2");
        }
    }

    @Test
    void many_clients_find_room() throws Exception {
        for (int i = 1; i <= 24; i++) {
            wired.toServer(i, Kind.CONNECT, "").toServer(i, Kind.DATA, "I am client " + i);
        }
        browser.untilTrue(ROWS + " === 48");
        String lefts =
                "[...document.querySelectorAll('#heads .head')]"
                        + ".map(h => h.getBoundingClientRect()).sort((a, b) => a.x - b.x)";

        assertThat(browser.evaluate(lefts + ".every((b, i, all) => !i || all[i - 1].right <= b.x)"))
                .hasToString("true");
        assertThat(browser.evaluate("innerWidth - " + lefts + "[23].right").doubleValue())
                .isGreaterThan(600);
        shoot("many");
    }

    @Test
    void the_lanes_of_clients_that_have_gone_are_free_for_others() throws Exception {
        wired.toServer(1, Kind.CONNECT, "");
        for (int i = 2; i <= 200; i++) { // fewer events than may wait for a page
            wired.toServer(i, Kind.CONNECT, "").toServer(i, Kind.DATA, "I am client " + i);
            wired.toServer(i, Kind.END, "").toClient(i, Kind.END, "");
        }
        wired.toServer(201, Kind.CONNECT, "").toServer(202, Kind.REFUSED, "");
        browser.untilTrue(ROWS + " === 799");

        assertThat(browser.evaluate("document.querySelectorAll('#heads .head').length").intValue())
                .isEqualTo(6);
        browser.untilTrue("[...document.querySelectorAll('#heads .head')][0].title === 'client'");
        browser.untilTrue(
                "[...document.querySelectorAll('#heads .head')].some(h => h.title === 'client 201')");
        browser.untilTrue(
                "document.querySelector('#events li:last-child .words').textContent"
                        + " === 'client 202 is refused'");
        assertThat(
                        browser.evaluate(
                                        "[...document.querySelector('#which').options].map(o => o.value)")
                                .toString())
                .isEqualTo("[\"0\",\"1\",\"201\"]");
        shoot("come-and-gone");
    }

    @Test
    void each_kind_is_drawn_with_a_shape_of_its_own() throws Exception {
        List<Kind> kinds =
                List.of(Kind.CONNECT, Kind.DATA, Kind.END, Kind.RESET, Kind.REFUSED, Kind.LOST);
        kinds.forEach(kind -> wired.toServer(1, kind, kind == Kind.LOST ? "x" : ""));
        browser.untilTrue(ROWS + " === 6");

        String shapes =
                "new Set([...document.querySelectorAll('#events li')].map(li => {"
                        + " const s = getComputedStyle(li.querySelector('.shaft'));"
                        + " const h = getComputedStyle(li.querySelector('.head'));"
                        + " return [s.borderTopStyle, s.right, h.clipPath].join(); })).size";

        assertThat(browser.evaluate(shapes).intValue()).isEqualTo(kinds.size());
    }

    @Test
    void buttons_and_keys_work_the_tap() throws Exception {
        wired.toServer(1, Kind.CONNECT, "").toServer(2, Kind.CONNECT, "");
        browser.untilTrue(ROWS + " === 2");

        browser.click("#hold");
        called("hold");
        browser.untilTrue("document.querySelector('#mode').textContent.includes('3 waiting')");
        for (String key : List.of("s", "r", "c", "x")) {
            browser.press(key);
            Browser.until("all is asked", () -> controls.calls.size() > "hsrcx".indexOf(key));
        }

        assertThat(controls.calls).containsExactly("hold", "step", "run", "cut 0", "reset 0");
    }

    @Test
    void numbers_and_connections_are_chosen_by_keyboard() throws Exception {
        wired.toServer(1, Kind.CONNECT, "").toServer(2, Kind.CONNECT, "");
        browser.untilTrue(ROWS + " === 2");

        browser.press("p");
        browser.type("3");
        browser.press("Enter");
        called("split 3");
        browser.press("g");
        called("glue true");
        browser.evaluate("document.querySelector('#which').value = '2'");
        browser.press("x");
        called("reset 2");
    }

    @Test
    void bytes_are_sent_from_here() throws Exception {
        wired.toServer(1, Kind.CONNECT, "").toServer(2, Kind.CONNECT, "");
        browser.untilTrue(ROWS + " === 2");

        browser.press("e");
        browser.type("hi\\x21\\n");
        browser.press("Enter");
        called("send 2 server hi!\n");
        browser.press("Escape");

        browser.untilTrue("document.querySelector('#send').hidden");
    }

    @Test
    void what_makes_no_sense_is_answered_with_a_sentence_on_the_page() throws Exception {
        wired.toServer(1, Kind.CONNECT, "");
        browser.untilTrue(ROWS + " === 1");

        browser.press("e");
        browser.type("\\q");
        browser.press("Enter");
        browser.untilTrue("!document.querySelector('#problem').hidden");

        assertThat(text("#problem")).startsWith("After a backslash comes");
        controls.hold();
        browser.untilTrue("document.querySelector('#mode').dataset.held === 'true'");
        shoot("held");
        assertThat(browser.complaints).hasSize(1).first().asString().contains("400");
        browser.complaints.clear(); // Chromium notes every 400 on the console
    }

    @Test
    void nothing_can_be_controlled_once_it_is_over() throws Exception {
        controls.state = new Controls.State(false, 0, Duration.ZERO, 0, false, true);

        browser.untilTrue("document.querySelector('#mode').textContent === '■ over'");

        browser.untilTrue("document.querySelector('#hold').disabled");
        assertThat(browser.evaluate("+getComputedStyle(hold).opacity").doubleValue()).isLessThan(1);
    }

    @Test
    void the_largest_numbers_are_shown_whole() throws Exception {
        browser.evaluate("split.value = split.max; delay.value = delay.max; 0");

        assertThat(browser.evaluate("split.scrollWidth <= split.clientWidth")).hasToString("true");
        assertThat(browser.evaluate("delay.scrollWidth <= delay.clientWidth")).hasToString("true");
        shoot("numbers");
    }

    @Test
    void an_event_opens_with_Enter_and_arrow_keys_lead_to_others() throws Exception {
        wired.toServer(1, Kind.DATA, "first").toServer(1, Kind.DATA, "при\r\n");
        browser.untilTrue(ROWS + " === 2");

        browser.press("Enter");
        browser.untilTrue("!document.querySelector('#detail').hidden");
        assertThat(text("#detail-hex")).contains("d0 bf d1 80 d0 b8 0d 0a");
        assertThat(text("#detail-text")).isEqualTo("при\\r\\n\n");

        browser.press("ArrowUp");
        browser.untilTrue("document.querySelector('#detail-hex').textContent.includes('66 69')");
        browser.press("Escape");

        browser.untilTrue("document.querySelector('#detail').hidden");
    }

    @Test
    void hostile_bytes_are_shown_as_text() throws Exception {
        String hostile = "<script>hacked=1</script><img src=x onerror=hacked=1>";
        wired.toServer(1, Kind.DATA, hostile).toServer(1, Kind.DATA, "a\u202eb\u0000");
        recorder.printed("<b>server</b>", "<i>x</i>");
        recorder.note("<u>" + hostile + "\u202e");
        browser.untilTrue(ROWS + " === 4");

        browser.click("#events li:nth-child(4)");
        browser.untilTrue("!document.querySelector('#detail').hidden");

        assertThat(text("#events")).contains("\"<script>hacked=1</script>", "\"a\\u202eb\\x00\"");
        assertThat(text(".NOTE")).contains("<u><script>").contains("\\u202e");
        assertThat(text("#detail-text")).contains("onerror=hacked=1>\\u202e");
        assertThat(browser.evaluate("typeof hacked").textValue()).isEqualTo("undefined");
        assertThat(count("#sheet :is(script, img, b, u), #detail :is(script, img)")).isZero();
        assertThat(text("body")).doesNotContain("\u202e");
    }

    @Test
    void follows_the_newest_unless_the_reader_has_scrolled_up() throws Exception {
        String atTheEnd = "scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 8";
        for (int i = 0; i < 40; i++) {
            wired.toServer(1, Kind.DATA, "piece " + i);
        }
        browser.untilTrue(ROWS + " === 40 && " + atTheEnd);

        browser.press("Home");
        browser.untilTrue("scroller.scrollTop === 0 && !newest.hidden");
        wired.toServer(1, Kind.DATA, "one more");
        browser.untilTrue(ROWS + " === 41");
        assertThat(browser.evaluate("scroller.scrollTop").intValue()).isZero();
        browser.press("End");

        browser.untilTrue(atTheEnd + " && newest.hidden");
    }

    @Test
    void keeps_the_newest_of_very_many_events() throws Exception {
        for (int i = 1; i <= 5_000; i++) {
            wired.toServer(1 + i % 3, Kind.DATA, "piece " + i);
        }
        browser.untilTrue("document.querySelector('#events')?.textContent.includes('piece 5000')");

        assertThat(browser.evaluate(ROWS).intValue()).isEqualTo(2_000);
        assertThat(text("#earlier")).isEqualTo("3000 earlier not shown");
        browser.complaints.removeIf(text -> text.contains("net::ERR_")); // cut off when too slow
    }

    @Test
    void says_when_the_stream_breaks_and_goes_on_when_it_is_back() throws Exception {
        wired.toServer(1, Kind.CONNECT, "");
        browser.untilTrue(ROWS + " === 1");
        int port = page.address().getPort();
        String token = "document.querySelector('meta[name=workbook-token]')?.content";
        String old = browser.evaluate(token).textValue();

        page.close();
        browser.untilTrue(
                "document.querySelector('#link').textContent.includes('the workbook has ended')");
        browser.untilTrue("mode.textContent === '■ over' && hold.disabled && cut.disabled");
        wired.toServer(1, Kind.DATA, "meanwhile");
        page = new LivePage("Live page", recorder, controls, port);

        browser.untilTrue("(%s ?? '%s') !== '%s'".formatted(token, old, old)); // loaded anew
        browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
        browser.untilTrue(ROWS + " === 2");
        browser.press("h"); // with the new token
        called("hold");
        browser.complaints.removeIf(text -> text.contains("net::ERR_"));
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 720", "dark, 1280, 720", "light, 1920, 1080", "dark, 800, 600"})
    void can_be_read_from_the_back_row(String scheme, int width, int height) throws Exception {
        look(width, height, scheme);
        lecture();
        browser.untilTrue(ROWS + " === 26 && document.getAnimations().length === 0");

        assertThat(fontSize(".label .text")).isGreaterThanOrEqualTo(22);
        assertThat(fontSize(".print .text")).isGreaterThanOrEqualTo(22);
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .hasToString("true");
        assertThat(browser.evaluate("scroller.clientHeight / innerHeight").doubleValue())
                .isGreaterThan(0.6);
        shoot(scheme + "-" + width);
        browser.press("Home");
        shoot(scheme + "-" + width + "-top");
        browser.click("#events li:nth-child(8)");
        shoot(scheme + "-" + width + "-detail");
        browser.press("Escape");
        browser.press("?");
        browser.untilTrue("help.open");
        shoot(scheme + "-" + width + "-help");
    }

    private void lecture() {
        wired.toServer(1, Kind.CONNECT, "").toServer(2, Kind.CONNECT, "");
        recorder.printed("server", "Client connected: 127.0.0.1:40001");
        recorder.note("Three clients at once: who is served first?");
        wired.toServer(1, Kind.DATA, "hello, ").toClient(1, Kind.DATA, "HELLO, ");
        wired.toServer(3, Kind.CONNECT, "").toServer(2, Kind.DATA, "привет, мир\r\n");
        wired.toServer(1, Kind.DATA, "world!").toClient(1, Kind.DATA, "WORLD!");
        wired.toClient(2, Kind.DATA, "ПРИВЕТ, МИР\r\n");
        recorder.printed("client", "WORLD!");
        wired.toServer(
                3, Kind.DATA, "GET /index.html HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n");
        wired.toClient(3, Kind.LOST, "HTTP/1.1 200 OK").toServer(1, Kind.END, "");
        wired.toClient(1, Kind.END, "")
                .toServer(2, Kind.DATA, "\u0000\u0001\u0002")
                .toServer(2, Kind.RESET, "");
        recorder.printed("server", "java.net.SocketException: Connection reset");
        wired.toServer(4, Kind.REFUSED, "No route to host");
        recorder.note("The listener is closed.");
        wired.toServer(3, Kind.DATA, "x".repeat(200)).toClient(3, Kind.DATA, "y");
        recorder.printed("client 2", "bye");
        wired.toServer(3, Kind.END, "").toClient(3, Kind.RESET, "");
    }

    private void visit() throws Exception {
        browser.call("Page.navigate", Map.of("url", page.address().toString()));
        browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
    }

    private static void look(int width, int height, String scheme) throws Exception {
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        prefer("prefers-color-scheme", scheme);
    }

    private static void prefer(String feature, String value) throws Exception {
        browser.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    private void called(String call) throws Exception {
        Browser.until(call, () -> controls.calls.contains(call));
    }

    private static String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .textValue();
    }

    private static int count(String selector) throws Exception {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length").intValue();
    }

    private static double fontSize(String selector) throws Exception {
        String style = "getComputedStyle(document.querySelector('" + selector + "')).fontSize";
        return browser.evaluate("parseFloat(" + style + ")").doubleValue();
    }

    private static void shoot(String name) throws Exception {
        browser.shoot(name);
    }
}
