package lesson07_names_and_ports;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.NoSuchElementException;
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
class ServiceTableTest {

    private static final String TABLE =
            """
            # name\tport/protocol\tother names

            ftp\t\t21/tcp
            smtp\t\t25/tcp\t\tmail
            domain\t\t53/tcp
            domain\t\t53/udp
              # telnet  23/tcp   switched off
            http\t\t80/tcp\t\twww web\t# alias pages
            web-admin\t\t80/tcp
            pop3\t\t110/tcp\t\tpop-3
            ntp\t\t123/udp
            time\t\t37/udp#old
            imap  143/tcp  imap2
            shell\t\t514/tcp\t\tcmd
            syslog\t\t514/udp
            mail\t\t2525/tcp
            """;

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.called("port() of two tables"),
                "two tables share their lines because the collection is static. Make it a field, so that each table has its own."),
        when(
                seen ->
                        seen.called("port(\"news\", \"tcp\") in \"#\\n##")
                                && seen.threw(IndexOutOfBoundsException.class),
                "a line that has only # signs is split into nothing, because \"#\".split(\"#\") is an empty array. Remove the comment with replaceFirst(\"#.*\", \"\")."),
        when(
                seen -> seen.called("port(\"zero\"") && seen.threw(NoSuchElementException.class),
                "port() takes 0 for a sign that no line fits. A table may contain port 0: throw the exception after the loop instead."),
        when(
                seen ->
                        seen.called("service(514, \"tcp\")")
                                && !seen.called("service(514, \"udp\")")
                                && seen.threw(NoSuchElementException.class),
                "a port above 127 is not found. If your code keeps ports as Integer, == compares objects, and only small numbers share one: use int, or equals()."),
        when(
                seen ->
                        (seen.called("port(\"http\", \"tcp\") in \"  http")
                                        || seen.called("port(\"http\", \"tcp\") in \"\\thttp"))
                                && seen.threwAnything(),
                "a line that begins with spaces or tabs is not read. split(\"\\s+\") makes an empty first word of them: call strip() before it."),
        when(
                seen ->
                        (seen.called("port(\"middle\"") || seen.called("port(\"top\""))
                                && (seen.gotText().startsWith("-") || seen.threwAnything()),
                "a port above 32767 is lost, because a short cannot hold it. Keep ports as int, and accept all up to 65535."),
        when(
                seen ->
                        (seen.called("port(\"whois++\"") || seen.called("port(\"почта\""))
                                && seen.threwAnything(),
                "a line is not found because of the characters in a name. Words are separated by spaces and tabs only: every other character, but #, may be part of a name."),
        when(
                seen -> seen.threw(NumberFormatException.class),
                "a word that is not a number is read as the port. Words are separated by any number of spaces or tabs, and a # begins a comment on any line: remove the comment first, then use split(\"\\\\s+\")."),
        when(
                seen -> seen.called("port(\"news\"") && seen.threw(IndexOutOfBoundsException.class),
                "a line has fewer words than your code takes from it. An empty line is split into one empty word: skip each line that has fewer than two words."),
        when(
                seen ->
                        (seen.called("port(\"http\", \"tcp\") in \"http   ")
                                        || seen.called("port(\"http\", \"tcp\") in \"http\\t"))
                                && seen.threw(IndexOutOfBoundsException.class),
                "the line is not split into its words. split(\" \") makes an empty word between two spaces, and does not split at tabs: use split(\"\\\\s+\"), which splits at any number of spaces or tabs."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "your code takes a word, or a part of one, that is not there. A line may have two words or more, separated by any number of spaces or tabs."),
        when(
                seen -> seen.called("port(\"news\"") && seen.threw(NoSuchElementException.class),
                "your code fails at a line that is empty or contains only a comment. There is no service in it: skip the line."),
        when(
                seen ->
                        (seen.called("port(\"telnet\"") || seen.called("port(\"talk\""))
                                        && seen.got("23")
                                || (seen.called("port(\"pages\"") || seen.called("port(\"docs\""))
                                        && seen.got("80"),
                "the text after a # is read as part of the table. It is a comment: remove everything from the # to the end of the line."),
        when(
                seen ->
                        seen.called("port(\"ftp\", \"tcp\") in") && seen.got("69")
                                || seen.called("port(\"imap\", \"tcp\") in") && seen.got("993"),
                "port() accepts a name that only contains the service. The whole word must be equal: use equals(), not contains() or startsWith()."),
        when(
                seen ->
                        seen.called("port(\"play\"") && seen.got("7")
                                || seen.called("service(7, \"udp\") in") && seen.got("light"),
                "your code accepts a line whose protocol only begins like this one. Compare the whole protocol: use equals()."),
        when(
                seen ->
                        seen.called("service(80, \"tcp\") in")
                                && (seen.got("alt") || seen.got("eighth")),
                "service() accepts a port whose digits only contain those of this one. Compare whole numbers."),
        when(
                seen -> seen.called("classOf(") && seen.expectedWords("IllegalArgument"),
                "classOf() accepts a number that is not a port. Ports are 0 to 65535: throw an IllegalArgumentException for all others."),
        when(
                seen ->
                        (seen.called("classOf(1023)") || seen.called("classOf(1024)"))
                                && !seen.threwAnything(),
                "the border is one number off. 1023 is the last system port, and 1024 is the first user port."),
        when(
                seen -> seen.called("classOf(") && seen.expectedReturn() && !seen.threwAnything(),
                "the border is at another number. 49151 is the last user port, and 49152 is the first dynamic port, even if Linux gives its clients lower ones."),
        when(
                seen -> seen.called("classOf(0)"),
                "classOf() rejects 0. No client can connect to port 0, but it is a number that a server may ask for, and it belongs to the system ports."),
        when(
                seen ->
                        seen.called("service(")
                                && (seen.got("pop-3") || seen.got("cmd") || seen.got("web")),
                "service() returns one of the other names. Return the first word of the line."),
        when(
                seen -> seen.called("service(") && seen.got("web-admin"),
                "service() returns the last line that fits. The first one counts: put() into a map replaces the earlier entry, putIfAbsent() keeps it."),
        when(
                seen -> seen.called("port(\"mail\"") && seen.got("2525"),
                "port() does not return the first line that fits. Go through the lines from the top, and look at all names of each."),
        when(
                seen ->
                        seen.called("port(\"ntp\"") && seen.got("123")
                                || seen.called("service(25") && seen.got("smtp"),
                "your code does not compare the protocol. The same port is one thing for TCP and another for UDP: look only at lines with this protocol."),
        when(
                seen -> seen.expectedWords("NoSuchElement"),
                "your code returns a value although no line fits. Throw a NoSuchElementException, so that nobody takes the value for a real one."),
        when(
                seen -> seen.called("service(514") && !seen.threwAnything(),
                "your code does not compare the protocol. The same port is one thing for TCP and another for UDP: look only at lines with this protocol."),
        when(
                seen ->
                        seen.called("port(\"www\"")
                                || seen.called("port(\"web\"")
                                || seen.called("port(\"imap2\""),
                "port() looks only at the first name. All words after the port are names of the service as well."),
        when(
                seen -> seen.called("port(\"time\"") && seen.threw(NoSuchElementException.class),
                "a # without a space in front of it is read as part of the word. A # begins a comment wherever it stands."),
        when(
                seen -> seen.threw(NoSuchElementException.class),
                "a line that is in the table is not found. Words are separated by any number of spaces or tabs: split(\"\\\\s+\")."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Integer> port(String service, String protocol) {
        return portIn(TABLE, service, protocol);
    }

    private Call<Integer> portIn(String table, String service, String protocol) {
        return wire.call(
                "port(\"" + service + "\", \"" + protocol + "\")" + shown(table),
                () -> new ServiceTable(table).port(service, protocol));
    }

    private Call<String> service(int port, String protocol) {
        return serviceIn(TABLE, port, protocol);
    }

    private Call<String> serviceIn(String table, int port, String protocol) {
        return wire.call(
                "service(" + port + ", \"" + protocol + "\")" + shown(table),
                () -> new ServiceTable(table).service(port, protocol));
    }

    /**
     * Returns the table as a part of a call's name; an empty text for the long table of most tests.
     */
    private static String shown(String table) {
        String oneLine = table.replace("\n", "\\n").replace("\t", "\\t");
        return table.equals(TABLE) ? "" : " in \"" + oneLine + "\"";
    }

    private Call<PortClass> classOf(int port) {
        return wire.call("classOf(" + port + ")", () -> ServiceTable.classOf(port));
    }

    @Nested
    class The_words_of_a_line {

        @Test
        @Tag("4.1")
        void may_be_separated_by_one_space() {
            assertThat(portIn("http 80/tcp\nftp 21/tcp", "http", "tcp")).returns(80);
        }

        @Test
        @Tag("4.1")
        void may_be_separated_by_several_spaces() {
            assertThat(portIn("http   80/tcp    www", "http", "tcp")).returns(80);
        }

        @Test
        @Tag("4.1")
        void may_be_separated_by_tabs() {
            assertThat(portIn("http\t\t80/tcp\twww", "http", "tcp")).returns(80);
            assertThat(portIn("http \t 80/tcp", "http", "tcp")).returns(80);
        }
    }

    @Nested
    class The_first_word_of_a_line {

        @Test
        @Tag("4.1")
        void may_follow_spaces_or_tabs() {
            assertThat(portIn("  http 80/tcp www", "http", "tcp")).returns(80);
            assertThat(portIn("\thttp 80/tcp www", "http", "tcp")).returns(80);
        }
    }

    @Nested
    class A_line_without_a_service {

        @Test
        @Tag("4.2")
        void is_skipped_if_it_is_empty() {
            assertThat(portIn("ftp 21/tcp\n\nnews 119/tcp", "news", "tcp")).returns(119);
        }

        @Test
        @Tag("4.2")
        void is_skipped_if_it_is_a_comment() {
            assertThat(portIn("# name port/protocol\nnews 119/tcp", "news", "tcp")).returns(119);
            assertThat(portIn("#\n##\nnews 119/tcp", "news", "tcp")).returns(119);
        }

        @Test
        @Tag("4.2")
        void is_skipped_if_it_is_a_comment_after_spaces() {
            assertThat(portIn(" # name port/protocol\nnews 119/tcp", "news", "tcp")).returns(119);
        }
    }

    @Nested
    class A_word_of_a_comment {

        @Test
        @Tag("4.2")
        void is_not_a_service() {
            assertThat(portIn("  #talk 23/tcp\ntalk 2323/tcp", "talk", "tcp")).returns(2323);
        }

        @Test
        @Tag("4.2")
        void is_not_a_name_of_the_service_in_front_of_it() {
            assertThat(portIn("http 80/tcp # web docs\ndocs 8080/tcp", "docs", "tcp"))
                    .returns(8080);
        }
    }

    @Nested
    class The_port_of_a_service {

        @Test
        @Tag("4.3")
        @DisplayName("The port of http is found")
        void is_found_for_http() {
            assertThat(port("http", "tcp")).returns(80);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The port of smtp is found")
        void is_found_for_smtp() {
            assertThat(port("smtp", "tcp")).returns(25);
        }

        @Test
        @Tag("4.3")
        void is_found_by_another_name() {
            assertThat(port("www", "tcp")).returns(80);
        }

        @Test
        @Tag("4.3")
        void is_found_by_the_last_of_several_other_names() {
            assertThat(port("web", "tcp")).returns(80);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The port of a service is not that of a service whose name contains its name")
        void is_not_that_of_a_longer_name() {
            assertThat(portIn("tftp 69/tcp\nftp 21/tcp", "ftp", "tcp")).returns(21);
            assertThat(portIn("imaps 993/tcp\nimap 143/tcp", "imap", "tcp")).returns(143);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The port of a service may be 0")
        void may_be_0() {
            assertThat(portIn("zero 0/tcp", "zero", "tcp")).returns(0);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The port of a service may be 32768 or 65535")
        void may_be_32768_or_65535() {
            assertThat(portIn("middle 32768/tcp", "middle", "tcp")).returns(32768);
            assertThat(portIn("top 65535/tcp", "top", "tcp")).returns(65535);
        }

        @Test
        @Tag("4.3")
        void is_found_whatever_characters_its_name_has() {
            assertThat(portIn("whois++ 63/tcp", "whois++", "tcp")).returns(63);
            assertThat(portIn("z39.50 210/tcp z3950_x почта", "почта", "tcp")).returns(210);
        }

        @Test
        @Tag("4.4")
        void is_that_of_the_first_line_that_fits() {
            assertThat(port("mail", "tcp")).returns(25);
        }

        @Test
        @Tag("4.3")
        @DisplayName("The port of a service is found for UDP")
        void is_found_for_udp() {
            assertThat(port("domain", "udp")).returns(53);
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "If the service has a port for another protocol only, port throws a NoSuchElementException")
        void is_not_found_for_the_other_protocol() {
            assertThat(port("ntp", "tcp")).throwsA(NoSuchElementException.class);
            assertThat(portIn("play 7/udplite", "play", "udp"))
                    .throwsA(NoSuchElementException.class);
        }

        @Test
        @Tag("4.5")
        @DisplayName("If no line has the name, port() throws a NoSuchElementException")
        void is_not_found_if_no_line_has_the_name() {
            assertThat(port("gopher", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        @Tag("4.5")
        @DisplayName("If only a comment has the name, port() throws a NoSuchElementException")
        void is_not_found_in_a_line_that_is_a_comment() {
            assertThat(port("telnet", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        @Tag("4.5")
        @DisplayName(
                "If only a comment after a service has the name, port() throws a NoSuchElementException")
        void is_not_found_by_a_word_of_a_comment() {
            assertThat(port("pages", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        @Tag("4.2")
        @DisplayName("A comment may follow a word without a space between them")
        void is_found_if_a_comment_follows_without_a_space() {
            assertThat(port("ntp", "udp")).returns(123);
            assertThat(port("time", "udp")).returns(37);
        }

        @Test
        @Tag("4.6")
        @DisplayName("Two tables do not share their lines")
        void is_that_of_its_own_table() {
            Call<Integer> port =
                    wire.call(
                            "port() of two tables",
                            () -> {
                                ServiceTable one = new ServiceTable("http 8080/tcp");
                                new ServiceTable("http 80/tcp\nftp 21/tcp");
                                return one.port("http", "tcp");
                            });
            Call<Integer> other =
                    wire.call(
                            "port() of two tables",
                            () -> {
                                new ServiceTable("http 8080/tcp");
                                return new ServiceTable("http 80/tcp").port("http", "tcp");
                            });

            assertThat(port).returns(8080);
            assertThat(other).returns(80);
        }
    }

    @Nested
    class The_service_at_a_port {

        @Test
        @Tag("5.1")
        void is_the_first_word_of_its_line() {
            assertThat(service(110, "tcp")).returns("pop3");
        }

        @Test
        @Tag("5.2")
        void is_that_of_the_first_line_that_fits() {
            assertThat(service(80, "tcp")).returns("http");
        }

        @Test
        @Tag("5.1")
        @DisplayName("The service at a port is not that at a port whose digits contain its digits")
        void is_not_that_of_a_longer_number() {
            assertThat(serviceIn("alt 8080/tcp\nhttp 80/tcp", 80, "tcp")).returns("http");
            assertThat(serviceIn("eighth 800/tcp\nhttp 80/tcp", 80, "tcp")).returns("http");
        }

        @Test
        @Tag("5.1")
        @DisplayName("The service at a port may be one for TCP and another for UDP")
        void may_be_one_for_tcp_and_another_for_udp() {
            assertThat(service(514, "tcp")).returns("shell");
            assertThat(service(514, "udp")).returns("syslog");
        }

        @Test
        @Tag("5.1")
        @DisplayName("A protocol is not found by the beginning of its name")
        void is_not_that_of_a_longer_protocol() {
            assertThat(serviceIn("light 7/udplite\necho 7/udp", 7, "udp")).returns("echo");
        }

        @Test
        @Tag("5.3")
        @DisplayName(
                "If the port has a service for another protocol only, service throws a NoSuchElementException")
        void is_not_found_for_the_other_protocol() {
            assertThat(service(25, "udp")).throwsA(NoSuchElementException.class);
        }

        @Test
        @Tag("5.3")
        @DisplayName("If no line has the port, service() throws a NoSuchElementException")
        void is_not_found_at_a_port_that_is_not_there() {
            assertThat(service(23, "tcp")).throwsA(NoSuchElementException.class);
        }
    }

    @Nested
    class The_class_of_a_port {

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns SYSTEM for 0")
        void is_system_from_0() {
            assertThat(classOf(0)).returns(PortClass.SYSTEM);
        }

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns SYSTEM for 1023")
        void is_system_to_1023() {
            assertThat(classOf(1023)).returns(PortClass.SYSTEM);
        }

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns USER for 1024")
        void is_user_from_1024() {
            assertThat(classOf(1024)).returns(PortClass.USER);
        }

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns USER for 49151")
        void is_user_to_49151() {
            assertThat(classOf(49151)).returns(PortClass.USER);
        }

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns DYNAMIC for 49152")
        void is_dynamic_from_49152() {
            assertThat(classOf(49152)).returns(PortClass.DYNAMIC);
        }

        @Test
        @Tag("5.4")
        @DisplayName("classOf() returns DYNAMIC for 65535")
        void is_dynamic_to_65535() {
            assertThat(classOf(65535)).returns(PortClass.DYNAMIC);
        }

        @Test
        @Tag("5.5")
        @DisplayName("classOf() throws an IllegalArgumentException for a negative number")
        void is_none_below_0() {
            assertThat(classOf(-1)).throwsA(IllegalArgumentException.class);
        }

        @Test
        @Tag("5.5")
        @DisplayName("classOf() throws an IllegalArgumentException for a number above 65535")
        void is_none_above_65535() {
            assertThat(classOf(65536)).throwsA(IllegalArgumentException.class);
            assertThat(classOf(Integer.MAX_VALUE)).throwsA(IllegalArgumentException.class);
        }
    }
}
