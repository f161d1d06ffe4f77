package workbook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Home;

/**
 * {@code workbook} and {@code workbook.cmd} start the same tool in the same way. The second is only
 * read here: see {@link LauncherIT} for the first.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LaunchersTest {

    private String sh;
    private String cmd;

    @BeforeEach
    void read() throws IOException {
        sh = Files.readString(Home.find().root().resolve("workbook"), UTF_8);
        cmd = Files.readString(Home.find().root().resolve("workbook.cmd"), US_ASCII);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toList());
    }

    @Test
    void give_java_the_same_options() {
        String options = all("(?m)^set OPTIONS=.*", cmd).get(0);
        String start = sh.substring(sh.indexOf("\nrun_java() {"), sh.indexOf("-jar \"$jar\""));
        String option = "-X\\S+|-Dworkbook\\.failed";

        assertThat(new TreeSet<>(all(option, start)))
                .contains("-XX:+DisableAttachMechanism", "-Dworkbook.failed")
                .isEqualTo(new TreeSet<>(all(option, options)));
    }

    @Test
    void agree_on_the_tools_status_if_something_failed() {
        assertThat(sh).contains("\nfailed=71\n");
        assertThat(cmd).contains("set \"FAILED=71\"");
    }

    @Test
    void say_the_same_when_the_tool_was_killed() {
        String end = sh.substring(sh.indexOf("\nhow="));
        List<String> said =
                all("(?<=\nsay \")[^\"]*", end).stream()
                        .map(line -> line.replace("$how", "ended with status %STATUS%"))
                        .map(line -> "echo " + line + " 1>&2")
                        .toList();

        assertThat(said).hasSize(3);
        assertThat(String.join("\r\n", cmd.lines().toList()))
                .contains(String.join("\r\n", said) + "\r\nexit /b 2");
    }

    @Test
    void that_of_windows_goes_only_where_there_is_a_label() {
        Set<String> labels = new TreeSet<>(all("(?m)^:\\w+", cmd));
        List<String> targets = all("(?m)(?<=goto )\\w+|(?<=call :)\\w+", cmd);

        assertThat(targets).isNotEmpty();
        assertThat(targets).allMatch(target -> labels.contains(":" + target));
        assertThat(labels).allMatch(label -> label.equals(":install") || used(label, targets));
    }

    private static boolean used(String label, List<String> targets) {
        return targets.contains(label.substring(1));
    }

    /** {@code C:\Program Files (x86)\a & b} would end a block, or be taken for a command. */
    @Test
    void that_of_windows_has_every_path_in_quotation_marks_and_none_in_a_block() {
        List<String> lines =
                cmd.lines().filter(line -> !line.startsWith("rem")).map(String::strip).toList();

        assertThat(lines).noneMatch(line -> line.endsWith("(") || line.startsWith(")"));
        assertThat(lines)
                .noneMatch(
                        line ->
                                line.replaceAll("\"[^\"]*\"", "")
                                        .matches(
                                                ".*%(JAVA|JAVA_HOME|HOME_DIR|JAR|ARCHIVE|LOG|MAVEN)%.*"));
    }
}
