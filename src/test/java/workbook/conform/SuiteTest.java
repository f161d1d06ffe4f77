package workbook.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.catalogue.UsageError;
import workbook.conform.SmallServer.Fault;
import workbook.jim.ReferenceServer;

/** A right server passes every case; a wrong one fails the case that is meant for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class SuiteTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300); // for those that never do it
    private static final Duration PAUSE = Duration.ofMillis(10); // a right server needs none

    @Test
    void a_right_server_passes_all_twice() throws IOException {
        try (SmallServer server = new SmallServer(Fault.NONE)) {
            Suite suite = new Suite(server.address(), PATIENT, PAUSE, null);

            List<Result> first = suite.play(ScriptReader.all(), result -> {});
            List<Result> second = suite.play(ScriptReader.all(), result -> {});

            assertThat(failures(first)).isEmpty();
            assertThat(failures(second)).isEmpty();
        }
    }

    @Test
    void the_solution_of_lesson_24_passes_all() throws Exception {
        try (ReferenceServer server = new ReferenceServer()) {
            List<Result> results =
                    new Suite(server.address(), PATIENT, PAUSE, null)
                            .play(ScriptReader.all(), result -> {});

            assertThat(failures(results)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} fails {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ONE_READ_IS_ONE_OBJECT | glued               | nothing came within 0.3 s",
                "ONE_READ_IS_ONE_OBJECT | message-500-russian | nothing came within 0.3 s",
                "CLOSES_ON_BAD_JSON     | bad-then-good       | the connection was",
                "ECHOES                 | no-echo             | \"action\":\"msg\"",
                "ANSWERS_200_TO_ALL     | name-taken          | {\"response\":200}",
                "NEVER_ANSWERS          | presence            | nothing came within 0.3 s",
                "NEVER_READS            | presence            | nothing came within 0.3 s",
                "FLOODS_WITH_PROBES     | presence            | nothing but notices and probes",
                "FLOODS_WITH_BYTES      | presence            | no JSON object: \"{\"x\":\"",
                "SENDS_GARBAGE          | presence            | no JSON object: \"H",
                "RESETS_AT_ONCE         | presence            | reset",
                "ONE_AT_A_TIME          | half-object         | nothing came within 0.3 s",
                "DECODES_EACH_PIECE     | cut-letter          | \"message\":\"",
                "COUNTS_BYTES           | message-500-russian | nothing came within 0.3 s",
                "LIMITS_NOTHING         | message-501         | {\"response\":200}",
                "TWO_OF_A_NAME          | name-taken          | {\"response\":200}",
                "STAYS_IN_THE_ROOM      | room-left           | without boris",
                "PRIVATE_TO_ALL         | message-only-one    | for boris",
                "KEEPS_NAMES            | name-free-reset     | {\"response\":409}",
                "BELIEVES_FROM          | spoofed             | {\"response\":200}",
                "FORGETS_WHO_WAS_THERE  | offline             | {\"response\":404}",
                "QUIT_GOES_ON           | quit                | nothing came within 0.3 s",
                "ANSWERS_RESPONSES      | responses           | {\"response\":400}"
            })
    void a_wrong_server(Fault fault, String name, String was) throws IOException {
        try (SmallServer server = new SmallServer(fault)) {
            Suite suite = new Suite(server.address(), patience(fault, was));

            Result result = suite.play(named(name), r -> {}).get(0);

            assertThat(result.passed()).isFalse();
            assertThat(result.failure().was()).contains(was);
        }
    }

    /** Short only where the right answer never comes. */
    private static Duration patience(Fault fault, String was) {
        if (fault == Fault.KEEPS_NAMES || fault == Fault.FORGETS_WHO_WAS_THERE) {
            return Duration.ofSeconds(1); // asked again and again
        }
        return was.startsWith("nothing") ? SHORT : PATIENT;
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "NEVER_READS",
                "FLOODS_WITH_PROBES",
                "FLOODS_WITH_BYTES",
                "SENDS_GARBAGE",
                "RESETS_AT_ONCE",
                "NEVER_ANSWERS"
            })
    void no_server_stops_the_suite(Fault fault) throws IOException {
        try (SmallServer server = new SmallServer(fault)) {
            Suite suite = new Suite(server.address(), Duration.ofMillis(20));
            List<Script> some = ScriptReader.all().subList(42, 57); // of both groups

            assertThat(suite.play(some, result -> {})).filteredOn(Result::passed).isEmpty();
        }
    }

    @Test
    void a_server_that_says_nothing_is_given_up_after_five_cases() throws IOException {
        try (SmallServer server = new SmallServer(Fault.NEVER_ANSWERS)) {
            Suite suite = new Suite(server.address(), Duration.ofMillis(20));

            assertThat(suite.play(ScriptReader.all(), result -> {})).hasSize(Suite.SILENT);
        }
    }

    @Test
    void a_server_that_need_not_say_anything_is_not_given_up() throws IOException {
        Script quiet = ScriptReader.parse("quiet.txt", "# Quiet\nours\nanna connects\n");
        try (SmallServer server = new SmallServer(Fault.NEVER_ANSWERS)) {
            Suite suite = new Suite(server.address(), SHORT);

            List<Result> results = suite.play(Collections.nCopies(7, quiet), result -> {});

            assertThat(results).hasSize(7).allMatch(Result::passed);
        }
    }

    @Test
    void a_server_that_takes_no_bytes_is_told_so() throws IOException {
        Script much =
                ScriptReader.parse(
                        "much.txt",
                        "# Much\nours\nanna >> \"" + "${repeat 1000000 x}".repeat(20) + "\"");
        try (SmallServer server = new SmallServer(Fault.NEVER_READS)) {
            Result result = new Suite(server.address(), SHORT).play(List.of(much), r -> {}).get(0);

            assertThat(result.failure().expected()).startsWith("takes 20,000,000 bytes");
            assertThat(result.failure().was()).contains("and nothing more within 0.3 s");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing shows what is unread")
    void pieces_that_would_arrive_together_are_not_sent() throws IOException {
        Script two = ScriptReader.parse("two.txt", "# Two\nours\nanna > {}\nanna > {}\n");
        try (SmallServer server = new SmallServer(Fault.NEVER_READS)) {
            Result result = new Suite(server.address(), SHORT).play(List.of(two), r -> {}).get(0);

            assertThat(result.crossed()).hasSize(1);
            assertThat(result.failure().expected()).isEqualTo("reads what was sent");
            assertThat(result.failure().was()).isEqualTo("has left bytes unread for 0.3 s");
        }
    }

    @Test
    void a_server_that_goes_away_fails_what_is_left() throws IOException {
        SmallServer server = new SmallServer(Fault.NONE);
        InetSocketAddress address = server.address();
        server.close();

        List<Result> results = new Suite(address, SHORT).play(named("presence"), result -> {});

        assertThat(results.get(0).failure().expected()).isEqualTo("a connection");
    }

    @Test
    void where_nobody_listens_the_user_is_told() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        listener.close();

        assertThatThrownBy(() -> new Suite(address, SHORT).knock())
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("Nobody listens at ");
    }

    private static List<String> failures(List<Result> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.script().name() + ": " + result.failure())
                .toList();
    }

    private static List<Script> named(String name) {
        return ScriptReader.all().stream().filter(script -> script.name().equals(name)).toList();
    }
}
