package workbook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HomeTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".#Echo.java",
                "._Echo.java",
                ".Echo.java.swp",
                "#Echo.java#",
                "Echo.java~",
                "4913",
                "Echo.java___jb_tmp___",
                "flycheck_Echo.java",
                "Echo_flymake.java"
            })
    void what_editors_keep_beside_a_file_is_not_a_learners(String name) throws Exception {
        Files.writeString(folder.resolve(name), "");
        Path own = Files.writeString(folder.resolve("Echo.java"), "");

        assertThat(Home.javaFiles(folder)).containsExactly(own);
    }

    @Test
    void what_cannot_be_read_is_listed_all_the_same_so_that_somebody_says_so() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("Echo.java"));

        assertThat(Home.javaFiles(folder)).containsExactly(odd);
    }

    @Test
    void a_folder_that_is_not_there_holds_nothing() {
        assertThat(Home.javaFiles(folder.resolve("none"))).isEmpty();
    }
}
