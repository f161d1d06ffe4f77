package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTextTest {

    private static final PageText.Marks TAGS =
            new PageText.Marks(line -> "<" + line + ">", code -> "`" + code + "`");
    private static final PageText.Marks PLAIN = new PageText.Marks(line -> line, code -> code);

    @Test
    void paragraphs_lose_their_marks_and_are_laid_out_anew() {
        assertThat(lines("# 01 · Echo", "", "One `read` is", "not **one** [message](x.md).", ""))
                .containsExactly("<01 · Echo>", "", "One `read` is not one message.");
    }

    @Test
    void the_address_of_a_link_may_contain_brackets() {
        assertThat(
                        lines(
                                "Read [`setSoTimeout`](Socket.html#setSoTimeout(int)), [two](b()), and (c)."))
                .containsExactly("Read `setSoTimeout`, two, and (c).");
    }

    @Test
    void items_hang() {
        String item = "1. **Bind the listener.** So that clients can connect from then on, before";

        assertThat(lines(item, "   anyone calls `serve()`.", "2. Next."))
                .containsExactly(
                        "1. Bind the listener. So that clients can connect from then on, before anyone",
                        "   calls `serve()`.",
                        "2. Next.");
    }

    @Test
    void code_keeps_its_layout_and_its_marks() {
        assertThat(lines("```java", "a  `b`   **c**", "```")).containsExactly("    a  `b`   **c**");
    }

    @Test
    void a_diagram_is_as_wide_as_it_is() {
        assertThat(lines("```wire", "    1  `a`   **b**", "```"))
                .containsExactly("    1  `a`   **b**");
    }

    @Test
    void a_row_of_a_table_stands_one_cell_below_the_other() {
        assertThat(lines("| Python | Java |", "|---|---|", "| `a \\| b` | `c()` | once |"))
                .containsExactly("Python", "    Java", "`a | b`", "    `c()`", "    once");
    }

    @Test
    void a_cell_of_a_table_with_three_columns_has_its_heading_in_front() {
        assertThat(
                        lines(
                                "| | fixed | delimiter |",
                                "|---|---|---|",
                                "| long text | refuse it | no problem |",
                                "",
                                "| a | b |",
                                "|---|---|"))
                .containsExactly(
                        "long text",
                        "    fixed: refuse it",
                        "    delimiter: no problem",
                        "",
                        "a",
                        "    b");
    }

    @Test
    void hints_are_not_given_away() {
        assertThat(lines("## Hints", "", "<details>", "`secret`", "</details>", "", "## Out", "x"))
                .containsExactly(
                        "<Hints>",
                        "",
                        "In watch mode h gives one more each time.",
                        "",
                        "<Out>",
                        "x");
    }

    @Test
    void what_is_folded_is_not_given_away() {
        assertThat(
                        lines(
                                "> **Stop.** Why?",
                                ">",
                                "> <details><summary>One way</summary>`secret`</details>",
                                "",
                                "<details><summary>Output</summary>",
                                "",
                                "```text",
                                "secret",
                                "```",
                                "</details>",
                                "x"))
                .containsExactly("Stop. Why?", "", "▸ One way", "", "▸ Output", "x");
    }

    @Test
    void a_fold_that_is_opened_is_indented_and_keeps_its_code() {
        assertThat(
                        lines(
                                true,
                                "<details><summary>One way</summary>`secret`</details>",
                                "",
                                "<details><summary>Output</summary>",
                                "",
                                "1. Yes, `read()` does.",
                                "",
                                "```text",
                                "<details>",
                                "```",
                                "",
                                "</details>",
                                "",
                                "x"))
                .containsExactly(
                        "▸ One way",
                        "  `secret`",
                        "",
                        "▸ Output",
                        "  1. Yes, `read()` does.",
                        "",
                        "    <details>",
                        "",
                        "x");
    }

    @Test
    void short_code_stays_on_one_line_and_long_code_is_marked_in_both() {
        String words = "word ".repeat(15) + "a ";
        String call = "ask(\"localhost\", 9090, List.of(\"one\",";

        assertThat(lines(words + "`a b`")).containsExactly(words.strip(), "`a b`");
        assertThat(lines("word ".repeat(8) + "`" + call + " \"two\"))`"))
                .containsExactly("word ".repeat(8) + "`" + call + "`", "`\"two\"))`");
    }

    @Test
    void what_is_closed_is_a_part_of_what_is_open() throws Exception {
        Text text = new Text(Text.WIDTH);
        try (var pages = Files.walk(Path.of("lessons"))) {
            for (Path page : pages.filter(p -> p.endsWith("README.md")).toList()) {
                String markdown = Files.readString(page);

                assertThat(PageText.lines(markdown, text, PLAIN, true))
                        .as(page.toString())
                        .containsSubsequence(PageText.lines(markdown, text, PLAIN, false));
            }
        }
    }

    @Test
    void a_comment_in_code_is_no_heading() {
        assertThat(lines("```text", "# a comment", "```")).containsExactly("    # a comment");
    }

    @Test
    void no_page_is_wider_than_a_terminal() throws Exception {
        Text narrow = new Text(60);
        try (var pages = Files.walk(Path.of("lessons"))) {
            for (Path page : pages.filter(p -> p.endsWith("README.md")).toList()) {
                assertThat(PageText.lines(Files.readString(page), narrow, PLAIN, true))
                        .as(page.toString())
                        .filteredOn(line -> !line.startsWith("    "))
                        .filteredOn(line -> line.strip().contains(" "))
                        .allMatch(line -> line.length() <= 60)
                        .noneMatch(line -> line.contains("**"));
            }
        }
    }

    private static List<String> lines(String... markdown) {
        return lines(false, markdown);
    }

    private static List<String> lines(boolean unfolded, String... markdown) {
        return PageText.lines(String.join("\n", markdown), new Text(Text.WIDTH), TAGS, unfolded);
    }
}
