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

    @Test
    void paragraphs_lose_their_marks_and_are_laid_out_anew() {
        assertThat(lines("# 01 · Echo", "", "One `read` is", "not **one** [message](x.md).", ""))
                .containsExactly("<01 · Echo>", "", "One read is not one message.");
    }

    @Test
    void items_hang() {
        String item = "1. **Bind the listener.** So that clients can connect from then on, before";

        assertThat(lines(item, "   anyone calls `serve()`.", "2. Next."))
                .containsExactly(
                        "1. Bind the listener. So that clients can connect from then on, before anyone",
                        "   calls serve().",
                        "2. Next.");
    }

    @Test
    void code_keeps_its_layout_and_its_marks() {
        assertThat(lines("```wire", "  1  `a`   **b**", "```"))
                .containsExactly("      1  `a`   **b**");
    }

    @Test
    void a_row_of_a_table_stands_one_cell_below_the_other() {
        assertThat(lines("| Python | Java |", "|---|---|", "| `a \\| b` | `c()` | once |"))
                .containsExactly("Python", "    Java", "a | b", "    c()", "    once");
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
    void no_page_is_wider_than_a_terminal() throws Exception {
        try (var pages = Files.walk(Path.of("lessons"))) {
            for (Path page : pages.filter(p -> p.endsWith("README.md")).toList()) {
                assertThat(PageText.lines(Files.readString(page), line -> line))
                        .as(page.toString())
                        .filteredOn(line -> !line.startsWith("    "))
                        .allMatch(line -> line.length() <= Text.WIDTH)
                        .noneMatch(line -> line.contains("`") || line.contains("**"));
            }
        }
    }

    private static List<String> lines(String... markdown) {
        return PageText.lines(String.join("\n", markdown), line -> "<" + line + ">");
    }
}
