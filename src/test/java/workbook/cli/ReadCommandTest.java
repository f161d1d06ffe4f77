package workbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/** A page in a pipe. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadCommandTest {

    private static final String ANSWER = "  1. For almost 10,000 seconds, nearly three hours";

    private final Lesson lesson = Catalogue.of(Home.find()).find("09");
    private final Terminal terminal =
            new Terminal(new PrintStream(OutputStream.nullOutputStream()), UTF_8, false, false);

    @Test
    void answers_are_closed_and_the_last_line_says_how_to_open_them() throws Exception {
        List<String> lines = ReadCommand.printed(terminal, lesson, false);

        assertThat(lines).contains("▸ Answers").noneMatch(line -> line.startsWith(ANSWER));
        assertThat(lines.get(lines.size() - 1)).endsWith("./workbook read 09 --open");
    }

    @Test
    void answers_are_open_if_that_is_asked_for() throws Exception {
        List<String> lines = ReadCommand.printed(terminal, lesson, true);

        assertThat(lines).contains("▸ Answers").anyMatch(line -> line.startsWith(ANSWER));
        assertThat(lines).noneMatch(line -> line.contains("--open"));
    }
}
