package workbook.grading;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EncodingTest {

    private static final String JAVA = "package echo;\r\n\r\nclass Echo {\r\n%s\r\n}\r\n";

    private static String trouble(String line, Charset charset) {
        return Encoding.trouble("Echo.java", JAVA.formatted(line).getBytes(charset));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, // Привет, мир! Ёжик",
        "KOI8-R, // Привет, мир! Ёжик",
        "IBM866, // Привет, мир! Ёжик",
        "windows-1251, // сервер",
        "KOI8-R, // сервер",
        "IBM866, // сервер",
        "windows-1252, // déjà vu: größer als",
    })
    void the_encoding_is_named_and_the_first_bad_line_is_shown(String charset, String line) {
        assertThat(trouble(line, Charset.forName(charset)))
                .startsWith("Echo.java:4: this line is not UTF-8.")
                .contains("The file looks like " + charset + ":\n    " + line + "\n")
                .contains("Open the file as " + charset + ", and save it as UTF-8:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "// hello", "// Привет, déjà 漢字 😀"})
    void utf_8_is_no_trouble(String line) {
        assertThat(trouble(line, UTF_8)).isEmpty();
        assertThat(trouble("\ufeff" + line, UTF_8)).isEmpty();
    }

    @Test
    void utf_16_is_recognised_with_and_without_its_mark() {
        for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE, Charset.forName("UTF-16")}) {
            assertThat(trouble("// Привет", charset))
                    .as(charset.name())
                    .startsWith("Echo.java is saved as UTF-16, not as UTF-8.\n");
        }
    }

    @Test
    void a_damaged_file_is_not_taken_for_one_in_another_encoding() {
        byte[] bytes = JAVA.formatted("// Привет, мир?").getBytes(UTF_8);
        bytes[bytes.length - 6] = (byte) 0xd0; // in place of the question mark

        assertThat(Encoding.trouble("Echo.java", bytes))
                .startsWith("Echo.java:4: this line is not UTF-8:\n    // Привет, мир\ufffd\n")
                .contains("\nSave it as UTF-8:");
    }

    @Test
    void a_long_line_is_cut() {
        assertThat(trouble("// " + "слово ".repeat(40), Charset.forName("KOI8-R")).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(200))
                .anySatisfy(line -> assertThat(line).endsWith("…"));
    }
}
