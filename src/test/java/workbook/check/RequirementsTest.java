package workbook.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.GraderTests;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequirementsTest {

    private static final String PAGE =
            """
            # 08 · UDP

            ## Tasks

            ### 1. Receive

            - **1.1** `receive()` waits.
            - **1.2** `receive()` decodes.

            ## Hints

            <details><summary>Task 1: one</summary>One.</details>
            <details><summary>Task 1: two</summary>Two.</details>
            <details><summary>Task 1: three</summary>Three.</details>
            """;

    @Test
    void all_is_well_if_each_requirement_has_a_test_and_each_test_a_requirement() {
        assertThat(problems(PAGE, Map.of("A.a", Set.of("1.1"), "A.b", Set.of("1.2", "slow"))))
                .isEmpty();
    }

    @Test
    void a_requirement_is_understood_without_the_one_before() {
        assertThat(
                        problems(
                                PAGE.replace("`receive()` decodes", "It decodes"),
                                Map.of("A.a", Set.of("1.1"), "A.b", Set.of("1.2"))))
                .containsExactly(
                        "lesson 08: a verdict shows requirement 1.2 alone: who is \"It\"?");
    }

    @Test
    void a_requirement_without_a_test_is_a_problem() {
        assertThat(problems(PAGE, Map.of("A.a", Set.of("1.1"))))
                .containsExactly("lesson 08: requirement 1.2 has no test");
    }

    @Test
    void a_test_without_a_requirement_is_a_problem() {
        assertThat(
                        problems(
                                PAGE,
                                Map.of(
                                        "A.a", Set.of("1.1"),
                                        "A.b", Set.of("1.2"),
                                        "A.c", Set.of("1.3"))))
                .containsExactly(
                        "lesson 08: A.c proves a requirement that is not on the page: 1.3");
        assertThat(
                        problems(
                                PAGE,
                                Map.of(
                                        "A.a", Set.of("1.1"),
                                        "A.b", Set.of("1.2"),
                                        "A.c", Set.of())))
                .containsExactly(
                        "lesson 08: A.c needs one tag with the requirement that it proves: []");
    }

    @Test
    void a_test_of_two_requirements_is_a_problem() {
        assertThat(
                        problems(
                                PAGE,
                                Map.of(
                                        "A.a", Set.of("1.1"),
                                        "A.b", Set.of("1.2"),
                                        "A.c", Set.of("1.1", "1.2"))))
                .hasSize(1);
    }

    @Test
    void numbers_go_up_by_one_and_hints_are_three() {
        String page = PAGE.replace("1.2", "1.4").replace("<summary>Task 1: three", "<summary>");

        assertThat(problems(page, Map.of("A.a", Set.of("1.1"), "A.b", Set.of("1.4"))))
                .containsExactly(
                        "lesson 08: requirement 1.4 should be 1.2",
                        "lesson 08: task 1 has 2 hints, fewer than 3");
    }

    @Test
    void a_page_without_numbers_and_a_test_without_a_tag_are_problems() {
        String page = PAGE.replaceAll("- \\*\\*\\d\\.\\d\\*\\* ", "- ");

        assertThat(problems(page, Map.of("A.a", Set.of("task-1"))))
                .containsExactly(
                        "lesson 08: task 1 has no requirements",
                        "lesson 08: A.a needs one tag with the requirement that it proves: [task-1]");
    }

    private static List<String> problems(String page, Map<String, Set<String>> tests) {
        Lesson lesson = new Lesson(new Home(Path.of("")), "08", "lesson08_udp", Page.parse(page));
        return Requirements.problems(lesson, new GraderTests(Set.of("A"), tests));
    }
}
