package workbook.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessTreeTest {

    private static final List<String> JAVA =
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version");

    /** Otherwise a server that is started while the tool ends would go on without it. */
    @Test
    void starts_nothing_after_its_end() {
        ProcessTree processes = new ProcessTree(JAVA);
        processes.end();

        assertThatThrownBy(processes::start)
                .isInstanceOf(IOException.class)
                .hasMessage("the workbook is ending");
    }

    @Test
    void may_be_ended_twice() throws IOException {
        ProcessTree processes = new ProcessTree(JAVA);
        Process process = processes.start();
        processes.end();
        processes.end();

        assertThat(process.isAlive()).isFalse();
    }
}
