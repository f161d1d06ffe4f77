package workbook.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void a_check_leaves_nothing_behind_and_changes_nothing() throws Exception {
        Path existing = Files.writeString(folder.resolve("old.svg"), "old");

        AtomicFile.check(folder.resolve("new.svg"));
        AtomicFile.check(existing);

        assertThat(folder.toFile().list()).containsExactly("old.svg");
        assertThat(existing).hasContent("old");
    }

    @Test
    void a_check_says_why_a_file_cannot_be_written() {
        assertThat(reason(folder)).isEqualTo("it is a folder");
        assertThat(reason(folder.resolve("none/wire.svg")))
                .isEqualTo("there is no folder " + folder.resolve("none"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_check_writes_to_find_out() {
        assertThat(reason(Path.of("/proc/wire.svg")))
                .isIn("nothing can be written into its folder", "permission denied");
    }

    private static String reason(Path file) {
        IOException[] failure = new IOException[1];
        assertThatThrownBy(() -> AtomicFile.check(file))
                .isInstanceOfSatisfying(IOException.class, e -> failure[0] = e);
        return Reason.of(failure[0]);
    }
}
