package workbook.conform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.catalogue.UsageError;
import workbook.conform.Script.Group;

/** Cases as files: what they mean, and what is said of those that mean nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScriptReaderTest {

    private static final String TOKEN = "1234567";

    @Test
    void reads_title_group_and_steps() {
        Script script = read("# why so", "", "anna > {\"action\":\"quit\"}", "anna < closed");

        assertThat(script.name()).isEqualTo("one");
        assertThat(script.title()).isEqualTo("Title");
        assertThat(script.group()).isEqualTo(Group.OURS);
        assertThat(script.steps()).extracting(Step::line).containsExactly(5, 6);
        assertThat(sent(script)).containsExactly("{\"action\":\"quit\"}\n");
    }

    @Test
    void names_are_new_and_as_long_as_wanted() {
        assertThat(sent(read("anna > $anna $anna #$tea")))
                .containsExactly("anna1234567 anna1234567 #tea1234567\n");
        assertThat(sent(read("anna > ${name 25 anna}")))
                .containsExactly("anna1234567xxxxxxxxxxxxxx\n");
    }

    @Test
    void holes_repeat_and_fill() {
        assertThat(sent(read("anna > ${repeat 3 \\u044f}$$")))
                .containsExactly("\\u044f\\u044f\\u044f$\n");
        assertThat(sent(read("anna > <😀${fill 6 y}>"))).containsExactly("<😀yyy>\n");
    }

    @Test
    void a_presence_has_a_status() {
        assertThat(sent(read("anna > ${presence anna}")))
                .containsExactly(
                        "{\"action\":\"presence\",\"time\":5,\"type\":\"status\",\"user\":"
                                + "{\"account_name\":\"anna1234567\",\"status\":\"here\"}}\n");
    }

    @Test
    void every_presence_of_the_protocol_has_a_status_unless_it_is_about_that() {
        assertThat(ScriptReader.all())
                .filteredOn(script -> script.group() == Group.PROTOCOL)
                .flatExtracting(Script::steps)
                .filteredOn(step -> step instanceof Step.Send)
                .extracting(step -> ((Step.Send) step).text().fill(TOKEN))
                .filteredOn(text -> text.contains("account_name"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).containsPattern("\"status\" ?:"));
    }

    @Test
    void bytes_are_written_with_escapes() {
        assertThat(bytes(read("anna >> \"a\\x00\\xff\"\\n\"")))
                .containsExactly(new byte[] {'a', 0, -1, '"', '\n'});
    }

    @Test
    void pieces_are_cut_where_it_says() {
        assertThat(sent(read("anna > a${cut}b${cut}c"))).containsExactly("a", "b", "c\n");
        assertThat(bytes(read("anna >> \"\\xd0${cut}\\xb4\"")))
                .containsExactly(new byte[] {(byte) 0xd0}, new byte[] {(byte) 0xb4});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "anna                    | A step is:",
                "anna shouts > x         | A step is:",
                "anna < 20               | Expected is a code",
                "anna < 2xx 3            | Expected is a code",
                "anna < [1]              | Expected is a code",
                "anna < {\"a\":          | Expected is a code",
                "anna >> x               | After >> the bytes stand in quotes.",
                "anna >> \"\\q\"         | After a backslash comes",
                "anna >> \"\\x1\"        | \\x needs two hexadecimal digits",
                "anna until 200 < 200    | until goes with > and >>.",
                "anna until 2 > x        | Expected is a code",
                "anna > ${again}         | A $ must begin a name",
                "anna > 5 $              | A $ must begin a name",
                "anna > ${name 3 anna}   | It is longer already",
                "anna > ${fill 2 x}abc   | It is longer already",
                "anna > ${repeat 999999 abc} | More than 1,000,000 characters."
            })
    void what_means_nothing_is_told_with_file_and_line(String step, String message) {
        assertThatThrownBy(() -> read("anna connects", step))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("folder/one.txt:4: " + message);
    }

    @Test
    void a_file_needs_title_group_and_steps() {
        assertThatThrownBy(() -> ScriptReader.parse("one.txt", "anna < 200"))
                .hasMessageStartingWith("one.txt:1: The first line is the title");
        assertThatThrownBy(() -> ScriptReader.parse("one.txt", "# Title\nanna < 200"))
                .hasMessageStartingWith("one.txt:2: Before the steps stands protocol or ours");
        assertThatThrownBy(() -> ScriptReader.parse("one.txt", "# Title\nours\n"))
                .hasMessageStartingWith("one.txt:2: A case has a title");
        assertThatThrownBy(() -> ScriptReader.parse("one.txt", ""))
                .hasMessageStartingWith("one.txt:1: A case has a title");
    }

    @Test
    void a_file_that_is_none_is_told(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("case.txt"), new byte[] {'#', ' ', -1});

        assertThatThrownBy(() -> ScriptReader.file(file))
                .hasMessageEndingWith("is not UTF-8 text.");
        assertThatThrownBy(() -> ScriptReader.file(folder))
                .hasMessageStartingWith("There is no file");
    }

    @Test
    void the_index_names_every_case_once() throws IOException {
        Path folder = Path.of("src/main/resources/workbook/conform");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString().replace(".txt", ""))
                            .filter(name -> !name.equals("index"))
                            .toList();

            assertThat(ScriptReader.all())
                    .extracting(Script::name)
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void the_page_shows_a_real_case_and_counts_them() throws IOException {
        String page = Files.readString(Path.of("docs/jim.md")).replace("\r\n", "\n");
        String shown = page.replaceAll("(?s).*?\n```text\n(# .*?)```.*", "$1");
        Path file = Path.of("src/main/resources/workbook/conform/name-taken.txt");

        assertThat(Files.readString(file).replace("\r\n", "\n")).startsWith(shown);
        assertThat(page)
                .contains(count(Group.PROTOCOL) + " cases test the")
                .contains(count(Group.OURS) + " cases test what is *ours*");
    }

    private static long count(Group group) {
        return ScriptReader.all().stream().filter(script -> script.group() == group).count();
    }

    @Test
    void titles_fit_into_a_line() {
        assertThat(ScriptReader.all())
                .allMatch(script -> script.title().length() + script.name().length() <= 76)
                .extracting(Script::title)
                .doesNotHaveDuplicates();
    }

    private static Script read(String... lines) {
        return ScriptReader.parse("folder/one.txt", "# Title\nours\n" + String.join("\n", lines));
    }

    private static List<byte[]> bytes(Script script) {
        return ((Step.Send) script.steps().get(0)).text().pieces(TOKEN);
    }

    private static List<String> sent(Script script) {
        return bytes(script).stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
