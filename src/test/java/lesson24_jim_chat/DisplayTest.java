package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import kit.Call;
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
class DisplayTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords("·") && seen.gotText().matches("(?s).*[\\x7f-\\x9f].*"),
                "there are control characters above 126, too, and 0x9b does what ESC [ does. \\p{Cc} has all of them; \\p{Cntrl} only those of ASCII."),
        when(
                seen -> seen.expectedWords("·") && seen.gotText().matches("(?s).*[\\x00-\\x1f].*"),
                "control characters reach the terminal, and it obeys them. Replace each of \\p{Cc}: in texts, in names, in responses."),
        when(
                seen -> seen.gotText().contains("s3cret"),
                "a password is shown. Show only messages and responses."),
        when(seen -> seen.expected(""), "what has nothing to say is shown. Return an empty line."),
        when(
                seen -> seen.expectedWords("привет"),
                "letters of other alphabets are replaced. Replace control characters only."),
        when(
                seen -> seen.expectedWords("#tea") || seen.expected("boris: hi"),
                "a room is shown before who speaks in it; to you alone, there is none."),
        when(
                seen -> seen.expectedWords("!") || seen.expectedWords("*"),
                "codes from 400 on begin with ! and the code, others with *."),
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
        void in_a_room_is_shown_with_it() {
            assertThat(line(msg("#tea", "boris", "hi"))).returns("#tea boris: hi");
        }

        @Test
        void to_oneself_alone_is_shown_without() {
            assertThat(line(msg("anna", "boris", "hi"))).returns("boris: hi");
        }

        @Test
        void may_be_of_any_alphabet() {
            assertThat(line(msg("#чай", "борис", "привет"))).returns("#чай борис: привет");
        }
    }

    @Nested
    class A_response {

        @Test
        void that_refuses_is_shown_with_its_code() {
            assertThat(line(response(404, "no such user or room")))
                    .returns("! 404 no such user or room");
            assertThat(line(response(400, "bad object"))).returns("! 400 bad object");
        }

        @Test
        void that_tells_something_is_shown() {
            assertThat(line(response(100, "tea is ready"))).returns("* tea is ready");
            assertThat(line(response(200, "anna, boris"))).returns("* anna, boris");
        }

        @Test
        void that_tells_nothing_is_not_shown() {
            assertThat(line(response(200, ""))).returns("");
        }
    }

    @Nested
    class All_else {

        @Test
        void is_not_shown() {
            assertThat(line(new Message.Probe(5))).returns("");
            assertThat(line(new Message.Presence(5, "anna", ""))).returns("");
            assertThat(line(new Message.Authenticate(5, "anna", "s3cret"))).returns("");
        }
    }

    @Nested
    class What_a_terminal_would_obey {

        @Test
        void is_not_shown_as_it_is_in_a_text() {
            assertThat(line(msg("anna", "eve", "\u001b[2Jgone"))).returns("eve: ·[2Jgone");
            assertThat(line(msg("anna", "eve", "a\rb\nc\td\u0007"))).returns("eve: a·b·c·d·");
        }

        @Test
        void has_bytes_above_127_too() {
            assertThat(line(msg("anna", "eve", "\u009b2Jgone\u007f"))).returns("eve: ·2Jgone·");
        }

        @Test
        void may_be_in_a_name() {
            assertThat(line(msg("anna", "\u001beve", "hi"))).returns("·eve: hi");
            assertThat(line(msg("#\u001btea", "eve", "hi"))).returns("#·tea eve: hi");
        }

        @Test
        void may_be_in_a_response() {
            assertThat(line(response(200, "\u001banna"))).returns("* ·anna");
            assertThat(line(response(410, "\u001banna"))).returns("! 410 ·anna");
        }
    }
}
