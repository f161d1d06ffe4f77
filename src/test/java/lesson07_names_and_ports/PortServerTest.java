package lesson07_names_and_ports;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
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
class PortServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft() && seen.called("why("),
                "why() has come back, but a listener that it asked for is still open. Close each one at once: try-with-resources."),
        when(
                seen -> seen.expectedNothingLeft(),
                "close() does not close all that was opened: the listener, the clients' sockets, every thread."),
        when(
                seen -> seen.called("asked for port 80"),
                "the refused port is asked for once more. That tells nothing new, and whoever wants it may find it taken just then: ask for other ports only."),
        when(
                seen -> seen.called("why(") && seen.threwAnything(),
                "why() throws. That binder throws is an answer to its question: catch it, and return a reason."),
        when(
                seen -> seen.called("why(") && seen.got("null"),
                "why() has no reason to give. Messages are in the language of the computer, and one day in other words: ask binder for other ports."),
        when(
                seen -> seen.called("why(10.0.0.7") && seen.got("NOT_MY_ADDRESS"),
                "an address is taken for another machine's that is this one's. It is, if any free port can be had there: ask binder for port 0, and nobody else."),
        when(
                seen -> seen.called("why(10.9.9.9") && !seen.gotNothing(),
                "the address is not looked at first. If not even any free port, 0, can be had there, it is not this machine's."),
        when(
                seen ->
                        (seen.called("why(10.0.0.7, 8080)") || seen.called("why(10.0.0.7, 1024)"))
                                && seen.got("MAY_NOT"),
                "a port that everybody may have is taken for a forbidden one. Those for administrators end at 1023: from 1024 up, the port is in use."),
        when(
                seen -> seen.expectedWords("IN_USE") && seen.got("MAY_NOT"),
                "a port below 1024 is taken for a forbidden one. Some may have them: if one of the other ports below 1024 can be had, whichever, this one is in use."),
        when(
                seen -> seen.called("why(") && seen.expectedWords("MAY_NOT"),
                "a port that one may not have is taken for one in use. It is below 1024, and no other port below 1024, from 1 to 1023, can be had either."),
        when(
                seen -> seen.expectedWords("[10.0.0.7:8080]") && seen.got("[]"),
                "the port is not had from binder. Who asks elsewhere, as by new ServerSocket, gets ports of the computer, not of the machine that was given."),
        when(
                seen -> seen.expectedWords("[10.0.0.7:8080]"),
                "binder is asked for something else than this port at this address, or more than once. Bind it, and keep what you get."),
        when(
                seen ->
                        seen.called("new PortServer(10.0.0.7, 0)")
                                && (seen.threw(PortRefused.class)
                                        || seen.threw(BindException.class)),
                "a free port was looked for, and when it was to be bound, somebody else had it. Bind port 0: the system looks and binds in one step. Keep that listener."),
        when(
                seen -> seen.gotText().startsWith("caused by"),
                "the PortRefused does not hold what binder has thrown, in which the system tells more. Give it that exception as its cause."),
        when(
                seen -> seen.expectedWords("refused") && seen.threw(SocketException.class),
                "the exception of binder goes out as it is, and nobody reads in it what to do. Catch it, ask why(), throw a PortRefused."),
        when(
                seen -> seen.expectedWords("refused") && seen.gotText().endsWith(": a server"),
                "another port is taken in silence when this one is refused. Clients look for the server where they were told: throw a PortRefused."),
        when(
                seen -> seen.expectedWords("refused"),
                "the PortRefused gives another reason than why(). Ask it."),
        when(
                seen -> seen.expectedConnection() && seen.threw(BindException.class),
                "the constructor binds a port of its own. Bind the one that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens when the constructor has returned. Bind there, at the address that it is given, not in serve(); keep the listener open."),
        when(
                seen -> seen.runsWithoutEnd(),
                "every exception is caught and the loop goes on, also when the listener is closed. Then accept() throws for ever: return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "accept() throws when the listener is closed under it. Catch that, and return if listener.isClosed()."),
        when(
                seen -> seen.gotText().startsWith("you are /"),
                "toString() writes a slash before the address, and perhaps a port after it. getInetAddress().getHostAddress() writes the address alone."),
        when(
                seen -> seen.gotText().endsWith("\r\n"),
                "the line ends as lines end on this computer. On the wire it is \"\\n\": no println, %n or lineSeparator()."),
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
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning(),
                "the line has no end. Its last byte is \"\\n\"."),
        when(
                seen -> seen.expectedBytes() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next: a loop."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the line was still in a buffer when the connection was closed. Flush it, or write to the stream itself."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("you are "),
                "the line tells another address than the client's, or its name. socket.getInetAddress() is the other end's, getHostAddress() writes it as numbers."),
        when(
                seen -> seen.waitsForBytes(),
                "the server waits for the client to speak, but the client says nothing. Send the line at once, then close."),
        when(
                seen -> seen.expectedEnd(),
                "the connection is not closed when the line is sent. Use try-with-resources round each client."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> why(String address, int port, Binder binder) {
        InetAddress asked = HostsList.address(address);
        return wire.call(
                "why(" + address + ", " + port + ")",
                () -> String.valueOf(PortServer.why(asked, port, binder)));
    }

    /** {@code refused: IN_USE}, or {@code not refused: a server}. */
    private Call<String> tryToBind(String address, int port, Binder binder) {
        InetAddress asked = HostsList.address(address);
        return wire.call(
                "new PortServer(" + address + ", " + port + ")",
                () -> {
                    try (PortServer server = new PortServer(asked, port, binder)) {
                        return "not refused: a server";
                    } catch (PortRefused e) {
                        return "refused: " + e.reason();
                    }
                });
    }

    private Served<PortServer> bound(InetAddress address, Binder binder) {
        return wire.bind(
                "new PortServer(" + address.getHostAddress() + ", 0)",
                () -> new PortServer(address, 0, binder),
                PortServer::port);
    }

    private Served<PortServer> bound() {
        return bound(Loopback.ipv4(), Binder.SYSTEM);
    }

    private Served<PortServer> serving() {
        return bound().serve(PortServer::serve);
    }

    @Nested
    @Tag("task-3")
    class A_port_that_somebody_has {

        @Test
        void is_in_use() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(why("10.0.0.7", 8080, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_if_it_is_the_first_that_everybody_may_have() {
            Machine machine = new Machine("10.0.0.7").inUse(1024);

            assertThat(why("10.0.0.7", 1024, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_if_it_is_below_1024_and_others_there_can_be_had() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUse(80);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_if_it_is_below_1024_and_only_few_others_there_can_be_had() {
            Machine machine =
                    new Machine("10.0.0.7")
                            .ofAdministrator()
                            .inUse(1, 2, 22, 79, 80, 81, 443, 1000, 1022, 1023);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_if_it_is_below_1024_and_only_the_last_there_can_be_had() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUseUpTo(1022);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_in_German_too() {
            Machine machine =
                    new Machine("10.0.0.7").ofAdministrator().inUse(80).says(Machine.Words.GERMAN);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        void is_in_use_on_this_computer_too() {
            ScriptedListener other = wire.listen();

            assertThat(why(other.host(), other.port(), Binder.SYSTEM)).returns("IN_USE");
        }
    }

    @Nested
    @Tag("task-3")
    class An_address_of_another_machine {

        @Test
        void is_not_my_address() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.9.9.9", 8080, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        void is_not_my_address_whatever_the_port() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.9.9.9", 80, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        void is_not_my_address_even_for_an_administrator() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator();

            assertThat(why("10.9.9.9", 80, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        void is_not_my_address_in_the_words_of_another_system_too() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.MACOS);

            assertThat(why("10.9.9.9", 8080, machine)).returns("NOT_MY_ADDRESS");
        }
    }

    @Nested
    @Tag("task-3")
    class A_port_for_administrators {

        @Test
        void may_not_be_had() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }

        @Test
        void may_not_be_had_up_to_1023() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 1023, machine)).returns("MAY_NOT");
        }

        @Test
        void may_not_be_had_whatever_the_exception_is_called() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.WINDOWS);

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }

        @Test
        void may_not_be_had_in_Russian_either() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.RUSSIAN);

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }
    }

    @Nested
    @Tag("task-3")
    class Asking_why {

        @Test
        void leaves_no_listener_open() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUse(80);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");

            assertThat(wire).isLeftClean();
        }

        @Test
        void asks_for_other_ports_than_the_refused_one() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");

            assertThat(wire.call("asked for port 80", () -> machine.askedFor(80)))
                    .returns(List.of());
        }
    }

    @Nested
    @Tag("task-4")
    class The_port {

        @Test
        void is_had_from_the_binder_once_and_at_the_address_that_was_given() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(askedBy("10.0.0.7", 8080, machine)).returns(List.of("10.0.0.7:8080"));
        }

        @Test
        void is_any_free_one_if_it_is_0_and_is_kept() {
            Machine machine = new Machine("10.0.0.7").allInUse();

            Served<PortServer> server = bound(HostsList.address("10.0.0.7"), machine);

            assertThat(wire.connect(server.port())).receivesNothing();
        }

        @Test
        void is_another_for_each_server() {
            Served<PortServer> one = bound();

            Served<PortServer> other = bound();

            assertThat(one.port()).isNotEqualTo(other.port());
        }

        @Test
        void is_refused_if_it_is_in_use() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(tryToBind("10.0.0.7", 8080, machine)).returns("refused: IN_USE");
        }

        @Test
        void is_refused_at_the_address_of_another_machine() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(tryToBind("10.9.9.9", 8080, machine)).returns("refused: NOT_MY_ADDRESS");
        }

        @Test
        void is_refused_if_one_may_not_have_it() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.WINDOWS);

            assertThat(tryToBind("10.0.0.7", 80, machine)).returns("refused: MAY_NOT");
        }

        @Test
        void is_refused_with_the_exception_of_the_binder_as_the_cause() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(causeOfRefusal("10.0.0.7", 8080, machine))
                    .returns("caused by java.net.BindException: Address already in use");
        }

        @Test
        void is_free_again_after_close() {
            Served<PortServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        private Call<String> causeOfRefusal(String address, int port, Machine machine) {
            InetAddress asked = HostsList.address(address);
            return wire.call(
                    "new PortServer(" + address + ", " + port + ")",
                    () -> {
                        try (PortServer server = new PortServer(asked, port, machine)) {
                            return "not refused: a server";
                        } catch (PortRefused e) {
                            return "caused by " + e.getCause();
                        }
                    });
        }

        private Call<List<String>> askedBy(String address, int port, Machine machine) {
            InetAddress asked = HostsList.address(address);
            return wire.call(
                    "new PortServer(" + address + ", " + port + ")",
                    () -> {
                        try (PortServer server = new PortServer(asked, port, machine)) {
                            return machine.asked();
                        }
                    });
        }
    }

    @Nested
    @Tag("task-4")
    class A_client {

        @Test
        void is_told_its_address_and_the_connection_ends() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        void is_told_its_address_over_ipv6_where_the_machine_has_it() {
            InetAddress address = Loopback.ipv6();
            Served<PortServer> server = bound(address, Binder.SYSTEM).serve(PortServer::serve);

            ScriptedPeer client = wire.connect(address, server.port());

            assertThat(client).receives("you are " + address.getHostAddress() + "\n").receivesEnd();
        }

        @Test
        void is_told_its_own_address_and_not_the_one_that_it_has_called() {
            InetAddress called = Loopback.calledFromIpv4();
            Served<PortServer> server =
                    bound(HostsList.address("0.0.0.0"), Binder.SYSTEM).serve(PortServer::serve);

            ScriptedPeer client = wire.connect(called, server.port());

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        void is_told_its_address_after_the_one_before() {
            Served<PortServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("you are 127.0.0.1\n").receivesEnd();

            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        void is_told_its_address_if_it_came_before_serve_was_called() {
            Served<PortServer> server = bound();
            ScriptedPeer client = wire.connect(server.port());

            server.serve(PortServer::serve);

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        void is_told_its_address_though_others_are_gone_before_they_are_told() {
            Served<PortServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            ScriptedPeer next = wire.connect(server.port());

            server.serve(PortServer::serve);

            assertThat(next).receives("you are 127.0.0.1\n").receivesEnd();
        }
    }

    @Nested
    @Tag("task-4")
    class The_service {

        @Test
        void ends_when_it_is_closed_while_it_waits_for_a_client() {
            Served<PortServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        void ends_when_it_is_closed_after_it_has_served() {
            Served<PortServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
