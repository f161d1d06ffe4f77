package workbook.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.GraderTests;
import workbook.worker.RequirementTag;

/**
 * Compares the numbered requirements of a page with the tests of the grader. Every requirement on
 * the page must have a test, and every test must prove a requirement on the page.
 */
final class Requirements {

    private static final int TASKS = 8; // at most
    private static final int OF_A_TASK = 6; // requirements of a task, at most
    private static final int TESTS = 25; // of a task, at most
    private static final int HINTS = 3; // for a task, at least

    private final Page page;
    private final Map<String, Integer> tests = new TreeMap<>(); // number by requirement
    private final List<String> problems = new ArrayList<>();

    private Requirements(Page page) {
        this.page = page;
    }

    /** Returns the problems, a sentence each; empty if there are none. */
    static List<String> problems(Lesson lesson, GraderTests grader) {
        Requirements check = new Requirements(lesson.page());
        check.readPage();
        grader.tests().forEach(check::readTest);
        check.compare();
        return check.problems.stream()
                .map(problem -> "lesson " + lesson.id() + ": " + problem)
                .toList();
    }

    private void readPage() {
        expect(page.tasks().size() <= TASKS, "the page has more than " + TASKS + " tasks");
        for (Page.Task task : page.tasks()) {
            List<Page.Requirement> own = task.requirements();
            expect(!own.isEmpty(), "task " + task.number() + " has no requirements");
            expect(
                    own.size() <= OF_A_TASK,
                    "task %d has more than %d requirements".formatted(task.number(), OF_A_TASK));
            for (int i = 0; i < own.size(); i++) {
                String due = task.number() + "." + (i + 1);
                String id = own.get(i).id();
                expect(id.equals(due), "requirement " + id + " should be " + due);
                String text = own.get(i).text();
                expect(
                        !text.matches("(It|They|This|That|These|Then|Afterwards)\\b.*"),
                        "a verdict shows requirement %s alone: who is \"%s\"?"
                                .formatted(id, text.split("\\W")[0]));
                tests.put(id, 0);
            }
            long hints = page.hints().stream().filter(h -> h.task() == task.number()).count();
            expect(
                    hints >= HINTS,
                    "task %d has %d hints, fewer than %d".formatted(task.number(), hints, HINTS));
        }
    }

    private void readTest(String test, Set<String> tags) {
        Set<RequirementTag> proven = new HashSet<>();
        tags.forEach(tag -> proven.add(RequirementTag.of(Set.of(tag))));
        proven.removeIf(tag -> tag.task() == 0);
        if (proven.size() != 1) {
            problems.add(test + " needs one tag with the requirement that it proves: " + tags);
            return;
        }
        String id = proven.iterator().next().id();
        expect(
                tests.containsKey(id),
                test + " proves a requirement that is not on the page: " + id);
        tests.computeIfPresent(id, (key, count) -> count + 1);
    }

    private void compare() {
        Map<Integer, Integer> ofTasks = new TreeMap<>();
        tests.forEach(
                (id, count) -> {
                    expect(count > 0, "requirement " + id + " has no test");
                    ofTasks.merge(RequirementTag.of(Set.of(id)).task(), count, Integer::sum);
                });
        ofTasks.forEach(
                (task, count) ->
                        expect(
                                count <= TESTS,
                                "task %d has %d tests, more than %d"
                                        .formatted(task, count, TESTS)));
    }

    private void expect(boolean truth, String otherwise) {
        if (!truth) {
            problems.add(otherwise);
        }
    }
}
