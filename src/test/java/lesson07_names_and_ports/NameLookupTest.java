package lesson07_names_and_ports;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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

@DisplayNameGeneration(ReplaceUnderscores.class)
class NameLookupTest {

    private static final Likely[] CAUSES = {
        when(
                seen ->
                        seen.called("addresses(\"\")")
                                || seen.called("addresses(\" \")")
                                || seen.called("addresses(\"\t  \")"),
                "addresses() asks hosts for a blank name. Java, and hosts like it, take an empty name for this machine, so check isBlank() first and throw an UnknownHostException."),
        when(
                seen -> seen.called("addresses(") && seen.gotText().contains("/"),
                "the text has a slash because toString() writes the name, a slash and the address. Use getHostAddress(), which writes the address alone."),
        when(
                seen -> seen.called("addresses(\"\u2003\")"),
                "addresses() asks hosts for a name of white space, because trim() knows only the oldest kinds of white space. Use isBlank()."),
        when(
                seen -> seen.called("addresses(\" alpha\")") && !seen.threwAnything(),
                "addresses() changes the name before it asks hosts. \" alpha\" and \"alpha\" are two names: ask for the name as it is written."),
        when(
                seen -> seen.called("addresses() of a name that moves") && seen.got("[10.0.0.7]"),
                "addresses() keeps what hosts has said before. A name can get another address at any time: ask hosts.forward() in each call."),
        when(
                seen -> seen.called("addresses(\"zone\")") && seen.got("[fe80:0:0:0:0:0:0:1]"),
                "the zone of the address, %2, is missing. It belongs to the address: return what getHostAddress() writes."),
        when(
                seen ->
                        seen.called("nameOf() of an address whose name")
                                && seen.threw(UnknownHostException.class),
                "nameOf() compares addresses as texts. toString() contains the name, if the object has one: compare with equals() or contains()."),
        when(
                seen -> seen.called("addresses(") && seen.expectedWords("UnknownHost"),
                "addresses() hides that the name is unknown. hosts throws an UnknownHostException: let the caller have it."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.got("[10.0.0.7]"),
                "addresses() returns only the first address. A name can have several, and a client may have to try them all: return each one."),
        when(
                seen -> seen.called("addresses(\"localhost\"") && !seen.got("null"),
                "addresses() asks the computer, as InetAddress.getByName and getAllByName do. Ask hosts.forward(name) and nobody else."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.got("[10.0.0.7, 10.0.0.6]"),
                "addresses() leaves out an IPv6 address. It is an address like any other, and some machines have no other kind: return it as well."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.gotSomethingElse(),
                "the addresses are not in the order of hosts. The first one is meant to be tried first, so keep the order."),
        when(
                seen -> seen.called("nameOf(") && seen.got("10.0.0.9"),
                "an address without a name is returned as text, as getHostName() does. The caller would take that text for a name: throw an UnknownHostException."),
        when(
                seen -> seen.called("nameOf(") && (seen.got("alpha") || seen.got("ghost")),
                "nameOf() believes the name. The owner of an address can write down any name for it, so ask hosts.forward(name) whether the name leads back to the address."),
        when(
                seen -> seen.called("nameOf(") && seen.expectedWords("UnknownHost"),
                "nameOf() hides that the address has no name. Throw an UnknownHostException."),
        when(
                seen -> seen.called("nameOf(10.0.0.8") && seen.threw(UnknownHostException.class),
                "nameOf() compares only the first address of the name, or compares with ==. It is enough that one of the addresses is equal: use contains() or equals()."),
        when(
                seen -> seen.called("nameOf(") && seen.threw(UnknownHostException.class, "beta"),
                "the name is found, but not the way back to the address. Ask hosts.forward(name), not the computer, and compare addresses with contains() or equals(), not with ==."),
        when(
                seen -> seen.called("nameOf(2001:db8::7") && seen.got("beta"),
                "nameOf() changes the name that hosts has. Return it as it is written, with its capital letters."),
        when(
                seen -> seen.called("nameOf("),
                "nameOf() asks the computer, as getHostName() and getCanonicalHostName() do. Ask hosts.reverse(address) and nobody else."),
        when(
                seen -> seen.called("ownAddress()") && seen.threwAnything(),
                "ownAddress() throws because hosts does not know the machine's own name, or because all of its addresses are loopback addresses. Return InetAddress.getLoopbackAddress() in both cases."),
        when(
                seen ->
                        seen.called("ownAddress()")
                                && seen.expected("127.0.0.1")
                                && seen.got("127.0.1.1"),
                "ownAddress() returns the loopback address that the machine's name leads to. A server at 127.0.0.1 cannot be reached there, so return 127.0.0.1 instead."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("0:0:0:0:0:0:0:1"),
                "::1 is taken for an address that others can reach. It is the loopback address of IPv6: ask isLoopbackAddress(), do not compare texts."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("127.9.9.9"),
                "127.9.9.9 is taken for an address that others can reach. All addresses that begin with 127. are loopback addresses: ask isLoopbackAddress(), do not compare texts."),
        when(
                seen -> seen.called("ownAddress() of one kind"),
                "ownAddress() skips an address that is not a loopback address. All others count: public, private and link-local, IPv4 and IPv6."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("127.0.1.1"),
                "ownAddress() returns the first address of the machine's name, whatever it is. On many machines that is a loopback address, which no other machine can reach: skip those."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("null"),
                "ownAddress() returns null if it finds no other address. Every machine has the loopback address: return that one."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("10.0.0.8"),
                "ownAddress() returns the last address. hosts has the best one first, so return the first that is not a loopback address."),
        when(
                seen -> seen.called("ownAddress()") && seen.expectedWords("10.0.0.7"),
                "ownAddress() does not look at the addresses of the machine's own name. Ask hosts.ownName() for the name, then hosts.forward(name) for its addresses."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<List<String>> addresses(Hosts hosts, String name) {
        return wire.call(
                "addresses(\"" + name + "\")", () -> new NameLookup(hosts).addresses(name));
    }

    private Call<String> nameOf(Hosts hosts, String address) {
        return wire.call(
                "nameOf(" + address + ")",
                () -> new NameLookup(hosts).nameOf(HostsList.address(address)));
    }

    private Call<String> ownAddress(Hosts hosts) {
        return wire.call("ownAddress()", () -> text(new NameLookup(hosts).ownAddress()));
    }

    private static String text(InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }

    @Nested
    class The_addresses_of_a_name {

        @Test
        @Tag("1.1")
        void come_from_hosts_and_not_from_the_computer() {
            Hosts hosts = new HostsList("10.0.0.7 localhost");

            assertThat(addresses(hosts, "localhost")).returns(List.of("10.0.0.7"));
        }

        @Test
        @Tag("1.1")
        @DisplayName("addresses() asks hosts in every call")
        void are_asked_for_in_every_call() {
            HostsList hosts = new HostsList("10.0.0.7 alpha");
            NameLookup lookup = new NameLookup(hosts);
            String call = "addresses() of a name that moves";

            assertThat(wire.call(call, () -> lookup.addresses("alpha")))
                    .returns(List.of("10.0.0.7"));
            hosts.moves("alpha", "10.0.0.8");

            assertThat(wire.call(call, () -> lookup.addresses("alpha")))
                    .returns(List.of("10.0.0.8"));
        }

        @Test
        @Tag("1.2")
        void are_all_returned_in_the_order_of_hosts() {
            Hosts hosts =
                    new HostsList(
                            """
                            10.0.0.7 alpha
                            10.0.0.1 beta
                            fd00::7  alpha
                            10.0.0.6 alpha""");

            assertThat(addresses(hosts, "alpha"))
                    .returns(List.of("10.0.0.7", "fd00:0:0:0:0:0:0:7", "10.0.0.6"));
        }

        @Test
        @Tag("1.2")
        void contain_the_zone_of_a_link_local_address() {
            Hosts hosts = new HostsList("fe80::1%2 zone");

            assertThat(addresses(hosts, "zone")).returns(List.of("fe80:0:0:0:0:0:0:1%2"));
        }

        @Test
        @Tag("1.3")
        @DisplayName("If hosts does not know the name, addresses() throws an UnknownHostException")
        void are_unknown_if_nobody_has_the_name() {
            Hosts hosts = new HostsList("10.0.0.7 alpha");

            assertThat(addresses(hosts, "beta")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("If the name is empty, addresses() throws an UnknownHostException")
        void are_unknown_if_the_name_is_empty() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, "")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("If the name is one space, addresses() throws an UnknownHostException")
        void are_unknown_if_the_name_is_blank() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, " ")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("If the name is a tab and spaces, addresses() throws an UnknownHostException")
        void are_unknown_if_the_name_is_a_tab_and_spaces() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, "\t  ")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.4")
        @DisplayName("If the name is an em space, addresses() throws an UnknownHostException")
        void are_unknown_if_the_name_is_an_em_space() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, "\u2003")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.5")
        @DisplayName("addresses() asks for the name as it is written, with its spaces")
        void are_those_of_the_name_with_its_spaces() {
            Hosts hosts = new HostsList("10.0.0.7 alpha");

            assertThat(addresses(hosts, " alpha")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("1.2")
        @DisplayName(
                "The addresses of localhost are those of the computer if hosts is the computer")
        void are_those_of_the_computer_if_hosts_is_the_computer() throws UnknownHostException {
            List<String> own =
                    Arrays.stream(InetAddress.getAllByName("localhost"))
                            .map(InetAddress::getHostAddress)
                            .toList();

            assertThat(addresses(Hosts.SYSTEM, "localhost")).returns(own);
        }

        @Test
        @Tag("1.5")
        @DisplayName("addresses() asks for the name as it is written, with its capital letters")
        void are_those_of_the_name_as_it_is_written() {
            Hosts hosts = new HostsList("203.0.113.7 Alpha\n2001:db8::7 Alpha\n10.0.0.7 alpha");

            assertThat(addresses(hosts, "Alpha"))
                    .returns(List.of("203.0.113.7", "2001:db8:0:0:0:0:0:7"));
        }
    }

    @Nested
    class The_name_of_an_address {

        @Test
        @Tag("2.1")
        void comes_from_hosts_and_not_from_the_computer() {
            Hosts hosts = new HostsList("127.0.0.1 beta");

            assertThat(nameOf(hosts, "127.0.0.1")).returns("beta");
        }

        @Test
        @Tag("2.2")
        void is_returned_if_the_name_has_other_addresses_as_well() {
            Hosts hosts =
                    new HostsList(
                            """
                            10.0.0.7 beta
                            10.0.0.8 beta""");

            assertThat(nameOf(hosts, "10.0.0.8")).returns("beta");
        }

        @Test
        @Tag("2.3")
        @DisplayName("If the address has no name, nameOf() throws an UnknownHostException")
        void is_unknown_if_there_is_none() {
            Hosts hosts = new HostsList("10.0.0.7 beta");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("2.4")
        @DisplayName(
                "If the name leads only to another address, nameOf throws an UnknownHostException")
        void is_unknown_if_it_leads_to_another_address() {
            Hosts hosts = new HostsList("10.0.0.7 alpha").claims("10.0.0.9", "alpha");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("2.4")
        @DisplayName("If the name leads to no address, nameOf() throws an UnknownHostException")
        void is_unknown_if_it_leads_nowhere() {
            Hosts hosts = new HostsList("10.0.0.7 alpha").claims("10.0.0.9", "ghost");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }

        @Test
        @Tag("2.1")
        @DisplayName("The name of an address is returned for IPv4 and for IPv6")
        void is_returned_for_ipv4_and_for_ipv6() {
            Hosts hosts = new HostsList("2001:db8::7 Beta\n203.0.113.7 gamma\n::1 delta");

            assertThat(nameOf(hosts, "2001:db8::7")).returns("Beta");
            assertThat(nameOf(hosts, "203.0.113.7")).returns("gamma");
            assertThat(nameOf(hosts, "::1")).returns("delta");
        }

        @Test
        @Tag("2.1")
        @DisplayName("The name of an address is returned even if only hosts has written it down")
        void is_returned_even_if_only_hosts_has_written_it_down() {
            Hosts hosts = new HostsList("10.0.0.7 beta").writesNames();
            InetAddress address = HostsList.address("10.0.0.7");

            Call<String> name =
                    wire.call(
                            "nameOf() of an address whose name only hosts knows",
                            () -> new NameLookup(hosts).nameOf(address));

            assertThat(name).returns("beta");
        }
    }

    @Nested
    class The_address_of_this_machine {

        @Test
        @Tag("3.1")
        void is_the_first_of_its_name_that_is_not_a_loopback_address() {
            Hosts hosts =
                    new HostsList(
                                    """
                                    127.0.0.1 localhost
                                    10.0.0.1  gateway
                                    127.0.1.1 alpha
                                    10.0.0.7  alpha
                                    10.0.0.8  alpha""")
                            .named("alpha");

            assertThat(ownAddress(hosts)).returns("10.0.0.7");
        }

        private Call<String> ownAddressIfFirstIs(String first) {
            Hosts hosts = new HostsList(first + " alpha\n10.0.0.8 alpha").named("alpha");
            return wire.call(
                    "ownAddress() of one kind", () -> text(new NameLookup(hosts).ownAddress()));
        }

        @Test
        @Tag("3.3")
        @DisplayName("The address of this machine is 127.0.0.1 if its name leads only to 127.0.1.1")
        void is_127_0_0_1_if_its_name_leads_to_other_loopback_addresses_only() {
            Hosts hosts = new HostsList("127.0.1.1 alpha").named("alpha");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }

        @Test
        @Tag("3.4")
        @DisplayName("The address of this machine is 127.0.0.1 if hosts does not know its name")
        void is_the_loopback_address_if_nobody_knows_the_name() {
            Hosts hosts = new HostsList("127.0.0.1 localhost").named("alpha");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }

        @Test
        @Tag("3.4")
        @DisplayName("The address of this machine is 127.0.0.1 if the machine has no name")
        void is_the_loopback_address_if_the_machine_has_no_name() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }

        @Test
        @Tag("3.2")
        @DisplayName("The address of this machine may be public, private, link-local or IPv6")
        void may_be_public_or_link_local_or_of_ipv6() {
            assertThat(ownAddressIfFirstIs("203.0.113.7")).returns("203.0.113.7");
            assertThat(ownAddressIfFirstIs("192.168.1.7")).returns("192.168.1.7");
            assertThat(ownAddressIfFirstIs("169.254.1.7")).returns("169.254.1.7");
            assertThat(ownAddressIfFirstIs("2001:db8::7")).returns("2001:db8:0:0:0:0:0:7");
            assertThat(ownAddressIfFirstIs("fd00::7")).returns("fd00:0:0:0:0:0:0:7");
        }

        @Test
        @Tag("3.1")
        @DisplayName("The address of this machine is never ::1 if its name has another address")
        void is_not_the_loopback_address_of_ipv6() {
            Hosts hosts =
                    new HostsList("::1 alpha\n127.9.9.9 alpha\n10.0.0.7 alpha").named("alpha");

            assertThat(ownAddress(hosts)).returns("10.0.0.7");
        }

        @Test
        @Tag("3.3")
        @DisplayName("The address of this machine is 127.0.0.1 if its name leads only to ::1")
        void is_that_of_ipv4_if_the_name_leads_to_the_loopback_address_of_ipv6() {
            Hosts hosts = new HostsList("::1 alpha").named("alpha");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }
    }
}
