package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.UsageError;

/** A mistake is a change against the solution, and applies in one place only. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MistakePatchTest {

    private static final List<String> SERVER =
            """
            class Server {
                void serve() {
                    int n = read(); // blocks
                    while (n != -1) {
                        write(n);
                        n = read(); // blocks
                    }
                    close();
                }

                void close() {
                    write(-1);
                }
            }
            """
                    .lines()
                    .toList();

    private static final MistakePatch.Header HEADER =
            new MistakePatch.Header(
                    "one read is all", "the rest is lost", "every piece", "once", List.of("twice"));

    private final SortedMap<String, List<String>> right =
            new TreeMap<>(Map.of("Server.java", SERVER, "Client.java", List.of("class Client {}")));

    @Test
    void a_patch_shows_the_header_and_what_differs() {
        assertThat(textOf(replaced("while (n != -1) {", "if (n != -1) {")))
                .isEqualTo(
                        """
                        mistake: one read is all
                        wire: the rest is lost
                        fails: every piece
                        says: once
                        not: twice
                        --- a/Server.java
                        +++ b/Server.java
                        @@ -4 +4 @@
                        -        while (n != -1) {
                        +        if (n != -1) {
                        """);
    }

    @Test
    void a_line_that_occurs_twice_is_shown_with_the_line_that_makes_its_place_unique() {
        List<String> lines = new ArrayList<>(SERVER);
        lines.remove(8); // the first of two  }

        assertThat(textOf(lines))
                .contains("@@ -8,2 +8 @@\n         close();\n-    }\n"); // close(); occurs once
    }

    @Test
    void what_was_made_into_a_patch_comes_out_of_it_again() {
        List<String> lines = new ArrayList<>(SERVER);
        lines.add(0, "package lesson;");
        lines.add(6, "        // every");
        lines.remove(8);
        lines.add("// the end");

        assertRoundTrip(wrong(lines));
    }

    @Test
    void a_file_can_be_new() {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        wrong.put("Helper.java", List.of("class Helper {", "}"));

        assertThat(text(wrong)).contains("--- /dev/null\n+++ b/Helper.java\n@@ -0,0 +1,2 @@\n");
        assertRoundTrip(wrong);
    }

    @Test
    void a_file_can_go() {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        wrong.remove("Client.java");

        assertThat(text(wrong)).contains("--- a/Client.java\n+++ /dev/null\n@@ -1 +0,0 @@\n");
        assertRoundTrip(wrong);
    }

    @Test
    void line_ends_of_windows_are_as_good() {
        SortedMap<String, List<String>> wrong = wrong(replaced("write(n);", "write(n + 1);"));
        String patch = text(wrong).replace("\n", "\r\n");

        assertThat(MistakePatch.parse("P.patch", patch).applyTo(right, "P.patch")).isEqualTo(wrong);
    }

    @Test
    void a_patch_of_other_lines_does_not_apply_and_is_named() {
        MistakePatch patch = patch(replaced("while (n != -1) {", "if (n != -1) {"));
        right.put("Server.java", replaced("while (n != -1) {", "while (n >= 0) {"));

        assertThatThrownBy(() -> patch.applyTo(right, "ReadsOnce.patch"))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("ReadsOnce.patch does not apply:")
                .hasMessageEndingWith("Server.java.");
    }

    @Test
    void a_patch_of_lines_that_have_moved_does_not_apply() {
        MistakePatch patch = patch(replaced("while (n != -1) {", "if (n != -1) {"));
        right.put("Server.java", withLine(0, "// a comment"));

        assertThatThrownBy(() -> patch.applyTo(right, "ReadsOnce.patch"))
                .hasMessageStartingWith("ReadsOnce.patch does not apply:");
    }

    @Test
    void a_patch_that_applies_in_two_places_is_refused_and_named() {
        String twice = "--- a/Server.java\n+++ b/Server.java\n@@ -9 +8,0 @@\n-    }\n";

        assertThatThrownBy(() -> MistakePatch.parse("P.patch", twice).applyTo(right, "P.patch"))
                .isInstanceOf(UsageError.class)
                .hasMessage(
                        "P.patch applies in several places of Server.java, such as lines 9 and 13:"
                                + " give it more context.");
    }

    @Test
    void a_patch_of_a_file_that_is_not_there_does_not_apply() {
        MistakePatch patch = patch(replaced("write(n);", "write(n + 1);"));
        right.remove("Server.java");

        assertThatThrownBy(() -> patch.applyTo(right, "P.patch"))
                .hasMessage("P.patch does not apply: the solution has no Server.java.");
    }

    @Test
    void a_new_file_that_the_solution_has_does_not_apply() {
        String patch = "--- /dev/null\n+++ b/Client.java\n@@ -0,0 +1 @@\n+class Client {}\n";

        assertThatThrownBy(() -> MistakePatch.parse("P.patch", patch).applyTo(right, "P.patch"))
                .hasMessage("P.patch does not apply: the solution has a Client.java already.");
    }

    @Test
    void a_text_without_a_change_is_no_patch() {
        assertThatThrownBy(() -> MistakePatch.parse("P.patch", "mistake: none\n"))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("P.patch holds no change:");
    }

    @Test
    void a_file_outside_the_lesson_cannot_be_named() {
        String patch = "--- a/Server.java\n+++ b/../Server.java\n@@ -1 +1 @@\n-class\n+type\n";

        assertThatThrownBy(() -> MistakePatch.parse("P.patch", patch))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("P.patch names its files wrongly:");
    }

    @Test
    void a_change_is_carried_to_where_its_lines_stand_now() {
        MistakePatch patch = patch(replaced("while (n != -1) {", "if (n != -1) {"));
        right.put("Server.java", withLine(0, "// a comment"));

        assertThat(patch.carryTo(right, "P.patch").get("Server.java"))
                .containsSubsequence("// a comment", "        if (n != -1) {")
                .doesNotContain("        while (n != -1) {");
    }

    @Test
    void a_comment_that_has_changed_does_not_matter() {
        MistakePatch patch = patch(replaced("n = read(); // blocks\n        }", "}"));
        List<String> better =
                replaced("n = read(); // blocks\n        }", "n = read(); // !\n        }");
        right.put("Server.java", better);

        assertThat(patch.carryTo(right, "P.patch").get("Server.java"))
                .doesNotContain("            n = read(); // !")
                .contains("        int n = read(); // blocks");
    }

    @Test
    void a_change_that_fits_nowhere_is_not_carried() {
        MistakePatch patch = patch(replaced("while (n != -1) {", "if (n != -1) {"));
        right.put("Server.java", replaced("while (n != -1) {", "while (n >= 0) {"));

        assertThatThrownBy(() -> patch.carryTo(right, "P.patch"))
                .isInstanceOf(UsageError.class)
                .hasMessage("P.patch: Server.java no longer has the lines that it changes");
    }

    @Test
    void a_change_that_fits_in_two_places_is_not_carried() {
        MistakePatch patch = patch(replaced("while (n != -1) {", "if (n != -1) {"));
        right.put("Server.java", Stream.concat(SERVER.stream(), SERVER.stream()).toList());

        assertThatThrownBy(() -> patch.carryTo(right, "P.patch"))
                .isInstanceOf(UsageError.class)
                .hasMessage("P.patch: Server.java has several places for one of its changes");
    }

    @Test
    void a_program_of_which_more_than_half_differs_is_another_one() {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        wrong.put("Client.java", List.of("class Client extends Thread {}"));
        assertThat(patch(SERVER.subList(0, 9)).isAnotherProgram(right)).isFalse();
        assertThat(MistakePatch.between(HEADER, right, wrong).isAnotherProgram(right)).isTrue();
    }

    private void assertRoundTrip(SortedMap<String, List<String>> wrong) {
        MistakePatch again = MistakePatch.parse("P.patch", text(wrong));
        assertThat(again.applyTo(right, "P.patch")).isEqualTo(wrong);
        assertThat(again.header()).isEqualTo(HEADER);
    }

    private static List<String> replaced(String old, String replacement) {
        String text = String.join("\n", SERVER);
        assertThat(text).contains(old);
        return text.replace(old, replacement).lines().toList();
    }

    private static List<String> withLine(int at, String line) {
        List<String> lines = new ArrayList<>(SERVER);
        lines.add(at, line);
        return lines;
    }

    private SortedMap<String, List<String>> wrong(List<String> server) {
        SortedMap<String, List<String>> wrong = new TreeMap<>(right);
        wrong.put("Server.java", server);
        return wrong;
    }

    private MistakePatch patch(List<String> server) {
        return MistakePatch.between(HEADER, new TreeMap<>(right), wrong(server));
    }

    private String textOf(List<String> server) {
        return text(wrong(server));
    }

    private String text(SortedMap<String, List<String>> wrong) {
        return MistakePatch.between(HEADER, right, wrong).text(right);
    }
}
