package workbook.jim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lessons 23 and 24 build on what learners have built in lessons 22 and 23. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SameAsSolutionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JimException",
                "JimObject",
                "JimReader",
                "JimTime",
                "JimWriter",
                "Limits",
                "Message",
                "ObjectSink",
                "ObjectSplitter"
            })
    void the_library_is_the_solution_of_lesson_22(String type) throws IOException {
        String solution =
                Files.readString(Path.of("solutions/lesson22_jim_messages", type + ".java"));

        assertThat(Files.readString(Path.of("src/main/java/workbook/jim", type + ".java")))
                .isEqualTo(
                        solution.replace(
                                "package lesson22_jim_messages;", "package workbook.jim;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accounts",
                "AccountsException",
                "Code",
                "DatabaseAccounts",
                "Hasher",
                "Heartbeat",
                "MemoryAccounts",
                "Rules"
            })
    void the_library_of_sessions_is_the_solution_of_lesson_23(String type) throws IOException {
        String solution =
                Files.readString(Path.of("solutions/lesson23_jim_sessions", type + ".java"));

        assertThat(Files.readString(Path.of("src/main/java/workbook/jim/session", type + ".java")))
                .isEqualTo(
                        solution.replace(
                                "package lesson23_jim_sessions;", "package workbook.jim.session;"));
    }
}
