package lesson02_time_server;

import static kit.Likely.when;
import static kit.Likely.whenHeld;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kit.Call;
import kit.HandSetClock;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayName;
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

    private static final String LINE = "Sat Nov  1 09:05:07 2025\n"; // the time of the tests' clock

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedWords(" 00:") && seen.gotText().contains(" 24:"),
                "the pattern letters kk count the hours from 1 to 24, so the first hour of the day is 24. Use HH, which counts from 0 to 23."),
        when(
                seen -> seen.threw(BindException.class),
                "the constructor always binds the same port, so a second server finds it taken. Bind the port that the constructor is given; 0 means any free port."),
        when(
                seen -> seen.expectedWords("at every address"),
                "the listener is bound to one address, so clients that use another address of this computer are refused. new ServerSocket(port, BACKLOG) binds all of them."),
        when(
                seen -> seen.expectedConnection(),
                "no listener is bound when the constructor returns, so clients are refused until somebody calls serve(). Bind the port in the constructor."),
        whenHeld(
                seen ->
                        seen.expectedBytes()
                                && (seen.held("serve()", "", "SimpleDateFormat.")
                                        || seen.held("serve()", "", "DateFormat.")),
                "two servers share a SimpleDateFormat, which only one thread may use at a time. Create one for each line, or use a DateTimeFormatter, which never changes."),
        when(
                seen -> seen.called("line() at midnight") && !seen.gotNothing(),
                "line() asks the clock twice, and midnight may come in between. Ask it once, and write the whole line from that one time."),
        when(
                seen -> seen.gotText().equals("Fri Feb 27 18:30:00 2026\n"),
                "two servers share one clock, because the field is static. Keep the clock in a field of each server."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() leaves something open. Close the listener and every client's socket, and end every thread that you started."),
        when(
                seen -> seen.runsWithoutEnd(),
                "serve() catches every exception and loops, even after the listener was closed. From then on accept() throws immediately, forever: return if listener.isClosed() is true."),
        when(
                seen -> seen.expectedReturn() && seen.waitsForClient(),
                "close() does not wake the thread that waits in accept(). A flag is not enough: close the listener."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws a SocketException when another thread closes the listener. Catch it, and return if listener.isClosed() is true."),
        when(
                seen ->
                        seen.gotText().endsWith("\r\n")
                                && (seen.expectedReturn() || seen.expectedBytes()),
                "the line ends with the computer's own line ending, which is \"\\r\\n\" while your code is graded. Write \"\\n\", and avoid println(), %n and lineSeparator()."),
        when(
                seen -> seen.expectedReturn() && seen.expected(seen.gotText() + "\n"),
                "the line has no line ending, so its reader waits for more. Add \"\\n\"."),
        when(
                seen -> seen.expectedWords("Sep 15") && seen.gotText().contains("Sept"),
                "British English writes Sept with four letters. Use Locale.ENGLISH."),
        when(
                seen -> seen.expectedWords("Wed Dec 31") && seen.gotText().contains("2026"),
                "this is the year that the week belongs to, which differs in the last days of December. The year of the date is getYear(), or y in a pattern, not Y."),
        when(
                seen ->
                        seen.expectedWords("Nov 16 00:04:05")
                                && seen.gotText().contains("15:04:05"),
                "the line is that of another clock, which had the same second but another zone. Do not keep a line for the next call."),
        when(
                seen ->
                        seen.expectedWords("20:17:39 1969")
                                && seen.gotText().contains("20:17:40 1969"),
                "before 1970 the number of milliseconds is negative, and a division by 1000 rounds it towards 0, which is up. Let ZonedDateTime.now(clock) do it."),
        when(
                seen -> seen.gotText().matches("(?s).*[^\\x00-\\x7f].*"),
                "the words or digits follow the language of the computer. Pass Locale.ENGLISH to the formatter, and to String.format if you use it."),
        when(
                seen -> seen.expectedReturn() && seen.gotText().matches("(?s).*Nov 0?1 .*"),
                "a day of one digit needs a space in front of it, so that it takes two places. In a DateTimeFormatter pattern, ppd does that."),
        when(
                seen ->
                        seen.expectedReturn()
                                && seen.gotText().matches("(?s).* 20\\d\\d\\b.*")
                                && !seen.gotText().matches("(?s).* 202[45]\\b.*"),
                "line() uses the time of the computer, not that of the given clock. Call ZonedDateTime.now(clock)."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.gotNothing()
                                && !FORM.matcher(seen.gotText()).matches(),
                "the line does not have the form of ctime. Write three letters for the day of the week, three for the month, the day in two places, then hours, minutes and seconds in two digits each, then the year."),
        when(
                seen -> seen.expectedWords(" 15:04:05") && seen.gotText().contains(" 03:04:05"),
                "the pattern letters hh count the hours from 1 to 12, so the afternoon looks like the morning. Use HH, which counts from 0 to 23."),
        when(
                seen -> seen.expectedWords(" 15:04:05") && seen.gotText().contains(" 15:11:05"),
                "the pattern letters MM are the month, which is 11 here. The minutes are mm."),
        when(
                seen -> seen.expectedWords(" 17:04:05") && seen.gotText().contains(" 16:04:05"),
                "the line is an hour behind in summer. ZonedDateTime.now(clock) knows the summer time of the zone; a ZoneOffset does not."),
        when(
                seen ->
                        seen.expectedReturn()
                                && !seen.gotNothing()
                                && !(seen.expectedWords(" 15:") && seen.gotText().contains(" 15:"))
                                && !(seen.expectedWords(" 09:") && seen.gotText().contains(" 09:")),
                "the time is in another zone than the clock's. ZonedDateTime.now(clock) takes both the time and the zone from the clock."),
        when(
                seen -> seen.gotText().startsWith("\0"),
                "writeUTF() sends two bytes of its own in front of the text. Write the bytes of the text: getBytes(UTF_8)."),
        when(
                seen ->
                        (seen.expectedEnd() || seen.expectedSilence())
                                && seen.gotText().isBlank()
                                && !seen.gotNothing(),
                "println() adds a second line ending. The line has its own already, so write its bytes and nothing else."),
        when(
                seen -> seen.expectedWords("Wed Dec 24") && !seen.gotNothing(),
                "the line was written before the client came, so its time is old. Call line(clock) after accept(), for each client."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the exception of one client ends the loop, and nobody else is served. Catch it inside the loop, do not throw it again, and continue with the next client."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns because one client has disappeared, as if the listener had been closed: both cause an exception. Return only if listener.isClosed() is true."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.returned("serve()")
                                && seen.bytesFrom("server") > 0,
                "serve() returns after the first client. Accept the next one: you need a loop."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the connection was closed before the line had left the server. Write it in tell(), and call flush() if you write to a buffered stream or a writer."),
        when(
                seen -> seen.expectedEnd() && seen.waitsForBytes(),
                "the server waits until the client closes the connection, and the client until the server does. Close it when the line has been sent."),
        when(
                seen -> seen.waitsForBytes() && seen.bytesFrom("server") > 0,
                "the server has sent the line to one client, and waits until this client closes the connection, so it does not serve the next one. Close the connection when the line has been sent."),
        when(
                seen -> seen.waitsForBytes(),
                "the server waits for a request, but the client sends nothing. Send the line without reading anything."),
        when(
                seen -> seen.expectedEnd(),
                "the connection stays open after the line has been sent. Open each client's socket in a try-with-resources statement."),
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
    class The_line {

        private Call<String> line(String instant, String zone) {
            return wire.call("line()", () -> TimeServer.line(HandSetClock.at(instant, zone)));
        }

        @Test
        @Tag("1.1")
        @DisplayName("The line has the form of Sat Nov 15 15:04:05 2025")
        void has_the_form_of_ctime() {
            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        @Tag("1.2")
        void has_a_space_in_front_of_a_day_of_one_digit() {
            assertThat(line("2025-11-01T09:05:07Z", "UTC")).returns("Sat Nov  1 09:05:07 2025\n");
        }

        @Test
        @Tag("1.3")
        void is_in_the_zone_of_the_clock() {
            assertThat(line("2025-11-14T23:30:00Z", "Asia/Tokyo"))
                    .returns("Sat Nov 15 08:30:00 2025\n");
        }

        @Test
        @Tag("1.4")
        @DisplayName("The line has English words whatever the language of the computer")
        void has_english_words_whatever_the_language_of_the_computer() {
            wire.locale("ru-RU");

            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        @Tag("1.4")
        @DisplayName("The line has the digits 0 to 9 in every country")
        void has_western_digits_in_every_country() {
            wire.locale("ar-EG-u-nu-arab");

            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
        }

        @Test
        @Tag("1.4")
        @DisplayName("The line has the year 2025 in every country")
        void has_the_years_of_the_west_in_every_country() {
            wire.locale("th-TH-u-ca-buddhist-nu-thai");

            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
            assertThat(wire).keepsItsSettings();
        }

        @Test
        @Tag("1.1")
        @DisplayName("The line has three letters for September")
        void has_three_letters_for_september() {
            assertThat(line("2025-09-15T15:04:05Z", "UTC")).returns("Mon Sep 15 15:04:05 2025\n");
        }

        @Test
        @Tag("1.5")
        @DisplayName("The line has the year of its date on 31 December")
        void has_the_year_of_its_date_on_the_last_day_of_december() {
            assertThat(line("2025-12-31T00:00:00Z", "UTC")).returns("Wed Dec 31 00:00:00 2025\n");
        }

        @Test
        @Tag("1.1")
        void has_the_right_name_for_each_day_and_month() {
            assertThat(wire.call("line() for each month", () -> lines(0, 3, 6, 9, 12, 15)))
                    .returns(
                            """
                            Wed Jan 15 12:30:59 2025
                            Tue Apr 15 12:30:59 2025
                            Tue Jul 15 12:30:59 2025
                            Wed Oct 15 12:30:59 2025
                            Thu Jan 15 12:30:59 2026
                            Wed Apr 15 12:30:59 2026
                            """);
            assertThat(wire.call("line() for each month", () -> lines(1, 4, 7, 10, 13, 16)))
                    .returns(
                            """
                            Sat Feb 15 12:30:59 2025
                            Thu May 15 12:30:59 2025
                            Fri Aug 15 12:30:59 2025
                            Sat Nov 15 12:30:59 2025
                            Sun Feb 15 12:30:59 2026
                            Fri May 15 12:30:59 2026
                            """);
            assertThat(wire.call("line() for each month", () -> lines(2, 5, 8, 11, 14, 17)))
                    .returns(
                            """
                            Sat Mar 15 12:30:59 2025
                            Sun Jun 15 12:30:59 2025
                            Mon Sep 15 12:30:59 2025
                            Mon Dec 15 12:30:59 2025
                            Sun Mar 15 12:30:59 2026
                            Mon Jun 15 12:30:59 2026
                            """);
        }

        private String lines(int... months) {
            ZonedDateTime first = ZonedDateTime.parse("2025-01-15T12:30:59.999Z");
            return Arrays.stream(months)
                    .mapToObj(n -> first.plusMonths(n).toInstant())
                    .map(instant -> TimeServer.line(HandSetClock.at(instant.toString(), "UTC")))
                    .collect(Collectors.joining());
        }

        @Test
        @Tag("1.3")
        @DisplayName("The line is an hour later in summer if the clock's zone has a summer time")
        void is_an_hour_later_in_summer() {
            assertThat(line("2025-01-15T15:04:05Z", "Europe/Berlin"))
                    .returns("Wed Jan 15 16:04:05 2025\n");
            assertThat(line("2025-07-15T15:04:05Z", "Europe/Berlin"))
                    .returns("Tue Jul 15 17:04:05 2025\n");
        }

        @Test
        @Tag("1.3")
        @DisplayName("The line is that of the given clock, not of one with the same second")
        void is_of_the_given_clock_not_of_one_with_the_same_second() {
            assertThat(line("2025-11-15T15:04:05Z", "UTC")).returns("Sat Nov 15 15:04:05 2025\n");
            assertThat(line("2025-11-15T15:04:05Z", "Asia/Tokyo"))
                    .returns("Sun Nov 16 00:04:05 2025\n");
        }

        @Test
        @Tag("1.3")
        @DisplayName("The line is right for a moment before 1970")
        void can_be_of_a_moment_before_1970() {
            assertThat(line("1969-07-20T20:17:39.500Z", "UTC"))
                    .returns("Sun Jul 20 20:17:39 1969\n");
        }

        @Test
        @Tag("1.3")
        void can_have_a_leap_day_and_a_zone_with_quarters_of_an_hour() {
            assertThat(line("2024-02-29T00:10:00Z", "Asia/Kathmandu"))
                    .returns("Thu Feb 29 05:55:00 2024\n");
        }

        @Test
        @Tag("1.6")
        void is_the_line_of_one_moment_at_midnight() {
            Call<String> line =
                    wire.call(
                            "line() at midnight",
                            () ->
                                    TimeServer.line(
                                            HandSetClock.at("2022-12-31T23:59:59.999Z", "UTC")
                                                    .andThen("2023-01-01T00:00:00Z")));

            assertThat(line)
                    .returnsEither("Sat Dec 31 23:59:59 2022\n", "Sun Jan  1 00:00:00 2023\n");
        }
    }

    @Nested
    class A_client {

        @Test
        @Tag("2.1")
        void receives_the_line_without_sending_anything() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(LINE);
        }

        @Test
        @Tag("2.2")
        void receives_nothing_but_the_line() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(LINE).receivesNoMoreBytes();
        }

        @Test
        @Tag("2.2")
        void receives_the_same_bytes_on_every_computer() {
            wire.locale("ru-RU");

            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(LINE).receivesNoMoreBytes();
        }

        @Test
        @Tag("2.3")
        void receives_one_line_and_then_the_end_of_the_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("2.3")
        void receives_the_line_and_the_end_even_if_it_has_ended_its_own_stream() {
            ScriptedPeer client = wire.connect(serving().port());

            client.end();

            assertThat(client).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("2.4")
        void can_connect_at_every_address_of_the_computer() {
            Served<TimeServer> server = serving();

            ScriptedPeer client = wire.connectToSecondAddress(server.port());

            assertThat(client).receives(LINE).receivesEnd();
        }
    }

    @Nested
    class Two_servers {

        @Test
        @Tag("2.4")
        void have_a_port_each() {
            Served<TimeServer> one = serving();
            Served<TimeServer> other = serving();

            ScriptedPeer client = wire.connect(one.port());
            ScriptedPeer another = wire.connect(other.port());

            assertThat(client).receives(LINE).receivesEnd();
            assertThat(another).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("2.5")
        void have_a_clock_each() {
            Served<TimeServer> server = serving();
            HandSetClock another = HandSetClock.at("2026-02-27T18:30:00Z", "UTC");
            Served<TimeServer> other =
                    wire.bind(
                                    "new TimeServer(0, another clock)",
                                    () -> new TimeServer(0, another),
                                    TimeServer::port)
                            .serve(TimeServer::serve);

            assertThat(wire.connect(other.port())).receives("Fri Feb 27 18:30:00 2026\n");
            assertThat(wire.connect(server.port())).receives(LINE);
        }

        @Test
        @Tag("2.5")
        void do_not_disturb_each_other_if_they_serve_at_the_same_time() {
            HandSetClock another = HandSetClock.at("2026-02-27T18:30:00Z", "Asia/Tokyo");
            wire.atEachPause(
                    round -> {
                        Served<TimeServer> server = serving();
                        Served<TimeServer> other =
                                wire.bind(
                                                "new TimeServer(0, another clock)",
                                                () -> new TimeServer(0, another),
                                                TimeServer::port)
                                        .serve(TimeServer::serve);
                        ScriptedPeer client = wire.connect(server.port());
                        AtomicReference<ScriptedPeer> second = new AtomicReference<>();

                        round.meanwhile(() -> second.set(wire.connect(other.port())));

                        assertThat(client).receives(LINE);
                        assertThat(second.get()).receives("Sat Feb 28 03:30:00 2026\n");
                    });
        }
    }

    @Nested
    class The_service {

        @Test
        @Tag("3.1")
        void serves_one_client_after_another() {
            Served<TimeServer> server = serving();

            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives(LINE).receivesEnd();
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("3.1")
        @DisplayName("serve() waits for the next client, for as long as it takes")
        void waits_for_the_next_client() {
            wire.letTimePassFast();
            Served<TimeServer> server = serving();
            assertThat(server.serving()).goesOn();
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives(LINE).receivesEnd();

            assertThat(server.serving()).goesOn();
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("3.1")
        void serves_more_clients_than_the_backlog_has_room_for() {
            Served<TimeServer> server = serving();

            assertThat(clientAfter(11, server)).receives(LINE).receivesEnd();
        }

        /** Serves this many clients, one after another, and returns the next one. */
        private ScriptedPeer clientAfter(int clients, Served<TimeServer> server) {
            IntStream.range(0, clients)
                    .forEach(
                            n ->
                                    assertThat(wire.connect(server.port()))
                                            .receives(LINE)
                                            .receivesEnd());
            return wire.connect(server.port());
        }

        @Test
        @Tag("3.2")
        void asks_the_clock_again_for_each_client() {
            Served<TimeServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives(LINE).receivesEnd();
            wire.settle();

            clock.set("2025-12-24T18:30:00Z");
            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("Wed Dec 24 18:30:00 2025\n").receivesEnd();
        }

        @Test
        @Tag("3.3")
        @DisplayName("The service serves clients that connected before serve() was called")
        void serves_clients_that_connected_before_serve_was_called() {
            Served<TimeServer> server = bound();
            ScriptedPeer first = wire.connect(server.port());
            ScriptedPeer second = wire.connect(server.port());

            server.serve(TimeServer::serve);

            assertThat(first).receives(LINE).receivesEnd();
            assertThat(second).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("3.4")
        void continues_if_clients_have_disappeared_before_they_are_served() {
            Served<TimeServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            ScriptedPeer next = wire.connect(server.port());

            server.serve(TimeServer::serve);

            assertThat(next).receives(LINE).receivesEnd();
        }

        @Test
        @Tag("3.4")
        void continues_however_many_clients_disappear_before_they_are_served() {
            Served<TimeServer> server = serving();

            assertThat(clientAfterResets(server)).receives(LINE).receivesEnd();
            assertThat(clientAfterResets(server)).receives(LINE).receivesEnd();
            assertThat(clientAfterResets(server)).receives(LINE).receivesEnd();
            assertThat(clientAfterResets(server)).receives(LINE).receivesEnd();
        }

        /**
         * Returns a client that connects after eight others, which reset their connections before
         * the server can read the clock for them.
         */
        private ScriptedPeer clientAfterResets(Served<TimeServer> server) {
            clock.hold();
            IntStream.range(0, 8).forEach(n -> wire.connect(server.port()).reset());
            ScriptedPeer next = wire.connect(server.port());
            clock.letGo();
            return next;
        }

        @Test
        @Tag("4.1")
        @DisplayName("serve() returns if the server is closed while it waits for a client")
        void ends_if_it_is_closed_while_it_waits_for_a_client() {
            Served<TimeServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.1")
        @DisplayName("serve() returns if the server is closed after it has served a client")
        void ends_if_it_is_closed_after_it_has_served_a_client() {
            Served<TimeServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives(LINE).receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.2")
        @DisplayName("serve() returns wherever its thread is when the server is closed")
        void ends_wherever_its_thread_is_when_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<TimeServer> server = serving();
                        wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("4.3")
        @DisplayName("After close(), nothing is left open of clients that had disappeared")
        void leaves_nothing_open_of_clients_that_had_disappeared() {
            Served<TimeServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            server.serve(TimeServer::serve);
            assertThat(wire.connect(server.port())).receives(LINE);

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("4.4")
        @DisplayName("close() frees the port even if serve() was never called")
        void frees_its_port_even_if_serve_was_never_called() {
            Served<TimeServer> idle = bound();
            idle.close();
            assertThat(idle).leavesNothingBehind();

            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives(LINE).receivesEnd();
        }
    }
}
