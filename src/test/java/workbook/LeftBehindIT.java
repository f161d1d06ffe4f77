package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.CopyOfTheWorkbook.Result;

/** What a learner's program leaves behind when it plays in a demonstration, or is run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(
        value = OS.LINUX,
        disabledReason = "elsewhere nobody finds a program that has left its parent")
class LeftBehindIT {

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;
    private Path numbers;

    @BeforeEach
    void solved() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        copy.solve();
        numbers = Files.createDirectory(folder.resolve("numbers"));
    }

    /** Has the learner's client begin with these statements. */
    private void clientBegins(String statements) throws IOException {
        String main = "public static void main(String[] args) throws IOException {";
        copy.edit("UppercaseClient.java", main, main + "\n        " + statements);
    }

    private static String[] words(String command) {
        return command.split(" ");
    }

    /** The first leaves its parent; the second its session, too; the third starts a fourth. */
    @ParameterizedTest
    @ValueSource(strings = {"demo 01 --mine", "run 01 client no-such-host.invalid 1"})
    void programs_that_have_left_their_parent_end_with_it(String command) throws Exception {
        Path script = folder.resolve("script");
        Files.writeString(
                script,
                """
                (sh -c 'echo $$ >1 && exec sleep 1001' &)
                (setsid sh -c 'echo $$ >2 && exec sleep 1002' &)
                (setsid sh -c 'echo $$ >3; sh -c "echo \\$\\$ >4 && exec sleep 1004"; sleep 1003' &)
                until [ -s 1 ] && [ -s 2 ] && [ -s 4 ]; do :; done
                """);
        clientBegins(
                """
                try {
                    new ProcessBuilder("sh", "%s").directory(new java.io.File("%s")).start().waitFor();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }"""
                        .formatted(script, numbers));

        copy.run(words(command));

        for (int i = 1; i <= 4; i++) {
            long pid = Long.parseLong(Files.readString(numbers.resolve("" + i)).strip());
            assertThat(isRunning(pid)).as("the program " + i + " of " + command).isFalse();
        }
    }

    /** One that has ended, and for which nobody has waited yet, has no command any more. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo 01 --mine", "run 01 client no-such-host.invalid 1"})
    void a_crash_report_is_not_left_in_the_users_folder(String command) throws Exception {
        clientBegins(
                """
                new ProcessBuilder("kill", "-SEGV", "" + ProcessHandle.current().pid()).start();
                while (args != null) {
                    Thread.onSpinWait();
                }""");

        Result result = copy.run(words(command));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("SIGSEGV");
        try (Stream<Path> files = Files.list(copy.root())) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).noneMatch(name -> name.matches("hs_err.*|replay.*|core.*"));
        }
    }
}
