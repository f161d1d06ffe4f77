package workbook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Home;
import workbook.process.JavaProcess;

/** The lesson's shell as Maven starts it: a source file, and libraries of which none is ours. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LessonShellIT {

    private static final Charset KOI8 = Charset.forName("KOI8-R");

    private record Ended(int status, String out) {}

    private final Home home = Home.find();

    @Test
    void compiles_what_a_lesson_needs_of_the_tool() throws Exception {
        Ended shell = shell(List.of(), "23", "--solution");

        assertThat(shell.out()).contains("lesson23_jim_sessions is imported", "==> 42");
        assertThat(shell.status()).isZero();
    }

    @Test
    void shows_the_lines_that_run_the_lesson_and_not_those_to_try_before() throws Exception {
        assertThat(shell(List.of(), "08", "--solution").out())
                .contains("    background(server::serve)")
                .doesNotContain("SocketTimeoutException");
    }

    @Test
    void says_which_lessons_there_are() throws Exception {
        Ended shell = shell(List.of(), "77");

        assertThat(shell.out())
                .startsWith("There is no lesson 77. These exist: 01, 02, ")
                .hasLineCount(1);
        assertThat(shell.status()).isEqualTo(2);
    }

    @Test
    void asks_for_a_number() throws Exception {
        Ended shell = shell(List.of(), "${lesson}");

        assertThat(shell.out()).contains("-Dlesson=01").hasLineCount(1);
        assertThat(shell.status()).isEqualTo(2);
    }

    @Test
    void writes_in_the_charset_of_the_terminal() throws Exception {
        List<String> options =
                Stream.of("file.encoding", "stdout.encoding", "sun.stdout.encoding")
                        .map(name -> "-D" + name + "=" + KOI8)
                        .toList();

        assertThat(shell(options, "04", "--solution").out())
                .contains("misread(\"Привет!\"")
                .contains("==> \"пр\"");
    }

    /** Types a sum and two Russian letters, as escapes. */
    private Ended shell(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JavaProcess.java()));
        command.addAll(options);
        command.addAll(
                List.of("-cp", libraries(), "src/main/java/workbook/shell/LessonShell.java"));
        command.addAll(List.of(arguments));
        Process process =
                JavaProcess.builder(command)
                        .directory(home.root().toFile())
                        .redirectErrorStream(true)
                        .start();
        try (OutputStream keyboard = process.getOutputStream()) {
            keyboard.write("40 + 2\n\"\\u043f\\u0440\"\n/exit\n".getBytes(US_ASCII));
        } catch (java.io.IOException e) {
            // it has ended without reading
        }
        String out = new String(process.getInputStream().readAllBytes(), KOI8);
        return new Ended(process.waitFor(), out.replace("\r\n", "\n"));
    }

    private String libraries() throws Exception {
        try (Stream<Path> jars = Files.list(home.target().resolve("lib"))) {
            return jars.filter(jar -> !jar.getFileName().toString().startsWith("workbook"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
