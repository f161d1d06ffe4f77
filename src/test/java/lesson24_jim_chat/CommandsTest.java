package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Call;
import kit.HandSetClock;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-4")
class CommandsTest {

    private static final long TIME = 1_761_987_600; // 2025-11-01T09:00:00Z

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("understand(\"  hello \")"),
                "blanks around a line do not count: strip() it first."),
        when(
                seen -> seen.threw(IllegalArgumentException.class),
                "JimWriter refuses what does not fit with an IllegalArgumentException. Catch it, and show something in its place."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "a command may come without its word: look how many words there are."),
        when(
                seen -> seen.gotText().startsWith("Show[") && seen.expectedWords("Send["),
                "what can be sent is not sent. JimWriter refuses it, as it does with a time in milliseconds, or the line is not understood."),
        when(
                seen ->
                        seen.gotText().contains("time=")
                                && !seen.gotText().contains("time=17619876"),
                "the time is another one than the clock tells: ask clock.instant(), each time."),
        when(
                seen -> seen.expectedWords("  are") || seen.expectedWords("  again"),
                "the text is not as it was typed. Split off the command and the name, and leave the blanks in the rest alone: split(\"\\s+\", 2)."),
        when(
                seen ->
                        seen.expectedWords("=utf-8")
                                && seen.gotText().contains("Msg[")
                                && !seen.gotText().contains("=utf-8"),
                "the text may be of any alphabet: its encoding is utf-8."),
        when(
                seen ->
                        seen.expected("only something shown")
                                && seen.gotText().contains("message=/"),
                "an unknown command is said to all. What begins with / is never said."),
        when(
                seen -> seen.expected("only something shown") && seen.called("understand(\"/dance"),
                "an unknown command is taken for another one. Compare the whole word."),
        when(
                seen ->
                        seen.expected("only something shown")
                                && seen.gotText().contains("Show[text=]"),
                "nothing is shown: whoever has typed this does not know why nothing happens."),
        when(
                seen -> seen.expected("only something shown"),
                "something is sent that nobody can read, or to nobody. Try JimWriter.bytes(message) first; it refuses names and texts that do not fit, and rooms without #."),
        when(
                seen -> seen.expectedWords("Show[text=]"),
                "a blank line means nothing: nothing is sent, nothing is shown."),
        when(
                seen -> seen.called("chosen()") && seen.called("understand(\"/who"),
                "/who only asks. It chooses nobody."),
        when(
                seen -> seen.called("chosen()") && seen.called("understand(\"/leave"),
                "only a room that was chosen, and is left, is chosen no more."),
        when(
                seen ->
                        seen.expected("") && seen.called("chosen()")
                                || seen.expected("#tea") && seen.called("understand(\"/msg boris"),
                "a line that was refused chooses somebody. Choose only what can be sent."),
        when(
                seen ->
                        seen.called("chosen()")
                                || seen.called("understand(\"/join") && seen.expectedWords("Msg["),
                "/join and /msg choose to whom plain text goes."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final HandSetClock clock = HandSetClock.at("2025-11-01T09:00:00Z", "UTC");
    private final Commands commands = new Commands("anna", clock);

    private Call<String> typed(String line) {
        String shown = line.replaceAll("x{10,}", "…").replaceAll("ж{10,}", "…");
        return wire.call(
                "understand(\"" + shown + "\")", () -> String.valueOf(commands.understand(line)));
    }

    /** What of a line is sent; {@code only shown} if nothing is. */
    private Call<String> kind(String line) {
        String shown = line.replaceAll("x{10,}", "…");
        return wire.call(
                "understand(\"" + shown + "\")",
                () -> {
                    Typed typed = commands.understand(line);
                    boolean words = typed instanceof Typed.Show show && !show.text().isEmpty();
                    return words ? "only something shown" : typed.toString();
                });
    }

    private Call<String> chosen() {
        return wire.call("chosen()", commands::chosen);
    }

    private void type(String line) {
        assertThat(typed(line)).returns();
    }

    private static String msg(String to, String text) {
        return new Typed.Send(new Message.Msg(TIME, to, "anna", "utf-8", text)).toString();
    }

    private static String join(String room) {
        return new Typed.Send(new Message.Join(TIME, room)).toString();
    }

    private static String leave(String room) {
        return new Typed.Send(new Message.Leave(TIME, room)).toString();
    }

    @Nested
    class A_command {

        @Test
        void joins_a_room_and_chooses_it() {
            assertThat(typed("/join #tea")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        void writes_to_somebody_and_chooses_them() {
            assertThat(typed("/msg boris hi")).returns(msg("boris", "hi"));
            assertThat(chosen()).returns("boris");
        }

        @Test
        void writes_a_text_of_many_words_as_it_is() {
            assertThat(typed("/msg boris how  are /you?")).returns(msg("boris", "how  are /you?"));
        }

        @Test
        void leaves_a_room() {
            assertThat(typed("/leave #tea")).returns(leave("#tea"));
        }

        @Test
        void leaves_the_room_that_was_chosen() {
            type("/join #tea");

            assertThat(typed("/leave")).returns(leave("#tea"));
            assertThat(chosen()).returns("");
        }

        @Test
        void leaves_another_room_than_the_chosen_one() {
            type("/join #milk");
            type("/join #tea");

            assertThat(typed("/leave #milk")).returns(leave("#milk"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        void asks_who_is_in_the_chosen_room() {
            type("/join #tea");

            assertThat(typed("/who")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        void asks_who_is_in_another_room() {
            type("/join #tea");

            assertThat(typed("/who #milk")).returns(join("#milk"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        void quits() {
            assertThat(typed("/quit")).returns("Send[message=Quit[time=" + TIME + "]]");
        }

        @Test
        void helps() {
            assertThat(typed("/help")).returns("Show[text=" + Commands.HELP + "]");
        }

        @Test
        void may_have_blanks_around_it() {
            assertThat(typed("  /join   #tea ")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }
    }

    @Nested
    class Plain_text {

        @Test
        void goes_to_the_room_that_was_joined_last() {
            type("/join #milk");
            type("/join #tea");

            assertThat(typed("hello, all")).returns(msg("#tea", "hello, all"));
        }

        @Test
        void goes_to_who_was_written_to_last() {
            type("/join #tea");
            type("/msg boris hi");

            assertThat(typed("hello  again")).returns(msg("boris", "hello  again"));
        }

        @Test
        void goes_without_the_blanks_around_it() {
            type("/join #tea");

            assertThat(typed("  hello ")).returns(msg("#tea", "hello"));
        }

        @Test
        void goes_nowhere_if_nobody_is_chosen() {
            assertThat(kind("hello")).returns("only something shown");
            assertThat(chosen()).returns("");
        }

        @Test
        void goes_nowhere_after_the_chosen_room_was_left() {
            type("/join #tea");
            type("/leave #tea");

            assertThat(kind("hello")).returns("only something shown");
        }

        @Test
        void may_be_of_any_alphabet() {
            type("/join #чай");

            assertThat(typed("привет")).returns(msg("#чай", "привет"));
        }

        @Test
        void has_the_time_of_the_clock() {
            type("/join #tea");
            clock.set("2025-11-01T09:00:10Z");

            assertThat(typed("hi")).returns(msg("#tea", "hi").replace("7600", "7610"));
        }

        @Test
        void may_be_long() {
            type("/join #tea");

            assertThat(typed("ж".repeat(500))).returns(msg("#tea", "ж".repeat(500)));
        }

        @Test
        void that_is_blank_shows_nothing_though_nobody_is_chosen() {
            assertThat(typed(" ")).returns("Show[text=]");
        }

        @Test
        void that_is_blank_shows_nothing() {
            type("/join #tea");

            assertThat(typed("")).returns("Show[text=]");
            assertThat(typed("  ")).returns("Show[text=]");
        }
    }

    @Nested
    class What_makes_no_sense {

        @Test
        void is_another_command() {
            type("/join #tea");

            assertThat(kind("/dance")).returns("only something shown");
            assertThat(kind("/joinery #tea")).returns("only something shown");
            assertThat(kind("/")).returns("only something shown");
        }

        @Test
        void is_a_room_without_its_sign() {
            assertThat(kind("/join tea")).returns("only something shown");
            assertThat(chosen()).returns("");
        }

        @Test
        void is_a_command_without_its_word() {
            assertThat(kind("/join")).returns("only something shown");
            assertThat(kind("/leave")).returns("only something shown");
            assertThat(kind("/who")).returns("only something shown");
            assertThat(kind("/msg")).returns("only something shown");
        }

        @Test
        void is_a_message_without_a_text() {
            type("/join #tea");

            assertThat(kind("/msg boris")).returns("only something shown");
            assertThat(chosen()).returns("#tea");
        }

        @Test
        void is_to_ask_who_somebody_is() {
            type("/msg boris hi");

            assertThat(kind("/who")).returns("only something shown");
            assertThat(kind("/leave")).returns("only something shown");
            assertThat(chosen()).returns("boris");
        }

        @Test
        void is_a_text_that_is_too_long() {
            type("/join #tea");

            assertThat(kind("x".repeat(501))).returns("only something shown");
            assertThat(kind("/msg boris " + "x".repeat(501))).returns("only something shown");
            assertThat(chosen()).returns("#tea");
        }
    }
}
