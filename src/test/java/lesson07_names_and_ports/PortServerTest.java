package lesson07_names_and_ports;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.stream.IntStream;
import kit.Call;
import kit.Likely;
import kit.ScriptedListener;
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
class PortServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.expectedNothingLeft() && seen.called("why("),
                "why() has returned, but a listener that it got from binder is still open. Close each one immediately: try-with-resources."),
        when(
                seen -> seen.expectedNothingLeft(),
                "after close() a socket or a thread is left. Close the listener and each client's socket, and let every thread end."),
        when(
                seen -> seen.expectedRest(),
                "serve() calls itself for the next client, and none of these calls returns. After some thousands of clients the stack is full, and the server ends with a StackOverflowError: use a loop."),
        when(
                seen -> seen.called("who was asked by why()") && seen.got("not binder"),
                "why() does not ask binder, and only binder knows the machine's ports. new ServerSocket(...) and the like ask this computer instead: use binder.bind(address, 0)."),
        when(
                seen -> seen.called("asked for port 80"),
                "why() asks for the refused port again. The second answer says nothing new, and for a moment it may take the port from another program: ask only for other ports."),
        when(
                seen -> seen.called("why(") && seen.threwAnything(),
                "why() throws the exception of binder. That binder refuses a port is what why() wants to know: catch the exception, and return a reason."),
        when(
                seen -> seen.called("why(") && seen.got("null"),
                "why() returns no reason because it does not recognise the exception's message. Messages are in the computer's language and differ between systems: ask binder for other ports instead."),
        when(
                seen -> seen.called("why(10.0.0.7") && seen.got("NOT_MY_ADDRESS"),
                "why() takes an address of this machine for another machine's. The address is this machine's if binder gives any free port there: ask binder for port 0."),
        when(
                seen -> seen.called("why(10.9.9.9") && !seen.gotNothing(),
                "why() does not check the address first. If binder refuses even port 0 (any free port) there, the address is not this machine's."),
        when(
                seen ->
                        (seen.called("why(10.0.0.7, 8080)") || seen.called("why(10.0.0.7, 1024)"))
                                && seen.got("MAY_NOT"),
                "why() takes a port that everybody may use for a forbidden one. The ports for administrators end at 1023: from 1024 up, the port is in use."),
        when(
                seen -> seen.expectedWords("IN_USE") && seen.got("MAY_NOT"),
                "why() says that a port below 1024 is forbidden, but it is in use. Administrators may have these ports: if binder gives any other port from 1 to 1023, this one is in use. Try all of them."),
        when(
                seen -> seen.called("why(") && seen.expectedWords("MAY_NOT"),
                "why() says that a port is in use, but it is forbidden. It is below 1024, and binder refuses every other port from 1 to 1023 as well."),
        when(
                seen -> seen.expectedWords("[10.0.0.7:8080]") && seen.got("[]"),
                "the constructor does not ask binder. new ServerSocket(...) asks the computer, not the machine that it was given: use binder.bind(address, port)."),
        when(
                seen -> seen.called("who asked for port 8080"),
                "the constructor asks for the refused port a second time. Another program may have freed it by then, and the reason would be wrong: ask once, and say why it was refused."),
        when(
                seen -> seen.expectedWords("[10.0.0.7:8080]"),
                "the constructor asks binder for something else, or more than once. Ask once for this port at this address, and keep the listener that you get."),
        when(
                seen ->
                        seen.called("new PortServer(10.0.0.7, 0)")
                                && (seen.threw(PortRefused.class)
                                        || seen.threw(BindException.class)),
                "the constructor looks for a free port first and binds it afterwards, and in between another program has taken it. Bind port 0, which finds and binds in one step, and keep that listener."),
        when(
                seen -> seen.gotText().startsWith("caused by"),
                "the PortRefused has lost the exception of binder, which contains what the system said. Pass that exception as its cause."),
        when(
                seen ->
                        seen.expectedWords("PortRefused")
                                && seen.threw(IOException.class, "too many open files"),
                "the constructor catches only some exceptions of binder. A binder may throw any IOException: catch that."),
        when(
                seen ->
                        seen.called("new PortServer(10.9.9.9, 0)")
                                && seen.threw(IOException.class)
                                && !seen.threw(PortRefused.class),
                "the constructor throws the exception of binder if port 0 is refused. That is a refusal like any other: throw a PortRefused with the reason that why() returns."),
        when(
                seen -> seen.expectedWords("PortRefused") && seen.threw(SocketException.class),
                "the constructor throws the exception of binder, which does not say what to do. Catch it, ask why() for the reason, and throw a PortRefused."),
        when(
                seen -> seen.expectedWords("PortRefused") && seen.got("a server"),
                "the constructor silently takes another port when this one is refused. Clients will look for the server at the port that they know: throw a PortRefused."),
        when(
                seen ->
                        seen.expectedWords("PortRefused")
                                && seen.gotText().startsWith("PortRefused"),
                "the PortRefused has another reason than the one that why() finds. Call why() and pass on what it returns."),
        when(
                seen -> seen.expectedConnection() && seen.threw(BindException.class),
                "the constructor binds a port of its own choice. Bind the port that it is given; 0 means any free port."),
        when(
                seen -> seen.expectedConnection(),
                "nothing listens when the constructor has returned. Bind in the constructor, not in serve(), and keep the listener open."),
        when(
                seen -> seen.runsWithoutEnd(),
                "serve() catches every exception and goes on, even after the listener was closed. Then accept() throws again and again: return if listener.isClosed()."),
        when(
                seen -> seen.expectedReturn() && seen.threw(SocketException.class, "closed"),
                "serve() lets an exception out when another thread closes the listener. Catch it, and return if listener.isClosed()."),
        when(
                seen -> seen.gotText().startsWith("you are /"),
                "the line has a slash in front of the address because toString() writes one. Use getInetAddress().getHostAddress(), which writes the address alone."),
        when(
                seen -> seen.gotText().endsWith("\r\n"),
                "the line ends with the computer's own line ending, as println, %n and lineSeparator() write it. On the wire it must end with \"\\n\" on every computer."),
        when(
                seen ->
                        seen.expectedBytes()
                                && seen.peerHasReset()
                                && seen.threw(IOException.class),
                "the exception of one client ends serve(). Catch it inside the loop, and go on with the next client."),
        when(
                seen -> seen.expectedBytes() && seen.peerHasReset() && seen.returned("serve()"),
                "serve() returns because one client has gone. Catch the exception inside the loop, and return only if listener.isClosed() is true."),
        when(
                seen -> seen.expectedBytes() && seen.gotOnlyTheBeginning(),
                "the line has no end. Its last byte must be \"\\n\"."),
        when(
                seen -> seen.expectedBytes() && seen.returned("serve()"),
                "serve() returns after the first client. Accept the next one in a loop."),
        when(
                seen -> !seen.threwAnything() && seen.gotNothing() && seen.streamEnded(),
                "the line was still in a buffer when the connection was closed. Flush the writer first, or write to the socket's stream directly."),
        when(
                seen -> seen.expectedBytes() && seen.gotText().startsWith("you are "),
                "the line contains another address, or a name. socket.getInetAddress() is the client's address, and getHostAddress() writes it in digits."),
        when(
                seen -> seen.waitsForBytes(),
                "the server waits for the client to send something, but the client waits too. Send the line without waiting, then close."),
        when(
                seen -> seen.expectedEnd(),
                "the server does not close the connection after the line. Use try-with-resources for each client's socket."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<String> why(String address, int port, Binder binder) {
        InetAddress asked = HostsList.address(address);
        return wire.call(
                "why(" + address + ", " + port + ")",
                () -> String.valueOf(PortServer.why(asked, port, binder)));
    }

    /** The result of a call of the constructor, in words. */
    private record Outcome(String words) {

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Calls the constructor; the result is {@code PortRefused: IN_USE} or another reason, or {@code
     * a server}.
     */
    private Call<Outcome> tryToBind(String address, int port, Binder binder) {
        InetAddress asked = HostsList.address(address);
        return wire.call(
                "new PortServer(" + address + ", " + port + ")",
                () -> {
                    try (PortServer server = new PortServer(asked, port, binder)) {
                        return new Outcome("a server");
                    } catch (PortRefused e) {
                        return new Outcome("PortRefused: " + e.reason());
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
    class A_port_that_is_in_use {

        @Test
        @Tag("6.2")
        @DisplayName("A port from 1024 up that is refused is reported as IN_USE")
        void is_in_use() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(why("10.0.0.7", 8080, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.2")
        @DisplayName("Port 1024 is reported as IN_USE")
        void is_in_use_if_it_is_the_first_that_everybody_may_have() {
            Machine machine = new Machine("10.0.0.7").inUse(1024);

            assertThat(why("10.0.0.7", 1024, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A port below 1024 is reported as IN_USE if other ports there can be bound")
        void is_in_use_if_it_is_below_1024_and_others_there_can_be_had() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUse(80);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName(
                "A port below 1024 is reported as IN_USE if many, but not all others there are refused")
        void is_in_use_if_it_is_below_1024_and_only_few_others_there_can_be_had() {
            Machine machine =
                    new Machine("10.0.0.7")
                            .ofAdministrator()
                            .inUse(1, 2, 22, 79, 80, 81, 443, 1000, 1022, 1023);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A port below 1024 is reported as IN_USE if only 1023 can be bound")
        void is_in_use_if_it_is_below_1024_and_only_the_last_there_can_be_had() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUseUpTo(1022);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A port below 1024 is reported as IN_USE if only 1 can be bound")
        void is_in_use_if_it_is_below_1024_and_only_the_first_there_can_be_had() {
            Machine machine =
                    new Machine("10.0.0.7")
                            .ofAdministrator()
                            .inUse(IntStream.rangeClosed(2, 1023).toArray());

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName(
                "A port below 1024 is reported as IN_USE if one other there can be bound, whichever it is")
        void is_in_use_if_it_is_below_1024_and_any_one_other_there_can_be_had() {
            assertThat(why("10.0.0.7", 80, allButOne(2))).returns("IN_USE");
            assertThat(why("10.0.0.7", 80, allButOne(79))).returns("IN_USE");
            assertThat(why("10.0.0.7", 80, allButOne(81))).returns("IN_USE");
            assertThat(why("10.0.0.7", 80, allButOne(419))).returns("IN_USE");
            assertThat(why("10.0.0.7", 80, allButOne(738))).returns("IN_USE");
            assertThat(why("10.0.0.7", 80, allButOne(1022))).returns("IN_USE");
        }

        private Machine allButOne(int free) {
            return new Machine("10.0.0.7")
                    .ofAdministrator()
                    .inUse(IntStream.rangeClosed(1, 1023).filter(p -> p != free).toArray());
        }

        @Test
        @Tag("6.2")
        @DisplayName("Port 65535 is reported as IN_USE")
        void is_in_use_if_it_is_the_last_that_there_is() {
            Machine machine = new Machine("10.0.0.7").inUse(65535);

            assertThat(why("10.0.0.7", 65535, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.3")
        @DisplayName("A port below 1024 is reported as IN_USE even if the message is in German")
        void is_in_use_in_German_too() {
            Machine machine =
                    new Machine("10.0.0.7").ofAdministrator().inUse(80).says(Machine.Words.GERMAN);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");
        }

        @Test
        @Tag("6.2")
        @DisplayName("A port of this computer that another program has is reported as IN_USE")
        void is_in_use_on_this_computer_too() {
            ScriptedListener other = wire.listen();

            assertThat(why(other.host(), other.port(), Binder.SYSTEM)).returns("IN_USE");
        }
    }

    @Nested
    class An_address_of_another_machine {

        @Test
        @Tag("6.1")
        @DisplayName("why() asks the binder, and nobody else")
        void is_asked_of_the_binder() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);
            InetAddress asked = HostsList.address("10.0.0.7");

            Call<String> call =
                    wire.call(
                            "who was asked by why()",
                            () -> {
                                PortServer.why(asked, 8080, machine);
                                return machine.asked().isEmpty() ? "not binder" : "binder";
                            });

            assertThat(call).returns("binder");
        }

        @Test
        @Tag("6.1")
        @DisplayName("An address of another machine is reported as NOT_MY_ADDRESS")
        void is_not_my_address() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.9.9.9", 8080, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        @Tag("6.1")
        @DisplayName(
                "An address of another machine is reported as NOT_MY_ADDRESS even for a port below 1024")
        void is_not_my_address_whatever_the_port() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.9.9.9", 80, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        @Tag("6.1")
        @DisplayName(
                "An address of another machine is reported as NOT_MY_ADDRESS even to an administrator")
        void is_not_my_address_even_for_an_administrator() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator();

            assertThat(why("10.9.9.9", 80, machine)).returns("NOT_MY_ADDRESS");
        }

        @Test
        @Tag("6.1")
        @DisplayName(
                "An address of another machine is reported as NOT_MY_ADDRESS even if the message is in the words of macOS")
        void is_not_my_address_in_the_words_of_another_system_too() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.MACOS);

            assertThat(why("10.9.9.9", 8080, machine)).returns("NOT_MY_ADDRESS");
        }
    }

    @Nested
    class A_port_for_administrators {

        @Test
        @Tag("6.4")
        @DisplayName("A port below 1024 is reported as MAY_NOT if all others there are refused")
        void may_not_be_had() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }

        @Test
        @Tag("6.4")
        @DisplayName("Port 1023 is reported as MAY_NOT if all others below 1024 are refused")
        void may_not_be_had_up_to_1023() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 1023, machine)).returns("MAY_NOT");
        }

        @Test
        @Tag("6.4")
        @DisplayName(
                "A port below 1024 is reported as MAY_NOT even if the exception is of another type, as on Windows")
        void may_not_be_had_whatever_the_exception_is_called() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.WINDOWS);

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }

        @Test
        @Tag("6.4")
        @DisplayName("A port below 1024 is reported as MAY_NOT even if the message is in Russian")
        void may_not_be_had_in_Russian_either() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.RUSSIAN);

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");
        }
    }

    @Nested
    class The_question_why {

        @Test
        @Tag("6.5")
        @DisplayName("why() closes every listener that it is given")
        void leaves_no_listener_open() {
            Machine machine = new Machine("10.0.0.7").ofAdministrator().inUse(80);

            assertThat(why("10.0.0.7", 80, machine)).returns("IN_USE");

            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.5")
        @DisplayName("why() closes every listener that it is given, also for a port from 1024 up")
        void leaves_no_listener_open_for_a_port_from_1024_up() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(why("10.0.0.7", 8080, machine)).returns("IN_USE");

            assertThat(wire).isLeftClean();
        }

        @Test
        @Tag("6.6")
        @DisplayName("why() does not ask for the refused port again")
        void asks_for_other_ports_than_the_refused_one() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(why("10.0.0.7", 80, machine)).returns("MAY_NOT");

            assertThat(wire.call("asked for port 80", () -> machine.askedFor(80)))
                    .returns(List.of());
        }
    }

    @Nested
    class The_port {

        @Test
        @Tag("7.1")
        @DisplayName("The constructor asks the binder once, for this port at this address")
        void is_had_from_the_binder_once_and_at_the_address_that_was_given() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(askedBy("10.0.0.7", 8080, machine)).returns(List.of("10.0.0.7:8080"));
        }

        @Test
        @Tag("7.2")
        @DisplayName("The constructor keeps the listener that the binder gives for port 0")
        void is_any_free_one_if_it_is_0_and_is_kept() {
            Machine machine = new Machine("10.0.0.7").allInUse();

            Served<PortServer> server = bound(HostsList.address("10.0.0.7"), machine);

            assertThat(wire.connect(server.port())).receivesNothing();
        }

        @Test
        @Tag("7.2")
        @DisplayName("Two servers that ask for port 0 get two different ports")
        void is_another_for_each_server() {
            Served<PortServer> one = bound();

            Served<PortServer> other = bound();

            assertThat(one.port()).isNotEqualTo(other.port());
        }

        @Test
        @Tag("7.3")
        @DisplayName(
                "If the port is in use, the constructor throws a PortRefused with the reason IN_USE")
        void is_refused_if_it_is_in_use() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(tryToBind("10.0.0.7", 8080, machine)).returns(refused("IN_USE"));
        }

        @Test
        @Tag("7.3")
        @DisplayName(
                "If the address is not of this machine, the constructor throws a PortRefused with the reason NOT_MY_ADDRESS")
        void is_refused_at_the_address_of_another_machine() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(tryToBind("10.9.9.9", 8080, machine)).returns(refused("NOT_MY_ADDRESS"));
        }

        @Test
        @Tag("7.3")
        @DisplayName(
                "If the port is for administrators, the constructor throws a PortRefused with the reason MAY_NOT")
        void is_refused_if_one_may_not_have_it() {
            Machine machine = new Machine("10.0.0.7").says(Machine.Words.WINDOWS);

            assertThat(tryToBind("10.0.0.7", 80, machine)).returns(refused("MAY_NOT"));
        }

        @Test
        @Tag("7.3")
        @DisplayName("The constructor asks the binder once, even if the binder refuses the port")
        void is_asked_for_once_even_if_it_is_refused() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(tryToBind("10.0.0.7", 8080, machine)).returns(refused("IN_USE"));

            assertThat(wire.call("who asked for port 8080", () -> machine.askedFor(8080)))
                    .returns(List.of("10.0.0.7:8080"));
        }

        @Test
        @Tag("7.3")
        @DisplayName("Any IOException of the binder leads to a PortRefused")
        void is_refused_whatever_exception_the_binder_throws() {
            Binder binder =
                    (address, port) -> {
                        throw new IOException("too many open files");
                    };

            assertThat(tryToBind("10.0.0.7", 8080, binder)).returns(refused("NOT_MY_ADDRESS"));
        }

        @Test
        @Tag("7.3")
        @DisplayName("If port 0 is refused, the constructor throws a PortRefused, too")
        void is_refused_even_if_it_is_0() {
            Machine machine = new Machine("10.0.0.7");

            assertThat(tryToBind("10.9.9.9", 0, machine)).returns(refused("NOT_MY_ADDRESS"));
        }

        @Test
        @Tag("7.4")
        @DisplayName("The cause of the PortRefused is the exception of the binder")
        void is_refused_with_the_exception_of_the_binder_as_the_cause() {
            Machine machine = new Machine("10.0.0.7").inUse(8080);

            assertThat(causeOfRefusal("10.0.0.7", 8080, machine))
                    .returns(
                            new Outcome(
                                    "caused by java.net.BindException: Address already in use"));
        }

        @Test
        @Tag("7.5")
        @DisplayName("After close() no listener is open, even if serve() was never called")
        void is_free_again_after_close() {
            Served<PortServer> server = bound();

            server.close();

            assertThat(server).leavesNothingBehind();
        }

        private Outcome refused(String reason) {
            return new Outcome("PortRefused: " + reason);
        }

        private Call<Outcome> causeOfRefusal(String address, int port, Machine machine) {
            InetAddress asked = HostsList.address(address);
            return wire.call(
                    "new PortServer(" + address + ", " + port + ")",
                    () -> {
                        try (PortServer server = new PortServer(asked, port, machine)) {
                            return new Outcome("a server");
                        } catch (PortRefused e) {
                            return new Outcome("caused by " + e.getCause());
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
    class A_client {

        @Test
        @Tag("8.1")
        void receives_its_address_in_one_line() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("you are 127.0.0.1\n");
        }

        @Test
        @Tag("8.2")
        @DisplayName("After the line, the server closes the connection")
        void receives_the_end_of_the_stream_after_the_line() {
            ScriptedPeer client = wire.connect(serving().port());

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        @Tag("8.1")
        @DisplayName("A client receives its address over IPv6")
        void receives_its_address_over_ipv6() {
            InetAddress address = Loopback.ipv6();
            Served<PortServer> server = bound(address, Binder.SYSTEM).serve(PortServer::serve);

            ScriptedPeer client = wire.connect(address, server.port());

            assertThat(client).receives("you are " + address.getHostAddress() + "\n");
        }

        @Test
        @Tag("8.1")
        void receives_its_own_address_and_not_the_one_that_it_called() {
            InetAddress called = Loopback.calledFromIpv4();
            Served<PortServer> server =
                    bound(HostsList.address("0.0.0.0"), Binder.SYSTEM).serve(PortServer::serve);

            ScriptedPeer client = wire.connect(called, server.port());

            assertThat(client).receives("you are 127.0.0.1\n");
        }

        @Test
        @Tag("8.3")
        void is_served_after_the_one_before() {
            Served<PortServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            assertThat(first).receives("you are 127.0.0.1\n").receivesEnd();

            ScriptedPeer second = wire.connect(server.port());

            assertThat(second).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        @Tag("8.3")
        @DisplayName("A client is served, however long the server has waited for it")
        void is_served_however_long_the_server_has_waited_for_it() {
            wire.letTimePassFast();
            Served<PortServer> server = serving();
            assertThat(server.serving()).goesOn();

            ScriptedPeer client = wire.connect(server.port());

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        @Tag("8.3")
        @DisplayName("A client is served without one more call of the same method for each client")
        void is_served_without_a_call_that_never_returns() {
            serveEleven(serving());

            assertThat(wire).doesNotNestItsCalls();
        }

        private void serveEleven(Served<PortServer> server) {
            for (int i = 0; i < 11; i++) {
                ScriptedPeer client = wire.connect(server.port());
                assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
            }
        }

        @Test
        @Tag("8.3")
        void is_served_if_it_connected_before_serve_was_called() {
            Served<PortServer> server = bound();
            ScriptedPeer client = wire.connect(server.port());

            server.serve(PortServer::serve);

            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();
        }

        @Test
        @Tag("8.4")
        void is_served_even_if_others_have_gone_before_they_were_served() {
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
    class The_service {

        @Test
        @Tag("8.5")
        @DisplayName("serve() returns when it is closed while it waits for a client")
        void ends_when_it_is_closed_while_it_waits_for_a_client() {
            Served<PortServer> server = serving();
            wire.settle();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("8.5")
        @DisplayName("serve() returns when it is closed after it has served a client")
        void ends_when_it_is_closed_after_it_has_served() {
            Served<PortServer> server = serving();
            ScriptedPeer client = wire.connect(server.port());
            assertThat(client).receives("you are 127.0.0.1\n").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }

        @Test
        @Tag("8.5")
        @DisplayName("serve() returns at whatever moment it is closed")
        void ends_at_whatever_moment_it_is_closed() {
            wire.atEachPause(
                    round -> {
                        Served<PortServer> server = serving();
                        wire.connect(server.port());

                        round.meanwhile(server::beginToClose);

                        assertThat(server.closing()).returns();
                        assertThat(server.serving()).returns();
                        assertThat(server).leavesNothingBehind();
                    });
        }

        @Test
        @Tag("8.6")
        @DisplayName("A server goes on when another one is closed")
        void has_a_port_of_its_own_to_the_end() {
            Served<PortServer> one = serving();
            Served<PortServer> other = serving();

            assertThat(wire.connect(one.port())).receives("you are 127.0.0.1\n").receivesEnd();
            other.close();
            assertThat(wire.connect(one.port())).receives("you are 127.0.0.1\n").receivesEnd();
            one.close();

            assertThat(one.serving()).returns();
            assertThat(one).leavesNothingBehind();
        }

        @Test
        @Tag("8.5")
        @DisplayName("serve() closes the sockets of clients that have disconnected")
        void leaves_nothing_behind_of_clients_that_were_gone() {
            Served<PortServer> server = bound();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            wire.connect(server.port()).reset();
            server.serve(PortServer::serve);
            assertThat(wire.connect(server.port())).receives("you are 127.0.0.1\n").receivesEnd();

            server.close();

            assertThat(server.serving()).returns();
            assertThat(server).leavesNothingBehind();
        }
    }
}
