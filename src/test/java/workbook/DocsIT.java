package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.check.Case;
import workbook.check.Curriculum;
import workbook.grading.Submission;

/** What README and docs show is what the workbook does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocsIT {

    @TempDir Path folder;
    private final Home home = Home.find();

    @Test
    void the_verdict_in_the_readme_is_a_real_one() throws Exception {
        CopyOfTheWorkbook copy = new CopyOfTheWorkbook(folder);
        for (Path file : mistake("01", "ServerReadsOnce").files()) {
            Files.copy(
                    file,
                    copy.lesson(file.getFileName().toString()),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }

        String verdict = copy.run("test", "01").out().replace("\r\n", "\n");

        assertThat(verdict).contains(block("README.md", "verdict"));
    }

    @Test
    void the_lanes_for_instructors_are_real_ones() throws Exception {
        String demo = new CopyOfTheWorkbook(folder).run("demo", "01").out();

        assertThat(demo.replace("\r\n", "\n")).contains(block("docs/instructors.md", "lanes"));
    }

    @Test
    void the_readme_lists_every_lesson() throws Exception {
        String readme = Files.readString(home.root().resolve("README.md"));

        for (Lesson lesson : Catalogue.of(home).all()) {
            assertThat(readme).contains("(lessons/" + lesson.name() + "/README.md)");
        }
    }

    @Test
    void every_link_and_every_lesson_named_exists() {
        assertThat(Curriculum.problemsOfDocs(home)).isEmpty();
    }

    @Test
    void java_shown_in_docs_stands_in_a_source_file() throws Exception {
        String shown = block("docs/authors.md", "java").lines().findFirst().orElseThrow().strip();

        try (Stream<Path> graders = Files.walk(home.graders())) {
            assertThat(
                            graders.filter(file -> file.toString().endsWith("Test.java"))
                                    .anyMatch(file -> contains(file, shown)))
                    .isTrue();
        }
    }

    private Submission mistake(String lesson, String name) {
        return Case.of(Catalogue.of(home).find(lesson)).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .submission();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The content of the first fenced block of this kind. */
    private String block(String page, String kind) throws Exception {
        String text = Files.readString(home.root().resolve(page)).replace("\r\n", "\n");
        int start = text.indexOf("```" + kind + "\n") + kind.length() + 4;
        return text.substring(start, text.indexOf("\n```", start));
    }
}
