package lesson07_names_and_ports;

import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.util.NoSuchElementException;
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
@Tag("task-2")
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
                seen -> seen.threw(NumberFormatException.class),
                "a word is read as a number that is none. Words are parted by any number of blanks or tabs, port and protocol by a slash; a # begins a comment, on any line."),
        when(
                seen -> seen.threw(IndexOutOfBoundsException.class),
                "a line has fewer words than you take from it. Words are parted by blanks or by tabs: split(\"\\\\s+\"). Some lines are empty, or a comment and nothing else: pass over them."),
        when(
                seen -> seen.called("port(\"telnet\"") || seen.called("port(\"pages\""),
                "what follows a # is read as if it belonged to the table. It is a comment, to the end of the line."),
        when(
                seen -> seen.called("classOf(") && seen.expectedWords("IllegalArgument"),
                "a number is taken for a port that is none: ports are 0 to 65535."),
        when(
                seen ->
                        (seen.called("classOf(1023)") || seen.called("classOf(1024)"))
                                && !seen.threwAnything(),
                "the border lies elsewhere: 1023 is the last system port, 1024 the first user port."),
        when(
                seen -> seen.called("classOf(") && seen.expectedReturn() && !seen.threwAnything(),
                "the border lies elsewhere: 49151 is the last user port, 49152 the first dynamic one. (Linux begins earlier, by a setting of its own.)"),
        when(
                seen -> seen.called("classOf(0)"),
                "0 is in the range of the system ports. It cannot be connected to, but asked for: any free port."),
        when(
                seen ->
                        seen.called("service(")
                                && (seen.got("pop-3") || seen.got("cmd") || seen.got("web")),
                "another name is told. The service is called by the first word of its line."),
        when(
                seen -> seen.called("service(") && seen.got("web-admin"),
                "the last line that fits is taken, over the first: put() into a map replaces what was there."),
        when(
                seen -> seen.called("port(\"mail\"") && seen.got("2525"),
                "the last line that fits is taken, or a name before another name. The first line that fits counts."),
        when(
                seen ->
                        seen.called("port(\"ntp\"") && seen.got("123")
                                || seen.called("service(25") && seen.got("smtp"),
                "the protocol is not looked at. A port of tcp and the same port of udp are two."),
        when(
                seen -> seen.expectedWords("NoSuchElement"),
                "what the table does not have is told in another way than by a NoSuchElementException."),
        when(
                seen -> seen.called("service(514") && !seen.threwAnything(),
                "the protocol is not looked at. A port of tcp and the same port of udp are two."),
        when(
                seen ->
                        seen.called("port(\"www\"")
                                || seen.called("port(\"web\"")
                                || seen.called("port(\"imap2\""),
                "a service has other names too: all words that follow its port."),
        when(
                seen -> seen.called("port(\"time\"") && seen.threw(NoSuchElementException.class),
                "a # that follows without a blank is taken for a part of the word. It begins a comment wherever it stands."),
        when(
                seen -> seen.threw(NoSuchElementException.class),
                "a line is not found, though it is there. Words are parted by any number of blanks or tabs: split(\"\\\\s+\")."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Call<Integer> port(String service, String protocol) {
        return wire.call(
                "port(\"" + service + "\", \"" + protocol + "\")",
                () -> new ServiceTable(TABLE).port(service, protocol));
    }

    private Call<String> service(int port, String protocol) {
        return wire.call(
                "service(" + port + ", \"" + protocol + "\")",
                () -> new ServiceTable(TABLE).service(port, protocol));
    }

    private Call<PortClass> classOf(int port) {
        return wire.call("classOf(" + port + ")", () -> ServiceTable.classOf(port));
    }

    @Nested
    class The_port_of_a_service {

        @Test
        void is_found_for_http() {
            assertThat(port("http", "tcp")).returns(80);
        }

        @Test
        void is_found_for_ftp() {
            assertThat(port("ftp", "tcp")).returns(21);
        }

        @Test
        void is_found_for_imap_where_blanks_part_the_words() {
            assertThat(port("imap", "tcp")).returns(143);
        }

        @Test
        void is_found_for_pop3() {
            assertThat(port("pop3", "tcp")).returns(110);
        }

        @Test
        void is_found_for_smtp() {
            assertThat(port("smtp", "tcp")).returns(25);
        }

        @Test
        void is_found_by_another_name() {
            assertThat(port("www", "tcp")).returns(80);
        }

        @Test
        void is_found_by_the_last_of_several_other_names() {
            assertThat(port("web", "tcp")).returns(80);
        }

        @Test
        void is_that_of_the_first_line_with_the_name() {
            assertThat(port("mail", "tcp")).returns(25);
        }

        @Test
        void is_found_for_udp() {
            assertThat(port("domain", "udp")).returns(53);
        }

        @Test
        void is_not_found_for_the_other_protocol() {
            assertThat(port("ntp", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        void is_not_found_for_a_name_that_is_not_there() {
            assertThat(port("gopher", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        void is_not_found_in_a_line_that_is_a_comment() {
            assertThat(port("telnet", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        void is_not_found_by_a_word_of_a_comment() {
            assertThat(port("pages", "tcp")).throwsA(NoSuchElementException.class);
        }

        @Test
        void is_found_though_a_comment_follows_without_a_blank() {
            assertThat(port("ntp", "udp")).returns(123);
            assertThat(port("time", "udp")).returns(37);
        }
    }

    @Nested
    class The_service_at_a_port {

        @Test
        void is_told_by_its_name() {
            assertThat(service(110, "tcp")).returns("pop3");
        }

        @Test
        void is_that_of_the_first_line_with_the_port() {
            assertThat(service(80, "tcp")).returns("http");
        }

        @Test
        void is_another_for_tcp_than_for_udp() {
            assertThat(service(514, "tcp")).returns("shell");
            assertThat(service(514, "udp")).returns("syslog");
        }

        @Test
        void is_not_found_for_the_other_protocol() {
            assertThat(service(25, "udp")).throwsA(NoSuchElementException.class);
        }

        @Test
        void is_not_found_at_a_port_that_is_not_there() {
            assertThat(service(23, "tcp")).throwsA(NoSuchElementException.class);
        }
    }

    @Nested
    class The_class_of_a_port {

        @Test
        void is_system_from_0() {
            assertThat(classOf(0)).returns(PortClass.SYSTEM);
        }

        @Test
        void is_system_to_1023() {
            assertThat(classOf(1023)).returns(PortClass.SYSTEM);
        }

        @Test
        void is_user_from_1024() {
            assertThat(classOf(1024)).returns(PortClass.USER);
        }

        @Test
        void is_user_to_49151() {
            assertThat(classOf(49151)).returns(PortClass.USER);
        }

        @Test
        void is_dynamic_from_49152() {
            assertThat(classOf(49152)).returns(PortClass.DYNAMIC);
        }

        @Test
        void is_dynamic_to_65535() {
            assertThat(classOf(65535)).returns(PortClass.DYNAMIC);
        }

        @Test
        void is_none_below_0() {
            assertThat(classOf(-1)).throwsA(IllegalArgumentException.class);
        }

        @Test
        void is_none_above_65535() {
            assertThat(classOf(65536)).throwsA(IllegalArgumentException.class);
        }
    }
}
