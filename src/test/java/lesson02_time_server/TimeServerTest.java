package lesson02_time_server;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.BindException;
import java.net.SocketException;
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

    private static final Likely[] CAUSES = {};

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
