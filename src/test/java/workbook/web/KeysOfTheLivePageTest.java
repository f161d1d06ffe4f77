package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.EnumSource;
import workbook.tap.Recorder;
import workbook.wire.Event.Kind;

/** Every letter that the page knows does the same whatever the keyboard is switched to. */
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysOfTheLivePageTest {

    private static final String ENGLISH = "qwertyuiopasdfghjklzxcvbnm";

    /** What the letter keys type, in the order of {@link #ENGLISH}. */
    enum Keyboard {
        LATIN(ENGLISH),
        CAPITALS(ENGLISH.toUpperCase()),
        RUSSIAN("йцукенгшщзфывапролдячсмить"),
        RUSSIAN_CAPITALS("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"),
        GREEK(";ςερτυθιοπασδφγηξκλζχψωβνμ");

        private final String typed;

        Keyboard(String typed) {
            this.typed = typed;
        }

        /** Presses the key on which an English keyboard has this letter. */
        void press(String letter) throws Exception {
            if (letter.equals("?")) { // typed as such with every one of them
                browser.press("?", "Digit7");
            } else {
                int place = ENGLISH.indexOf(letter);
                browser.press(typed.substring(place, place + 1), "Key" + letter.toUpperCase());
            }
        }
    }

    /** What is true on the page after a key; for a button's key, what the tap was asked for. */
    private static final Map<String, String> EFFECTS =
            Map.of(
                    "h", "hold",
                    "s", "step",
                    "r", "run",
                    "c", "cut 0",
                    "x", "reset 0",
                    "g", "glue true",
                    "p", "document.activeElement.id === 'split'",
                    "d", "document.activeElement.id === 'delay'",
                    "e", "document.activeElement.id === 'send-text'",
                    "?", "help.open");

    @TempDir static Path folder;
    private static Browser browser;

    private final Recorder recorder = new Recorder();
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
        new Wired(recorder).toServer(1, Kind.CONNECT, "");
        visit();
    }

    private void visit() throws Exception {
        browser.call("Page.navigate", Map.of("url", page.address().toString()));
        browser.untilTrue("document.querySelector('#link')?.dataset.link === 'live'");
    }

    @AfterEach
    void close() throws Exception {
        browser.leave();
        page.close();
        assertThat(browser.complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_does_what_it_is_for(Keyboard keyboard) throws Exception {
        for (String letter : EFFECTS.keySet()) {
            String effect = EFFECTS.get(letter);
            visit();
            controls.calls.clear();

            keyboard.press(letter);

            if (effect.contains(".")) {
                browser.untilTrue(effect);
                assertThat(controls.calls).isEmpty();
            } else {
                Browser.until(effect, () -> !controls.calls.isEmpty());
                assertThat(controls.calls).as(letter).containsExactly(effect);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_other_letter_does_anything(Keyboard keyboard) throws Exception {
        for (String letter : ENGLISH.split("")) {
            if (!EFFECTS.containsKey(letter)) {
                keyboard.press(letter);
            }
        }
        keyboard.press("?"); // after which all the others have had their effect

        browser.untilTrue("help.open");
        assertThat(controls.calls).isEmpty();
        assertThat(browser.evaluate("document.querySelector('#send').hidden")).hasToString("true");
    }

    @Test
    void all_that_the_page_knows_are_tried_here_and_named_in_its_help() throws Exception {
        String script = resource("page.js");
        String letters = script.substring(script.indexOf("const letters = {"));
        Set<String> known =
                all("(?m)^  '?(.)'?: \\(\\) =>", letters.substring(0, letters.indexOf("};")));
        JsonNode help =
                browser.evaluate(
                        "[...document.querySelectorAll('#help dt kbd')].map(k => k.textContent)");
        Set<String> named = new TreeSet<>();
        help.forEach(key -> named.add(key.textValue()));
        named.removeAll(Set.of("↑", "↓", "Home", "End", "Enter", "Esc"));
        assertThat(named).contains("Space", "PageDown", ".", "PageUp");
        named.removeAll(Set.of("Space", "PageDown", ".", "PageUp")); // tried below

        assertThat(known).isEqualTo(new TreeSet<>(EFFECTS.keySet())).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "' ', Space, step",
        "PageDown, PageDown, step",
        "., Period, hold",
        "ю, Period, hold",
        "PageUp, PageUp, ''"
    })
    void those_of_a_presenter_hold_and_step(String key, String code, String call) throws Exception {
        browser.press(key, code);
        browser.press("r", "KeyR");

        Browser.until("run", () -> controls.calls.contains("run"));
        assertThat(controls.calls)
                .containsExactlyElementsOf(call.isEmpty() ? List.of("run") : List.of(call, "run"));
    }

    @Test
    void a_button_that_was_clicked_does_not_keep_the_space_bar() throws Exception {
        browser.click("#hold");
        Browser.until("hold", () -> controls.calls.contains("hold"));

        browser.press(" ", "Space");

        Browser.until("step", () -> controls.calls.contains("step"));
        assertThat(controls.calls).containsExactly("hold", "step");
    }

    @Test
    void a_button_that_was_reached_by_keyboard_is_pressed_by_the_space_bar() throws Exception {
        browser.evaluate("document.querySelector('#run').focus()");
        browser.press(" ", "Space");

        Browser.until("run", () -> controls.calls.contains("run"));
        assertThat(controls.calls).containsExactly("run");
    }

    @Test
    void on_an_event_the_space_bar_steps_and_opens_nothing() throws Exception {
        browser.press("PageUp", "PageUp");
        browser.untilTrue("document.activeElement.matches('.event')");
        browser.press(" ", "Space");

        Browser.until("step", () -> controls.calls.contains("step"));
        assertThat(browser.evaluate("document.querySelector('#detail').hidden").booleanValue())
                .isTrue();
    }

    @Test
    void those_that_are_typed_into_a_field_or_belong_to_the_browser_do_nothing_else()
            throws Exception {
        browser.press("e", "KeyE");
        browser.untilTrue("document.activeElement.id === 'send-text'");
        for (Keyboard keyboard : Keyboard.values()) {
            keyboard.press("c");
        }
        browser.untilTrue("document.activeElement.value === 'cCсСψ'");
        browser.press("Escape", "Escape");
        browser.untilTrue("document.querySelector('#send').hidden");
        browser.call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", "с", "code", "KeyC", "modifiers", 2)); // Ctrl
        Keyboard.RUSSIAN.press("h");

        Browser.until("hold", () -> controls.calls.contains("hold"));
        assertThat(controls.calls).containsExactly("hold");
    }

    private static Set<String> all(String pattern, String text) {
        Stream<MatchResult> found = Pattern.compile(pattern).matcher(text).results();
        return found.map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LivePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
