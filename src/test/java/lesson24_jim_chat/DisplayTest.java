package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.IllegalFormatException;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import workbook.jim.Message;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DisplayTest {

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.expected("boris: 😀 a𝄞я€")
                                || seen.expected("boris: 👩‍🚀")
                                || seen.expected("boris:  ­ "),
                "a character is replaced that no terminal obeys. Replace only control characters, \\p{Cc}, and not all of \\p{C}."),
        when(
                seen -> seen.threw(IllegalFormatException.class),
                "the text of a stranger is used as a format, and a % in it begins a placeholder. Put the line together with +, or give the text to \"%s\"."),
        when(
                seen -> seen.expectedWords("·") && seen.gotText().matches("(?s).*[\\x7f-\\x9f].*"),
                "control characters above 126 reach the terminal, and 0x9b does what ESC [ does. Replace \\p{Cc}: \\p{Cntrl} knows only those of ASCII."),
        when(
                seen -> seen.expectedWords("·") && seen.gotText().matches("(?s).*[\\x00-\\x1f].*"),
                "control characters reach the terminal, and it obeys them. Replace each of \\p{Cc} in the whole line: in texts, names and responses."),
        when(
                seen -> seen.gotText().contains("s3cret"),
                "a password is shown. Show only messages and responses."),
        when(
                seen -> seen.expected(""),
                "something is shown that has no text. Return an empty line."),
        when(
                seen -> seen.expectedWords("привет"),
                "letters of other alphabets are replaced. Replace control characters only."),
        when(
                seen -> seen.expectedWords("#tea") || seen.expected("boris: hi"),
                "a message to a room shows the room in front of the sender; a message to you alone shows none. Look whether `to` begins with #."),
        when(
                seen -> seen.expectedWords("!") || seen.expectedWords("*"),
                "responses from 400 on begin with ! and the code, others with *. Look at the code."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> line(Message message) {
        String shown = message.toString().replaceAll("\\p{Cc}", "?");
        return wire.call("line(" + shown + ")", () -> Display.line(message));
    }

    private static Message.Msg msg(String to, String from, String text) {
        return new Message.Msg(5, to, from, "ascii", text);
    }

    private static Message.Response response(int code, String text) {
        return new Message.Response(0, code, text);
    }

    @Nested
    class A_message {

        @Test
        @Tag("8.3")
        @DisplayName("A message to a room is shown with the room")
        void in_a_room_is_shown_with_it() {
            assertThat(line(msg("#tea", "boris", "hi"))).returns("#tea boris: hi");
        }

        @Test
        @Tag("8.3")
        @DisplayName("A message to oneself is shown without a room")
        void to_oneself_alone_is_shown_without() {
            assertThat(line(msg("anna", "boris", "hi"))).returns("boris: hi");
        }

        @Test
        @Tag("8.3")
        @DisplayName("Rooms, names and texts of any alphabet are shown")
        void may_be_of_any_alphabet() {
            assertThat(line(msg("#чай", "борис", "привет"))).returns("#чай борис: привет");
        }

        @Test
        @Tag("8.6")
        @DisplayName("All characters that are not control characters are shown as they are")
        void may_hold_any_characters_but_those_that_a_terminal_obeys() {
            for (String text :
                    List.of(
                            "100% sure",
                            "%s %d %n %%",
                            "$1 \\ \\n",
                            "  ",
                            "😀 a𝄞я€",
                            "e\u0301",
                            "👩\u200d🚀",
                            "\u00a0\u00ad\u2028",
                            "a: b")) {
                assertThat(line(msg("anna", "boris", text))).returns("boris: " + text);
                assertThat(line(msg("#tea%s", "b%dris", text))).returns("#tea%s b%dris: " + text);
            }
        }
    }

    @Nested
    class A_response {

        @Test
        @Tag("8.4")
        @DisplayName("A response of 400 or higher is shown with its code")
        void that_refuses_is_shown_with_its_code() {
            assertThat(line(response(404, "no such user or room")))
                    .returns("! 404 no such user or room");
            assertThat(line(response(400, "bad object"))).returns("! 400 bad object");
        }

        @Test
        @Tag("8.4")
        @DisplayName("A response below 400 is shown with its text")
        void that_tells_something_is_shown() {
            assertThat(line(response(100, "tea is ready"))).returns("* tea is ready");
            assertThat(line(response(200, "anna, boris"))).returns("* anna, boris");
        }

        @Test
        @Tag("8.4")
        @DisplayName("A response below 400 without a text is not shown")
        void that_tells_nothing_is_not_shown() {
            assertThat(line(response(200, ""))).returns("");
        }

        @Test
        @Tag("8.4")
        @DisplayName("Responses from 400 on are refusals, whatever their text")
        void is_a_refusal_from_400_on_whatever_its_text_holds() {
            assertThat(line(response(399, "100% %s $1 😀"))).returns("* 100% %s $1 😀");
            assertThat(line(response(400, "100% %s $1 😀"))).returns("! 400 100% %s $1 😀");
            assertThat(line(response(999, "%"))).returns("! 999 %");
        }
    }

    @Nested
    class All_else {

        @Test
        @Tag("8.5")
        @DisplayName("Other messages are not shown")
        void is_not_shown() {
            assertThat(line(new Message.Probe(5))).returns("");
            assertThat(line(new Message.Presence(5, "anna", ""))).returns("");
            assertThat(line(new Message.Authenticate(5, "anna", "s3cret"))).returns("");
        }
    }

    @Nested
    class What_a_terminal_would_obey {

        @Test
        @Tag("8.6")
        @DisplayName("Control characters in a text are replaced")
        void is_not_shown_as_it_is_in_a_text() {
            assertThat(line(msg("anna", "eve", "\u001b[2Jgone"))).returns("eve: ·[2Jgone");
            assertThat(line(msg("anna", "eve", "a\rb\nc\td\u0007"))).returns("eve: a·b·c·d·");
        }

        @Test
        @Tag("8.6")
        @DisplayName("Control characters above 126 are replaced")
        void has_bytes_above_127_too() {
            assertThat(line(msg("anna", "eve", "\u009b2Jgone\u007f"))).returns("eve: ·2Jgone·");
        }

        @Test
        @Tag("8.6")
        @DisplayName("Control characters in names and rooms are replaced")
        void may_be_in_a_name() {
            assertThat(line(msg("anna", "\u001beve", "hi"))).returns("·eve: hi");
            assertThat(line(msg("#\u001btea", "eve", "hi"))).returns("#·tea eve: hi");
        }

        @Test
        @Tag("8.6")
        @DisplayName("Control characters in a response are replaced")
        void may_be_in_a_response() {
            assertThat(line(response(200, "\u001banna"))).returns("* ·anna");
            assertThat(line(response(410, "\u001banna"))).returns("! 410 ·anna");
        }

        @Test
        @Tag("8.6")
        @DisplayName("Exactly the 65 control characters are replaced")
        void is_each_control_character_and_nothing_else() {
            Call<String> shown =
                    wire.call(
                            "how many of 512 characters are not shown as they are",
                            () -> {
                                int others = 0;
                                for (char c = 0; c < 512; c++) {
                                    String line = Display.line(msg("anna", "eve", c + "x"));
                                    if (!line.equals("eve: " + c + "x")) {
                                        others += line.equals("eve: ·x") ? 1 : 1000;
                                    }
                                }
                                return "" + others;
                            });

            assertThat(shown).returns("65");
        }
    }
}
