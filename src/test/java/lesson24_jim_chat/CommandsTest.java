package lesson24_jim_chat;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.List;
import kit.Call;
import kit.HandSetClock;
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
class CommandsTest {

    private static final long TIME = 1_761_987_600; // 2025-11-01T09:00:00Z

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("understand(\"  hello \")"),
                "spaces around the line are kept. Call strip() on it first."),
        when(
                seen -> seen.threw(IllegalArgumentException.class),
                "JimWriter refuses the object with an IllegalArgumentException, and your code lets it through. Catch it, and show something instead."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "a command lacks its argument, and your code reads it all the same. Check the number of words first."),
        when(
                seen ->
                        seen.called("understand(\"/msg boris …\")")
                                && seen.gotText().startsWith("Show[")
                                && seen.expectedWords("Send["),
                "/msg refuses a text that plain text could have: the command and the name are counted, too. Only the text counts; JimWriter.bytes(message) decides."),
        when(
                seen -> seen.gotText().startsWith("Show[") && seen.expectedWords("Send["),
                "a message that can be sent is not sent: JimWriter refuses it, as it does with a time in milliseconds, or your code does not understand the line."),
        when(
                seen ->
                        seen.gotText().contains("time=")
                                && !seen.gotText().contains("time=17619876"),
                "the time is not the clock's. Ask clock.instant() for each message."),
        when(
                seen ->
                        seen.expectedWords("time=1761987610")
                                && seen.gotText().contains("time=1761987600"),
                "the time is that of an earlier moment. Ask clock.instant() for each message, and not once for all."),
        when(
                seen -> seen.expectedWords("  are") || seen.expectedWords("  again"),
                "the spaces in the text are not as they were typed. Split off the command and the name only: split(\"\\\\s+\", 2)."),
        when(
                seen ->
                        seen.expectedWords("=utf-8")
                                && seen.gotText().contains("Msg[")
                                && !seen.gotText().contains("=utf-8"),
                "the encoding is not utf-8. The text may be of any alphabet, so say that its encoding is utf-8."),
        when(
                seen ->
                        seen.expected("only something shown")
                                && seen.gotText().contains("message=/"),
                "an unknown command is sent as a text, and all can read it. Never send a line that begins with / as a text."),
        when(
                seen -> seen.expected("only something shown") && seen.called("understand(\"/quitx"),
                "a word that only begins like a command, or has capital letters, is taken for one. Compare the whole word, with equals() or a switch."),
        when(
                seen -> seen.expected("only something shown") && seen.called("understand(\"/dance"),
                "an unknown command is taken for another one. Compare the whole word."),
        when(
                seen ->
                        seen.expected("only something shown")
                                && seen.gotText().contains("Show[text=]"),
                "nothing is shown, so the person who typed this does not know why nothing happens. Return a Show with a text."),
        when(
                seen ->
                        seen.expected("only something shown")
                                || seen.expectedWords("Show[text=")
                                        && seen.gotText().startsWith("Send["),
                "your code sends an object that is too long or has no valid recipient. Try JimWriter.bytes(message) first: it refuses long names and texts, and rooms without #."),
        when(
                seen ->
                        seen.expectedWords("Show[text=")
                                && !seen.expectedWords("Show[text=]")
                                && !seen.called("understand(\"/help")
                                && seen.gotText().startsWith("Show["),
                "a room is refused, and the text does not say why. Show RoomName.fault(room) for the room that JimWriter refuses."),
        when(
                seen -> seen.expectedWords("Show[text=]"),
                "a blank line means nothing. Send nothing, and show an empty text."),
        when(
                seen -> seen.called("chosen()") && seen.called("understand(\"/who"),
                "/who chooses a room. It only asks, so leave the choice as it was."),
        when(
                seen -> seen.called("chosen()") && seen.called("understand(\"/leave"),
                "after /leave, the wrong room or user is chosen. Forget the chosen room only if the user leaves this room."),
        when(
                seen ->
                        seen.expected("") && seen.called("chosen()")
                                || seen.expected("#tea") && seen.called("understand(\"/msg boris"),
                "a line that was refused has chosen a room or a user. Choose only after JimWriter has accepted the message."),
        when(
                seen ->
                        seen.called("chosen()")
                                || seen.called("understand(\"/join") && seen.expectedWords("Msg["),
                "/join and /msg choose where plain text goes. Store the room or the name when the message can be sent."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final HandSetClock clock = HandSetClock.at("2025-11-01T09:00:00Z", "UTC");
    private final Commands commands = new Commands("anna", clock);

    private Call<String> typed(String line) {
        String shown = line.replaceAll("x{10,}", "…").replaceAll("ж{10,}", "…");
        return wire.call(
                "understand(\"" + shown + "\")", () -> String.valueOf(commands.understand(line)));
    }

    /**
     * Returns what a line makes the client send, or {@code only something shown} if it only shows
     * text.
     */
    private Call<String> kind(String line) {
        String shown = line.replaceAll("x{10,}", "…");
        return wire.call(
                "understand(\"" + shown + "\")",
                () -> {
                    CommandResult typed = commands.understand(line);
                    boolean words =
                            typed instanceof CommandResult.Show show && !show.text().isEmpty();
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
        return new CommandResult.Send(new Message.Msg(TIME, to, "anna", "utf-8", text)).toString();
    }

    private static String join(String room) {
        return new CommandResult.Send(new Message.Join(TIME, room)).toString();
    }

    private static String leave(String room) {
        return new CommandResult.Send(new Message.Leave(TIME, room)).toString();
    }

    @Nested
    class A_command {

        @Test
        @Tag("7.1")
        @DisplayName("/join sends a join and chooses the room")
        void joins_a_room_and_chooses_it() {
            assertThat(typed("/join #tea")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.1")
        @DisplayName("/msg sends a message and chooses its recipient")
        void writes_to_somebody_and_chooses_them() {
            assertThat(typed("/msg boris hi")).returns(msg("boris", "hi"));
            assertThat(chosen()).returns("boris");
        }

        @Test
        @Tag("7.4")
        @DisplayName("Spaces inside the text of /msg stay as they are")
        void writes_a_text_of_many_words_as_it_is() {
            assertThat(typed("/msg boris how  are /you?")).returns(msg("boris", "how  are /you?"));
        }

        @Test
        @Tag("7.2")
        @DisplayName("/leave with a room sends a leave")
        void leaves_a_room() {
            assertThat(typed("/leave #tea")).returns(leave("#tea"));
        }

        @Test
        @Tag("7.2")
        @DisplayName("/leave alone leaves the chosen room, and then nobody is chosen")
        void leaves_the_room_that_was_chosen() {
            type("/join #tea");

            assertThat(typed("/leave")).returns(leave("#tea"));
            assertThat(chosen()).returns("");
        }

        @Test
        @Tag("7.2")
        @DisplayName("After /leave with another room, the chosen room stays chosen")
        void leaves_another_room_than_the_chosen_one() {
            type("/join #milk");
            type("/join #tea");

            assertThat(typed("/leave #milk")).returns(leave("#milk"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.3")
        @DisplayName("/who alone sends a join for the chosen room")
        void asks_who_is_in_the_chosen_room() {
            type("/join #tea");

            assertThat(typed("/who")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.3")
        @DisplayName("/who with a room sends a join and does not choose it")
        void asks_who_is_in_another_room() {
            type("/join #tea");

            assertThat(typed("/who #milk")).returns(join("#milk"));
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.3")
        @DisplayName("/quit sends a quit")
        void quits() {
            assertThat(typed("/quit")).returns("Send[message=Quit[time=" + TIME + "]]");
        }

        @Test
        @Tag("7.3")
        @DisplayName("/help shows the help")
        void helps() {
            assertThat(typed("/help")).returns("Show[text=" + Commands.HELP + "]");
        }

        @Test
        @Tag("7.4")
        @DisplayName("Spaces around a command and its words do not count")
        void may_have_blanks_around_it() {
            assertThat(typed("  /join   #tea ")).returns(join("#tea"));
            assertThat(chosen()).returns("#tea");
        }
    }

    @Nested
    class Plain_text {

        @Test
        @Tag("8.1")
        @DisplayName("Plain text goes to the room that was joined last")
        void goes_to_the_room_that_was_joined_last() {
            type("/join #milk");
            type("/join #tea");

            assertThat(typed("hello, all")).returns(msg("#tea", "hello, all"));
        }

        @Test
        @Tag("8.1")
        @DisplayName("Plain text goes to the user of the last /msg, with all its spaces")
        void goes_to_who_was_written_to_last() {
            type("/join #tea");
            type("/msg boris hi");

            assertThat(typed("hello  again")).returns(msg("boris", "hello  again"));
        }

        @Test
        @Tag("8.1")
        @DisplayName("Plain text is sent without the spaces around the line")
        void goes_without_the_blanks_around_it() {
            type("/join #tea");

            assertThat(typed("  hello ")).returns(msg("#tea", "hello"));
        }

        @Test
        @Tag("7.6")
        @DisplayName("Plain text is not sent if nobody is chosen")
        void goes_nowhere_if_nobody_is_chosen() {
            assertThat(kind("hello")).returns("only something shown");
            assertThat(chosen()).returns("");
        }

        @Test
        @Tag("7.6")
        @DisplayName("Plain text is not sent after the chosen room was left")
        void goes_nowhere_after_the_chosen_room_was_left() {
            type("/join #tea");
            type("/leave #tea");

            assertThat(kind("hello")).returns("only something shown");
        }

        @Test
        @Tag("8.1")
        @DisplayName("Plain text and the name of a room may be of any alphabet")
        void may_be_of_any_alphabet() {
            type("/join #чай");

            assertThat(typed("привет")).returns(msg("#чай", "привет"));
        }

        @Test
        @Tag("8.1")
        @DisplayName("Each message has the time of the clock when it was typed")
        void has_the_time_of_the_clock() {
            type("/join #tea");
            clock.set("2025-11-01T09:00:10Z");

            assertThat(typed("hi")).returns(msg("#tea", "hi").replace("7600", "7610"));
        }

        @Test
        @Tag("8.2")
        @DisplayName("A text of 500 letters is sent")
        void may_be_long() {
            type("/join #tea");

            assertThat(typed("ж".repeat(500))).returns(msg("#tea", "ж".repeat(500)));
            assertThat(typed("/msg boris " + "ж".repeat(500)))
                    .returns(msg("boris", "ж".repeat(500)));
        }

        @Test
        @Tag("7.4")
        @DisplayName("A line of spaces shows nothing although nobody is chosen")
        void that_is_blank_shows_nothing_though_nobody_is_chosen() {
            assertThat(typed(" ")).returns("Show[text=]");
        }

        @Test
        @Tag("7.4")
        @DisplayName("An empty line and a line of spaces send nothing and show nothing")
        void that_is_blank_shows_nothing() {
            type("/join #tea");

            assertThat(typed("")).returns("Show[text=]");
            assertThat(typed("  ")).returns("Show[text=]");
        }

        @Test
        @Tag("8.1")
        @DisplayName("A text may contain any characters")
        void may_hold_any_characters() {
            type("/msg boris hi");
            for (String text :
                    List.of(
                            "100% of %s %n",
                            "$1 \\ \\n", "\"{}\"", "a / b", "😀 a𝄞я€", "quit", "#tea", "null")) {
                assertThat(typed(text)).returns(msg("boris", text));
                assertThat(typed("/msg %s😀 " + text)).returns(msg("%s😀", text));
                type("/msg boris hi");
            }
        }

        @Test
        @Tag("8.2")
        @DisplayName("A text of 500 emoji is sent")
        void of_500_characters_counts_code_points() {
            type("/msg b hi");

            assertThat(typed("😀".repeat(500))).returns(msg("b", "😀".repeat(500)));
        }
    }

    @Nested
    class A_room_that_JimWriter_refuses {

        @Test
        @Tag("7.5")
        @DisplayName("A room that is only # is refused, and the text says why")
        void may_be_its_sign_alone() {
            assertThat(typed("/join #")).returns(fault("#"));
            assertThat(typed("/who #")).returns(fault("#"));
            assertThat(typed("/leave #")).returns(fault("#"));
        }

        @Test
        @Tag("7.5")
        @DisplayName(
                "A room without #, or with a name that is too long, is refused, and the text says why")
        void may_have_no_sign_or_be_too_long() {
            String tooLong = "#" + "x".repeat(25);

            assertThat(typed("/join tea")).returns(fault("tea"));
            assertThat(typed("/leave tea")).returns(fault("tea"));
            assertThat(typed("/who " + tooLong)).returns(fault(tooLong));
        }

        @Test
        @Tag("7.5")
        @DisplayName("If no room is named, and none is chosen, the text says why that is refused")
        void may_be_missing() {
            assertThat(typed("/join")).returns(fault(""));
            assertThat(typed("/who")).returns(fault(""));
            assertThat(typed("/leave")).returns(fault(""));

            type("/msg boris hi");

            assertThat(typed("/who")).returns(fault("boris"));
            assertThat(typed("/leave")).returns(fault("boris"));
        }

        private static String fault(String room) {
            return "Show[text=" + RoomName.fault(room) + "]";
        }
    }

    @Nested
    class What_makes_no_sense {

        @Test
        @Tag("7.6")
        @DisplayName("An unknown command is not sent, and something is shown")
        void is_another_command() {
            type("/join #tea");

            assertThat(kind("/dance")).returns("only something shown");
            assertThat(kind("/joinery #tea")).returns("only something shown");
            assertThat(kind("/")).returns("only something shown");
        }

        @Test
        @Tag("7.6")
        @DisplayName("A room without # is refused and not chosen")
        void is_a_room_without_its_sign() {
            assertThat(kind("/join tea")).returns("only something shown");
            assertThat(chosen()).returns("");
        }

        @Test
        @Tag("7.6")
        @DisplayName("A command without its word is refused")
        void is_a_command_without_its_word() {
            assertThat(kind("/join")).returns("only something shown");
            assertThat(kind("/leave")).returns("only something shown");
            assertThat(kind("/who")).returns("only something shown");
            assertThat(kind("/msg")).returns("only something shown");
        }

        @Test
        @Tag("7.6")
        @DisplayName("/msg without a text is refused and chooses nobody")
        void is_a_message_without_a_text() {
            type("/join #tea");

            assertThat(kind("/msg boris")).returns("only something shown");
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.6")
        @DisplayName("/who and /leave alone are refused if a user is chosen")
        void is_to_ask_who_somebody_is() {
            type("/msg boris hi");

            assertThat(kind("/who")).returns("only something shown");
            assertThat(kind("/leave")).returns("only something shown");
            assertThat(chosen()).returns("boris");
        }

        @Test
        @Tag("7.6")
        @DisplayName("/msg with a text that is too long is refused and chooses nobody")
        void is_a_text_that_is_too_long() {
            type("/join #tea");

            assertThat(kind("/msg boris " + "x".repeat(501))).returns("only something shown");
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("8.2")
        @DisplayName("A text of 501 letters is refused")
        void is_plain_text_that_is_too_long() {
            type("/join #tea");

            assertThat(kind("x".repeat(501))).returns("only something shown");
            assertThat(chosen()).returns("#tea");
        }

        @Test
        @Tag("7.6")
        @DisplayName("A word that only begins like a command is refused")
        void is_a_word_that_only_begins_like_a_command() {
            type("/join #tea");
            for (String line :
                    List.of(
                            "/quitx",
                            "/quite nice",
                            "/helpme",
                            "/whoever",
                            "/whois #tea",
                            "/joining #tea",
                            "/msgs boris hi",
                            "/leaves",
                            "/QUIT",
                            "/Join #cake",
                            "/",
                            "/ join #cake",
                            "//",
                            "/quit!",
                            "/%s",
                            "/\\q")) {
                assertThat(kind(line)).returns("only something shown");
                assertThat(chosen()).returns("#tea");
            }
        }

        @Test
        @Tag("8.2")
        @DisplayName("A text of 501 emoji is refused")
        void is_a_text_of_501_characters() {
            type("/msg b hi");

            assertThat(kind("😀".repeat(501))).returns("only something shown");
        }
    }
}
