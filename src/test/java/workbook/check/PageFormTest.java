package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageFormTest {

    private static final String FOLD = "<details><summary>Answer</summary>";

    @Test
    void code_has_at_most_76_columns() {
        assertThat(problems("```java", "x".repeat(76), "```")).isEmpty();
        assertThat(problems("```java", "x".repeat(77), "```"))
                .containsExactly("line 2 of the page has 77 columns of code, more than 76");
    }

    @Test
    void a_diagram_has_at_most_80_and_a_story_as_many_as_it_likes() {
        assertThat(problems("```wire", "x".repeat(80), "```")).isEmpty();
        assertThat(problems("```wire", "x".repeat(81), "```")).hasSize(1);
        assertThat(problems("```demo", "x".repeat(200), "```")).isEmpty();
        assertThat(problems("x".repeat(200))).isEmpty();
    }

    @Test
    void a_fold_stands_between_empty_lines() {
        assertThat(problems(FOLD, "", "`read()`", "", "</details>")).isEmpty();
        assertThat(problems("> " + FOLD, ">", "> `read()`", ">", "> </details>")).isEmpty();
        assertThat(problems(FOLD + "`read()`</details>")).hasSize(1);
        assertThat(problems(FOLD, "`read()`", "", "</details>")).hasSize(1);
        assertThat(problems(FOLD, "", "`read()`", "</details>")).hasSize(1);
        assertThat(problems(FOLD, "", "`read()`</details>")).hasSize(1);
    }

    /** Here too, because {@code ProofIT} leaves a lesson out that needs a newer JDK. */
    @ParameterizedTest
    @MethodSource
    void every_page(Path page) throws IOException {
        assertThat(PageForm.problems(Files.readString(page))).isEmpty();
    }

    static List<Path> every_page() throws IOException {
        try (Stream<Path> lessons = Files.list(Path.of("lessons"))) {
            return lessons.map(lesson -> lesson.resolve("README.md"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> problems(String... lines) {
        return PageForm.problems(String.join("\n", lines));
    }
}
