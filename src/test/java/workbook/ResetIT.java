package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file is restored, and the others stay. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResetIT {

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;

    @BeforeEach
    void copy() throws IOException {
        copy = new CopyOfTheWorkbook(folder.resolve("a workbook"));
        copy.solve();
    }

    @Test
    void brings_one_file_back_and_keeps_a_copy_of_it() throws Exception {
        String solved = Files.readString(copy.lesson("UppercaseServer.java"));
        String client = Files.readString(copy.lesson("UppercaseClient.java"));

        CopyOfTheWorkbook.Result result = copy.run("reset", "01", "UppercaseServer");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("UppercaseServer.java is as it was shipped.");
        assertThat(copy.lesson("UppercaseServer.java")).content().contains("TODO 1");
        assertThat(copy.lesson("UppercaseClient.java")).hasContent(client);
        String kept = result.out().lines().findFirst().orElseThrow().replaceFirst(".* in ", "");
        assertThat(copy.root().resolve(kept).resolve("UppercaseServer.java")).hasContent(solved);
        assertThat(copy.root().resolve(kept).resolve("UppercaseClient.java")).doesNotExist();
    }

    @Test
    void says_which_files_there_are_if_there_is_no_such_one() throws Exception {
        CopyOfTheWorkbook.Result result = copy.run("reset", "01", "Server.java");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out())
                .contains("Lesson 01 has no file Server.java. It has: UppercaseClient.java,");
        assertThat(copy.lesson("UppercaseServer.java")).content().doesNotContain("TODO");
    }

    @Test
    void brings_back_what_has_become_a_folder() throws Exception {
        Files.delete(copy.lesson("UppercaseServer.java"));
        Files.createDirectory(copy.lesson("UppercaseServer.java"));
        Files.writeString(copy.lesson("UppercaseServer.java").resolve("note"), "mine");

        CopyOfTheWorkbook.Result result = copy.run("reset", "01");

        assertThat(result.status()).isZero();
        assertThat(copy.lesson("UppercaseServer.java")).content().contains("TODO 1");
    }
}
