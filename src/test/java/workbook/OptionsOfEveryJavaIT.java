package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.grading.Build;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.grading.Workers;

/** What the user has set for every Java reaches the tool at most, and never what it starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OptionsOfEveryJavaIT {

    private static final String BAD = "-Djava.net.preferIPv6Addresses=true -XX:+UseSerialGC";

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy;

    @BeforeAll
    static void copy() throws Exception {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        copy.environment("JAVA_TOOL_OPTIONS", BAD);
        copy.environment("JDK_JAVA_OPTIONS", "-Duser.language=ar");
    }

    @Test
    void change_no_verdict() throws Exception {
        Result result = copy.run("test", "07", "--solution");

        assertThat(result.out()).containsPattern("✔ (\\d) of \\1 tasks done");
        assertThat(result.status()).isZero();
    }

    @Test
    void reach_no_program_of_a_demonstration() throws Exception {
        String seen = copy.run("demo", "01").out();

        assertThat(seen).contains("\"WORLD!\"  6 bytes");
        assertThat(seen.lines().filter(line -> line.contains("Picked up JAVA_TOOL_OPTIONS")))
                .as("the tool itself, which was started without its launcher")
                .hasSize(1);
    }

    @Test
    void reach_no_program_of_a_lesson() throws Exception {
        Result result = copy.run("run", "01", "client", "no-such-host.invalid", "1", "--solution");

        assertThat(result.out().lines().filter(line -> line.startsWith("Picked up")))
                .as("the tool itself, which was started without its launcher")
                .hasSize(1);
    }

    /** The workers' prefix comes after their environment was cleared: one without IPv6, here. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no command env")
    void leave_out_aloud_what_a_machine_without_ipv6_cannot_run() throws Exception {
        Home home = Home.find();
        List<String> withoutIpv6 =
                List.of("env", "JAVA_TOOL_OPTIONS=-Djava.net.preferIPv4Stack=true");
        try (Workers workers = new Workers(new Build(home), 0, withoutIpv6)) {
            Verdict verdict =
                    new Grader(new Build(home), workers)
                            .grade(Submission.ofSolution(Catalogue.of(home).find("07")));

            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.PASSED);
            assertThat(verdict.tests().stream().filter(TestResult::leftOut))
                    .singleElement()
                    .satisfies(
                            test -> {
                                assertThat(test.title()).contains("over IPv6");
                                assertThat(test.message()).contains("this machine has no ::1");
                            });
        }
    }
}
