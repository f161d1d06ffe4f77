package workbook.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Page.Hint;
import workbook.catalogue.Page.Requirement;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageTest {

    private static final Page PAGE =
            Page.parse(
                    """
                    # 08 · UDP

                    What if there is
                    no connection?

                    **You need** lesson 01.

                    ## Tasks

                    You work in two files.

                    ### 1. Receive one datagram · `Message receive()`

                    Wait for one datagram,
                    and return it.

                    - **1.1** `receive` returns the text.
                    - **1.2** If the datagram has more than 1024 bytes,
                      `cut` is true.

                    *Not graded:* anything else.

                    ### 2. Print them all

                    Print.

                    - **2.1** It prints.

                    ## Hints

                    <details><summary>Task 1: where to look</summary>Look here.</details>
                    <details><summary>Task 2: a nudge</summary>

                    Look there.
                    </details>

                    ## Go further

                    Lose every second datagram.
                    """);

    @Test
    void knows_the_jdk_that_is_needed() {
        assertThat(PAGE.release()).isEqualTo(17);
        assertThat(Page.parse("# 13 · Virtual\n\n**You need** lesson 11, and\nJDK 21.").release())
                .isEqualTo(21);
        assertThat(Page.parse("# 11 · Threads\n\n**You need** 06. **Time**: JDK 25").release())
                .isEqualTo(17);
    }

    @Test
    void begins_with_a_title_and_one_paragraph() {
        assertThat(PAGE.title()).isEqualTo("UDP");
        assertThat(PAGE.opening()).isEqualTo("What if there is no connection?");
    }

    @Test
    void has_tasks_with_a_purpose_and_numbered_requirements() {
        assertThat(PAGE.tasks()).extracting(Page.Task::number).containsExactly(1, 2);
        Page.Task first = PAGE.tasks().get(0);
        assertThat(first.title()).isEqualTo("Receive one datagram");
        assertThat(first.text()).isEqualTo("Wait for one datagram, and return it.");
        assertThat(first.requirements())
                .containsExactly(
                        new Requirement("1.1", "`receive` returns the text."),
                        new Requirement(
                                "1.2", "If the datagram has more than 1024 bytes, `cut` is true."));
        assertThat(PAGE.tasks().get(1).requirements())
                .containsExactly(new Requirement("2.1", "It prints."));
    }

    @Test
    void has_hints_on_one_line_or_several() {
        assertThat(PAGE.hints())
                .containsExactly(
                        new Hint(1, "where to look", "Look here."),
                        new Hint(2, "a nudge", "Look there."));
    }

    @Test
    void ends_with_something_to_go_further() {
        assertThat(PAGE.goFurther()).isEqualTo("Lose every second datagram.");
    }
}
