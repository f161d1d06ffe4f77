package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.catalogue.Home;

/** A text that sends its reader to a lesson that does not exist. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LessonReferencesTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A thread for each client is lesson 77. | 77",
                "Lesson 77's server does that. | 77",
                "Lessons 01, 77 and 78 show it. | 77 78",
                "Lessons 01, 02, and 77 show it. | 77",
                "See lessons 77 to 79. | 77 79",
                "See lessons 77–79. | 77 79",
                "See lesson 01 or 77. | 77",
                "One client at a time (lesson 02), many (77). | 77",
                "A term: [77](nowhere.md) | 77",
            })
    void names_its_number(String text, String numbers) throws Exception {
        assertThat(references().missing(text)).containsExactly(numbers.split(" "));
    }

    @Test
    void may_go_on_in_the_next_line_of_a_page_or_a_comment() throws Exception {
        assertThat(references().missing("This is lesson\n77.")).containsExactly("77");
        assertThat(references().missing("     * This is lesson\n     * 77.")).containsExactly("77");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lesson 01 with 99 bytes",
                "as in lesson 2 (16 bytes at a time)",
                "the lessons 01 to 02",
                "sock.listen(77), ServerSocket(port, 77), 77 lessons, [a page](page77.md)",
            })
    void is_told_from_other_numbers(String text) throws Exception {
        assertThat(references().missing(text)).isEmpty();
    }

    @Test
    void is_reported_with_its_file_and_so_is_a_link_to_nothing() throws Exception {
        LessonReferences references = references();
        Path page = folder.resolve("docs/page.md");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "Lesson 77, and [here](there.md), and [this](page.md#part).");

        assertThat(references.problems(page))
                .containsExactly(
                        "docs/page.md sends the reader to lesson 77, which does not exist",
                        "docs/page.md links to there.md, which does not exist");
    }

    /** Of a workbook with the lessons 01 and 02. */
    private LessonReferences references() throws Exception {
        for (String lesson : new String[] {"lesson01_one", "lesson02_two"}) {
            Files.createDirectories(folder.resolve("solutions").resolve(lesson));
        }
        return new LessonReferences(new Home(folder));
    }
}
