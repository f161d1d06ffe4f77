package lesson02_time_server;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.regex.Pattern;
import kit.Call;
import kit.HandSetClock;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeServerTest {

    private static final Pattern FORM =
            Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2} \\d{4}\n");

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(BindException.class),
                "the constructor binds a port of its own. Bind the one that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address only. new ServerSocket(port, BACKLOG) binds to all of them."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens when the constructor has returned. Bind there, not in serve()."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the clients' sockets, every thread."),
        when(
                seen -> seen.runsWithoutEnd(),
                "every exception is caught and the loop goes on, also when the listener is closed. Then accept() throws for ever: return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not end the wait in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws when the listener is closed under it. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.gotText().endsWith("\r\n") && seen.expectedReturn(),
                "the line ends as lines end on this computer. On the wire it is \"\\n\": no println, %n or lineSeparator()."),
        when(
                seen -> seen.expectedReturn() && seen.expected(seen.gotText() + "\n"),
                "the line has no end. Its last byte is \"\\n\"."),
        when(
                seen -> seen.expectedWords("Sep 15") && seen.gotText().contains("Sept"),
                "British English writes Sept. Use Locale.ENGLISH."),
        when(
                seen -> seen.expectedWords("Wed Dec 31") && seen.gotText().contains("2026"),
                "Y is the year that a week belongs to. The year of the date is y, or u."),
        when(
                seen -> seen.gotText().matches("(?s).*[^\\x00-\\x7f].*"),
                "words or digits follow the language of the computer. Give the formatter Locale.ENGLISH."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().matches("(?s).*Nov 0?1 .*"),
                "the day takes two places, filled up with a space: ppd in a pattern of DateTimeFormatter."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.gotNothing()
                                && !seen.gotText().contains("2025"),
                "line() tells the time of the computer, not that of the clock that it was given: ZonedDateTime.now(clock)."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.gotNothing()
                                && !FORM.matcher(seen.gotText()).matches(),
                "the line has another form than C's: three letters for the day and three for the month, the day in two places, hours, minutes and seconds in two digits each, the year."),
        when(
                seen -> seen.expectedWords(" 15:04:05") && seen.gotText().contains(" 03:04:05"),
                "the afternoon is lost: hh counts hours to 12, HH to 23."),
        when(
                seen -> seen.expectedReturn() && !seen.gotNothing(),
                "the time is in another zone than the clock's: ZonedDateTime.now(clock) takes both from it."),
        when(
                seen -> seen.gotText().startsWith("\0"),
                "writeUTF sends two bytes of its own before the text. Write the text's bytes: getBytes(UTF_8)."),
        when(
                seen -> seen.expectedEnd() && seen.gotText().isBlank() && !seen.gotNothing(),
                "println adds a second line end. The line has its own: write its bytes."),
        when(
                seen -> seen.expectedWords("Wed Dec 24") && !seen.gotNothing(),
                "the line was made before the client came. Ask the clock after accept(), for each client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the failure of one client ends the loop. Catch it inside the loop, and go on with the next."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "a client that is gone is taken for a closed listener: both throw. Ask listener.isClosed()."),
        when(
                seen -> seen.expectedBytes() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next: a loop."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the line was still in a buffer when the connection was closed. Flush it, or write to the stream itself."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the server waits for the client to close, the client for the server. Close when the line is sent."),
        when(
                seen -> seen.waitsForBytes(),
                "the server waits for the client to speak, but the client says nothing. Send the line at once."),
        when(
                seen -> seen.expectedEnd(),
                "the connection is not closed when the line is sent. Use try-with-resources round each client."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private final HandSetClock clock = HandSetClock.at("2025-11-01T09:05:07Z", "UTC");

    private Served<TimeServer> bound() {
        return wire.bind(
                "new TimeServer(0, clock)", () -> new TimeServer(0, clock), TimeServer::port);
    }

    private Served<TimeServer> serving() {
        return bound().serve(TimeServer::serve);
    }

    @Nested
    @Tag("task-1")
    class The_line {

        private Call<String> line(String instant, String zone) {
            return wire.call("line()", () -> TimeServer.line(HandSetClock.at(instant, zone)));
        }

        @Test
        void has_the_form_of_ctime() {
            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        void has_a_space_before_a_day_of_one_digit() {
            assertThat(line("2025-11-01T09:05:07Z", "UTC")).returns("Sat Nov  1 09:05:07 2025\n");
        }

        @Test
        void is_in_the_zone_of_the_clock() {
            assertThat(line("2025-11-14T23:30:00Z", "Asia/Tokyo"))
                    .returns("Sat Nov 15 08:30:00 2025\n");
        }

        @Test
        void has_english_words_in_every_language_of_the_computer() {
            wire.locale("ru-RU");

            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        void has_western_digits_in_every_country() {
            wire.locale("ar-EG-u-nu-arab");

            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        void has_three_letters_for_september() {
            assertThat(line("2025-09-15T15:04:05Z", "UTC")).returns("Mon Sep 15 15:04:05 2025\n");
        }

        @Test
        void has_the_old_year_until_its_last_day() {
            assertThat(line("2025-12-31T00:00:00Z", "UTC")).returns("Wed Dec 31 00:00:00 2025\n");
        }
    }

    @Nested
    @Tag("task-2")
    class The_service {

        @Test
        void serves_one_client_after_another() {
            Served<TimeServer> server = serving();

            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void serves_clients_that_came_before_it_began() {
            Served<TimeServer> server = bound();
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());

            server.serve(TimeServer::serve);

            assertThat(first).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
            assertThat(second).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void serves_two_ports_side_by_side() {
            Served<TimeServer> one = serving();
            Served<TimeServer> other = serving();

            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
            assertThat(another).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void serves_every_address_of_the_machine() {
            Served<TimeServer> server = serving();

            ScriptedPeer client = wire.connectToSecondAddress(server.port());

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void outlives_a_client_that_is_gone_before_it_is_answered() {
            Served<TimeServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            ScriptedPeer next = wire.connect(server.port());

            server.serve(TimeServer::serve);

            assertThat(next).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void ends_when_it_is_closed_while_it_waits_for_a_client() {
            Served<TimeServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void frees_its_port_even_if_it_never_began() {
            Served<TimeServer> idle = bound();
            idle.close();
            assertThat(idle).leavesNothingBehind();

            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void ends_when_it_is_closed_after_it_has_served() {
            Served<TimeServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }

    @Nested
    @Tag("task-3")
    class A_client {

        @Test
        void gets_one_line_and_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void gets_its_line_even_if_it_has_ended_its_own_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }

        @Test
        void gets_the_time_of_its_own_moment() {
            Served<TimeServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
            wire.settle();

            clock.set("2025-12-24T18:30:00Z");
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("Wed Dec 24 18:30:00 2025\n").receivesEnd();
        }

        @Test
        void gets_the_same_line_on_every_computer() {
            wire.locale("ru-RU");

            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("Sat Nov  1 09:05:07 2025\n").receivesEnd();
        }
    }
}
