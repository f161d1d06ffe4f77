package workbook.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.conform.Result.Aftermath;
import workbook.conform.Script.Group;
import workbook.demo.Cast;
import workbook.process.ServerProgram;

/** What the suite finds out about other people's servers is true, and the same each time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VerdictsIT {

    private static final String SERVER =
            Path.of("src/test/python/conform/jim_server.py").toAbsolutePath().toString();

    /** For what never comes; a server that does its best has more. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Where the computer shows what a server has read, the verdict does not depend on it. */
    private static final Duration PAUSE =
            Duration.ofMillis(Files.exists(Path.of("/proc/net/tcp")) ? 20 : 300);

    @BeforeAll
    static void needs_python() {
        if (!Cast.hasPython()) {
            String message = "LEFT OUT: verdicts on servers in Python: no python3 on this machine";
            System.out.println(message);
            abort(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "string-codes",
                "status-required",
                "answers-quit",
                "closes-at-errors",
                "no-acknowledgement"
            })
    void a_server_may_do_what_the_handbook_does_not_forbid(String habit) throws IOException {
        assertThat(failed(habit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drops-time     | message-time",
                "one-recv       | glued glued-three glued-login cut cut-and-glued many-pieces cut-letter cut-escape half-object",
                "dies-at-glued  | glued: nobody is listening",
                "falls-silent   | glued: the server responds to nobody",
                "decodes-pieces | cut-letter",
                "counts-bytes   | message-500-russian",
                "200-to-all     | bad-json array no-action unknown-action no-time no-user name-26 action-16 name-taken message-501 object-641 unknown-name unknown-room gone",
                "no-limits      | name-26 message-501 object-641",
                "dies-at-reset  | name-free-reset: nobody is listening"
            })
    void a_defect_fails_at_its_cases_twice(String defect, String cases) throws IOException {
        List<String> first = failed(defect);
        List<String> second = failed(defect);

        assertThat(String.join(" ", first)).isEqualTo(cases);
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "status-required, presence-no-status",
        "answers-quit, quit",
        "closes-at-errors, bad-then-good",
        "no-acknowledgement, acknowledged",
        "none, offline",
        "none, room"
    })
    void our_own_cases_see_what_the_protocol_permits(String habit, String name) throws IOException {
        try (ServerProgram server = server(habit)) {
            Suite suite = new Suite(server.address(), PATIENCE);

            assertThat(suite.play(named(name), result -> {}).get(0).passed()).isFalse();
        }
    }

    @Test
    void each_case_may_have_a_server_of_its_own() throws IOException {
        ServerProgram first = server("none"); // which has chosen a port that is free
        first.close();
        String command =
                "exec python3 '%s' %d dies-at-glued".formatted(SERVER, first.address().getPort());
        List<Script> some = named("message", "glued", "message-time", "cut", "name-taken");

        List<Result> results =
                new Suite(first.address(), PATIENCE).restarting(command).play(some, r -> {});

        assertThat(results)
                .extracting(Result::aftermath)
                .containsExactly(
                        Aftermath.FINE,
                        Aftermath.NOT_LISTENING,
                        Aftermath.FINE,
                        Aftermath.NOT_LISTENING,
                        Aftermath.FINE);
        assertThat(results)
                .extracting(Result::passed)
                .containsExactly(true, false, true, false, true);
    }

    /** The cases of the protocol that fail and, if the server breaks there, how. */
    private static List<String> failed(String behaviour) throws IOException {
        List<Script> protocol =
                ScriptReader.all().stream()
                        .filter(script -> script.group() == Group.PROTOCOL)
                        .toList();
        List<String> failed = new ArrayList<>();
        try (ServerProgram server = server(behaviour)) {
            List<Result> results =
                    new Suite(server.address(), PATIENCE, PAUSE, null).play(protocol, result -> {});
            for (Result result : results) {
                boolean broken = result.aftermath() != Aftermath.FINE;
                if (!result.passed()) {
                    failed.add(
                            result.script().name()
                                    + (broken ? ": " + result.aftermath().words() : ""));
                }
            }
        }
        return failed;
    }

    private static List<Script> named(String... names) {
        List<Script> scripts = new ArrayList<>();
        for (String name : names) {
            ScriptReader.all().stream()
                    .filter(script -> script.name().equals(name))
                    .forEach(scripts::add);
        }
        return scripts;
    }

    private static ServerProgram server(String behaviour) throws IOException {
        return ServerProgram.printingItsPort(List.of("python3", SERVER, "0", behaviour));
    }
}
