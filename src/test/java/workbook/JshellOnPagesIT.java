package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.CopyOfTheWorkbook.Result;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/** The lines of jshell on the lessons' pages, typed into the lesson's shell. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class JshellOnPagesIT {

    private static final Pattern TRIED = // and its output, in a fold
            Pattern.compile(
                    "(?s)```jshell\\R(?<lines>((?!```).)*)```((?!```).)*"
                            + "<summary>Output</summary>\\s*```text\\R(?<output>.*?)```");

    private static final Pattern RUN =
            Pattern.compile("(?s)\n## Run it\\R((?!\n## ).)*?```jshell\\R(?<lines>.*?)```");

    @TempDir static Path folder;
    private static CopyOfTheWorkbook copy; // nobody changes it

    @BeforeAll
    static void copy() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
    }

    static List<Lesson> lessons() {
        return Sample.of("lessons in jshell", Catalogue.of(Home.find()).lessons());
    }

    /** One jshell for each lesson: it takes seconds to start. */
    @ParameterizedTest
    @MethodSource("lessons")
    void gives_what_the_page_shows(Lesson lesson) throws Exception {
        String page = Files.readString(lesson.folder().resolve("README.md"));
        StringBuilder typed = new StringBuilder();
        List<String> due = new ArrayList<>();
        Matcher tried = TRIED.matcher(page);
        while (tried.find()) {
            typed.append(tried.group("lines")).append("/reset\n"); // as in a new jshell
            tried.group("output").lines().forEach(line -> due.add("==> " + line));
        }
        Matcher run = RUN.matcher(page);
        assertThat(run.find()).as("lines to try below Run it").isTrue();
        typed.append("\"run it\"\n").append(run.group("lines")).append("/exit\n");

        Result result = copy.typed(typed.toString(), "shell", lesson.id(), "--solution");

        assertThat(due).isNotEmpty();
        assertThat(result.out()).containsSubsequence(due);
        assertThat(result.status()).isZero();
        String banner = result.out().substring(0, result.out().indexOf("jshell> "));
        assertThat(banner.lines().filter(line -> line.startsWith("    ")).map(String::strip))
                .containsExactlyElementsOf(run.group("lines").lines().map(String::strip).toList())
                .hasSizeGreaterThanOrEqualTo(3);
        String ran = result.out().substring(result.out().indexOf("==> \"run it\""));
        assertThat(ran)
                .doesNotContain("|  ") // jshell's own complaints
                .doesNotContain("Error:")
                .doesNotContain("Exception");
    }
}
