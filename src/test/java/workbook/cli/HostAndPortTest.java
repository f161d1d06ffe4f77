package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import workbook.catalogue.UsageError;

class HostAndPortTest {

    @Test
    void is_a_host_and_a_port() {
        assertThat(HostAndPort.ofJim("127.0.0.1:80"))
                .isEqualTo(new InetSocketAddress("127.0.0.1", 80));
        assertThat(HostAndPort.ofJim("[::1]:80")).isEqualTo(new InetSocketAddress("::1", 80));
    }

    @Test
    void has_the_port_of_JIM_where_none_is_told() {
        assertThat(HostAndPort.ofJim("127.0.0.1"))
                .isEqualTo(new InetSocketAddress("127.0.0.1", 7777));
    }

    @Test
    void is_a_port_of_this_computer_where_it_is_a_number() {
        assertThat(HostAndPort.ofJim("5050")).isEqualTo(new InetSocketAddress("127.0.0.1", 5050));
    }

    @Test
    void is_refused_where_it_makes_no_sense() {
        assertThatThrownBy(() -> HostAndPort.ofJim("99999")).isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> HostAndPort.ofJim("0")).isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> HostAndPort.ofJim("a:b:c")).isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> HostAndPort.ofJim("")).isInstanceOf(UsageError.class);
    }

    @Test
    void must_have_a_port_where_none_is_usual() {
        assertThat(HostAndPort.of("127.0.0.1:80"))
                .isEqualTo(new InetSocketAddress("127.0.0.1", 80));
        assertThat(HostAndPort.of("80")).isEqualTo(new InetSocketAddress("127.0.0.1", 80));
        assertThatThrownBy(() -> HostAndPort.of("127.0.0.1"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("looks like this: 127.0.0.1:9090");
    }
}
