package workbook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CatalogueTest {

    private static final Pattern NEWER =
            Pattern.compile("<newer.lessons>(lesson\\d\\d_)\\*/\\*\\.java</newer.lessons>");

    @TempDir Path folder;

    @Test
    void leaves_out_a_lesson_that_this_jdk_is_too_old_for() throws Exception {
        lesson("lesson01_old", "**You need** nothing.");
        lesson("lesson02_new", "**You need** lesson 01, and JDK 999.");

        Catalogue catalogue = Catalogue.of(new Home(folder));

        assertThat(catalogue.all()).hasSize(2);
        assertThat(catalogue.lessons()).extracting(Lesson::id).containsExactly("01");
        assertThat(catalogue.leftOut()).extracting(Lesson::id).containsExactly("02");
        assertThat(catalogue.find("02").name()).isEqualTo("lesson02_new");
        assertThatThrownBy(() -> catalogue.findRunnable("02"))
                .isInstanceOf(UsageError.class)
                .hasMessage(
                        "Lesson 02 needs JDK 999; this is %d. Set JAVA_HOME to a newer JDK.",
                        Runtime.version().feature());
    }

    @Test
    void names_the_same_newer_lessons_as_the_pom() throws Exception {
        Home home = Home.find();
        String text = Files.readString(home.root().resolve("pom.xml"));
        Matcher pom = NEWER.matcher(text);
        assertThat(pom.find()).isTrue();

        List<Lesson> newer =
                Catalogue.of(home).all().stream()
                        .filter(lesson -> lesson.page().release() != 17)
                        .toList();

        assertThat(newer)
                .allSatisfy(
                        lesson -> {
                            assertThat(lesson.name()).startsWith(pom.group(1));
                            assertThat(lesson.page().release()).isEqualTo(21);
                            assertThat(text) // mvn test -Dlesson=13
                                    .contains("<value>" + lesson.id() + "</value>")
                                    .contains("Lesson " + lesson.id() + " needs JDK ");
                        });
    }

    private void lesson(String name, String words) throws Exception {
        Files.createDirectories(folder.resolve("solutions").resolve(name));
        Path page = folder.resolve("lessons").resolve(name).resolve("README.md");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "# " + name.substring(6, 8) + " · Title\n\n" + words + "\n");
    }
}
