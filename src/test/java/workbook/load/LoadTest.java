package workbook.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.catalogue.UsageError;
import workbook.conform.SmallServer;
import workbook.conform.SmallServer.Fault;

/** A load counts what a server does, and what it fails to do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class LoadTest {

    private static final Plan ROOMS =
            new Plan(Protocol.JIM, 10, 5, 2, 20, 1, 100); // 200 messages to 4 others
    private static final Plan PAIRS = new Plan(Protocol.JIM, 10, 0, 0, 20, 1, 500);

    @Test
    void all_arrive_at_a_right_server() throws Exception {
        LoadReport report = load(Fault.NONE, ROOMS);

        assertThat(report.errors()).isEmpty();
        assertThat(report.talking()).isEqualTo(10);
        assertThat(report.idle()).isEqualTo(5);
        assertThat(report.sent()).isEqualTo(200);
        assertThat(report.acknowledged()).isEqualTo(200);
        assertThat(report.delivered()).isEqualTo(800);
        assertThat(report.lost()).isZero();
        assertThat(report.seconds()).isGreaterThan(0.9);
        assertThat(report.latency().p50()).isPositive().isLessThanOrEqualTo(report.latency().max());
        assertThat(report.passed()).isTrue();
    }

    @Test
    void they_may_talk_in_pairs() throws Exception {
        LoadReport report = load(Fault.NONE, PAIRS);

        assertThat(report.delivered()).isEqualTo(200);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void what_does_not_arrive_is_lost() throws Exception {
        LoadReport report;
        try (SmallServer server = new SmallServer(Fault.LOSES_SOME)) {
            report = new Load(server.address(), PAIRS, 3).run(words -> {}, new ServerUse(null));
        }

        assertThat(report.lost()).isEqualTo(20);
        assertThat(report.acknowledged()).isEqualTo(200);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void what_arrives_twice_counts_once() throws Exception {
        LoadReport report = load(Fault.DELIVERS_TWICE, PAIRS);

        assertThat(report.delivered()).isEqualTo(200);
        assertThat(report.again()).isPositive(); // the last ones may still be on their way
        assertThat(report.passed()).isFalse();
    }

    @Test
    void who_is_not_let_in_is_told() throws Exception {
        LoadReport report = load(Fault.LETS_NOBODY_JOIN, ROOMS);

        assertThat(report.talking()).isZero();
        assertThat(report.idle()).isEqualTo(5);
        assertThat(report.errors()).containsEntry("connection lost: answered 403", 10L);
        assertThat(report.passed()).isFalse();
    }

    @Test
    void a_server_that_resets_is_outlived() throws Exception {
        LoadReport report = load(Fault.RESETS_AT_ONCE, ROOMS);

        assertThat(report.talking()).isZero();
        assertThat(report.errors()).containsEntry("not sent: no connection", 200L);
    }

    @ParameterizedTest
    @CsvSource({
        "1,    0, 0,   1,   1, 100, --clients takes a whole number from 2 to 2000.",
        "2001, 0, 0,   1,   1, 100, --clients takes a whole number from 2 to 2000.",
        "10, 20001, 0, 1,   1, 100, --idle takes a whole number from 0 to 20000.",
        "10,   0, 6,   1,   1, 100, --rooms takes a whole number from 0 to 5.",
        "10,   0, 1,   0,   1, 100, --rate takes a number from 0.01 to 1000.",
        "10,   0, 1, NaN,   1, 100, --rate takes a number from 0.01 to 1000.",
        "100,  0, 1, 501,   1, 100, 'All clients together send at most 50,000 messages a second.'",
        "10,   0, 1,   1, 601, 100, --seconds takes a whole number from 1 to 600.",
        "10,   0, 1,   1,   1,  49, --size takes a whole number from 50 to 500.",
        "2,    0, 1, 0.1,   1, 100, 'That is not one message: raise --rate or --seconds.'",
        "11,   0, 0,   1,   1, 100, To talk in pairs (--rooms 0) --clients must be even."
    })
    void no_load_is_without_bounds(
            int clients, int idle, int rooms, double rate, int seconds, int size, String message) {
        assertThatThrownBy(() -> new Plan(Protocol.JIM, clients, idle, rooms, rate, seconds, size))
                .isInstanceOf(UsageError.class)
                .hasMessage(message);
    }

    @Test
    void a_text_in_irc_is_shorter() {
        assertThatThrownBy(() -> new Plan(Protocol.IRC, 10, 0, 0, 1, 1, 401))
                .isInstanceOf(UsageError.class)
                .hasMessage("--size takes a whole number from 50 to 400.");
    }

    @Test
    void the_processor_time_of_the_server_is_measured() throws Exception {
        ServerUse use = new ServerUse(new ProcessFigures(ProcessHandle.current().pid()));
        try (SmallServer server = new SmallServer(Fault.NONE)) {
            new Load(server.address(), PAIRS).run(words -> {}, use);
        }

        assertThat(use.busyPerDelivery()).isPresent();
        assertThat(use.busyPerDelivery().getAsDouble()).isPositive();
    }

    @Test
    void a_process_that_does_not_exist_is_reported() {
        assertThatThrownBy(() -> new ProcessFigures(Long.MAX_VALUE))
                .isInstanceOf(UsageError.class)
                .hasMessage("There is no process 9223372036854775807.");
    }

    @Test
    void where_nobody_listens_the_user_is_told() throws Exception {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        listener.close();

        assertThatThrownBy(() -> new Load(address, PAIRS).knock())
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("Nobody listens at ");
    }

    @Test
    void where_nobody_answers_the_user_is_told() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) silent.getLocalSocketAddress();

            assertThatThrownBy(() -> new Load(address, PAIRS).knock(200))
                    .isInstanceOf(UsageError.class)
                    .hasMessageContaining("does not answer as a JIM server does");
        }
    }

    private static LoadReport load(Fault fault, Plan plan) throws Exception {
        try (SmallServer server = new SmallServer(fault)) {
            return new Load(server.address(), plan).run(words -> {}, new ServerUse(null));
        }
    }
}
