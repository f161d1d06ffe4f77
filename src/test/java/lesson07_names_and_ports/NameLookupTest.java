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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-1")
class NameLookupTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("addresses(\"\")") || seen.called("addresses(\" \")"),
                "Java takes an empty name for this machine, and hosts does as Java does. Look before you ask: a blank name is nobody's."),
        when(
                seen -> seen.called("addresses(") && seen.gotText().contains("/"),
                "toString() of an address writes its name, a slash, the address. getHostAddress() writes the address alone."),
        when(
                seen -> seen.called("addresses(") && seen.expectedWords("UnknownHost"),
                "a name that nobody has is told in another way than by an UnknownHostException. hosts throws one: let it pass."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.got("[10.0.0.7]"),
                "only the first address is told. A name can have many, and who connects may have to try them all."),
        when(
                seen -> seen.called("addresses(\"localhost\"") && !seen.got("null"),
                "it is the computer that is asked, not hosts. InetAddress.getByName and getAllByName ask the computer: ask hosts.forward."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.got("[10.0.0.7, 10.0.0.6]"),
                "an address of IPv6 is left out. It is an address like others; many machines are reached at nothing else."),
        when(
                seen -> seen.called("addresses(\"alpha\"") && seen.gotSomethingElse(),
                "the addresses are not in the order in which hosts has them. The first is meant to be tried first."),
        when(
                seen -> seen.called("nameOf(") && seen.got("10.0.0.9"),
                "an address that has no name is told as text, as getHostName() does. Then nobody knows whether it is a name: throw an UnknownHostException."),
        when(
                seen -> seen.called("nameOf(") && (seen.got("alpha") || seen.got("ghost")),
                "the name is believed. Whoever owns an address writes its name, any name: ask hosts whether it leads back to the address."),
        when(
                seen -> seen.called("nameOf(") && seen.expectedWords("UnknownHost"),
                "an address without a name of its own is told in another way than by an UnknownHostException."),
        when(
                seen -> seen.called("nameOf(10.0.0.8") && seen.threw(UnknownHostException.class),
                "only the first address of the name is compared. It is enough that one of them is the address."),
        when(
                seen -> seen.called("nameOf("),
                "it is the computer that is asked, not hosts: getHostName() and getCanonicalHostName() ask the computer. Ask hosts.reverse."),
        when(
                seen -> seen.called("ownAddress()") && seen.threwAnything(),
                "a machine need not know its own name, and hosts throws; or all addresses of the name are loopback ones. In either case the loopback address is the answer."),
        when(
                seen ->
                        seen.called("ownAddress()")
                                && seen.expected("127.0.0.1")
                                && seen.got("127.0.1.1"),
                "one of the own name's loopback addresses is told where it has no others. The answer then is 127.0.0.1."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("127.0.1.1"),
                "the first address of the own name is taken, whatever it is. On many machines that is a loopback address, at which nobody else reaches them: look further."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("null"),
                "null is returned where there is no other address. The loopback address is there in any case."),
        when(
                seen -> seen.called("ownAddress()") && seen.got("10.0.0.8"),
                "the last of the addresses is taken. hosts tells the best one first."),
        when(
                seen -> seen.called("ownAddress()") && seen.expectedWords("10.0.0.7"),
                "it is not the addresses of the own name that are looked through. Ask hosts for its own name, then for the addresses of that name."),
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
        void are_those_that_hosts_has() {
            Hosts hosts = new HostsList("10.0.0.7 localhost");

            assertThat(addresses(hosts, "localhost")).returns(List.of("10.0.0.7"));
        }

        @Test
        void are_all_told_in_their_order() {
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
        void are_unknown_if_nobody_has_the_name() {
            Hosts hosts = new HostsList("10.0.0.7 alpha");

            assertThat(addresses(hosts, "beta")).throwsA(UnknownHostException.class);
        }

        @Test
        void are_unknown_if_the_name_is_empty() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, "")).throwsA(UnknownHostException.class);
        }

        @Test
        void are_unknown_if_the_name_is_blank() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(addresses(hosts, " ")).throwsA(UnknownHostException.class);
        }

        @Test
        void are_found_on_this_computer_too() throws UnknownHostException {
            List<String> own =
                    Arrays.stream(InetAddress.getAllByName("localhost"))
                            .map(InetAddress::getHostAddress)
                            .toList();

            assertThat(addresses(Hosts.SYSTEM, "localhost")).returns(own);
        }
    }

    @Nested
    class The_name_of_an_address {

        @Test
        void is_the_one_that_hosts_has() {
            Hosts hosts = new HostsList("127.0.0.1 beta");

            assertThat(nameOf(hosts, "127.0.0.1")).returns("beta");
        }

        @Test
        void is_told_if_the_name_has_other_addresses_too() {
            Hosts hosts =
                    new HostsList(
                            """
                            10.0.0.7 beta
                            10.0.0.8 beta""");

            assertThat(nameOf(hosts, "10.0.0.8")).returns("beta");
        }

        @Test
        void is_unknown_if_there_is_none() {
            Hosts hosts = new HostsList("10.0.0.7 beta");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }

        @Test
        void is_unknown_if_it_leads_to_another_address() {
            Hosts hosts = new HostsList("10.0.0.7 alpha").claims("10.0.0.9", "alpha");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }

        @Test
        void is_unknown_if_it_leads_nowhere() {
            Hosts hosts = new HostsList("10.0.0.7 alpha").claims("10.0.0.9", "ghost");

            assertThat(nameOf(hosts, "10.0.0.9")).throwsA(UnknownHostException.class);
        }
    }

    @Nested
    class The_address_of_this_machine {

        @Test
        void is_the_first_that_others_can_reach() {
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

        @Test
        void is_the_loopback_address_if_the_name_leads_to_no_other() {
            Hosts hosts = new HostsList("127.0.1.1 alpha").named("alpha");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }

        @Test
        void is_the_loopback_address_if_nobody_knows_the_name() {
            Hosts hosts = new HostsList("127.0.0.1 localhost").named("alpha");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }

        @Test
        void is_the_loopback_address_if_the_machine_has_no_name() {
            Hosts hosts = new HostsList("127.0.0.1 localhost");

            assertThat(ownAddress(hosts)).returns("127.0.0.1");
        }
    }
}
