package workbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.TestResult;
import workbook.grading.Verdict;

/** Writes verdicts as JSON. {@code docs/json.md} describes the format, which stays stable. */
final class VerdictJson {

    private static final int SCHEMA = 1;

    private VerdictJson() {}

    /**
     * Returns the verdicts as JSON.
     *
     * @param leftOut lessons that were not graded because this JDK is too old for them
     */
    static String of(List<Verdict> verdicts, List<Lesson> leftOut) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("passed", verdicts.stream().allMatch(Verdict::passed));
        ArrayNode lessons = root.putArray("lessons");
        for (Verdict verdict : verdicts) {
            add(lessons.addObject(), verdict);
        }
        ArrayNode others = root.putArray("leftOut");
        for (Lesson lesson : leftOut) {
            ObjectNode entry = others.addObject();
            entry.put("lesson", lesson.id());
            entry.put("name", lesson.name());
            entry.put("why", lesson.need());
        }
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ObjectNode node, Verdict verdict) {
        node.put("lesson", verdict.lesson().id());
        node.put("name", verdict.lesson().name());
        node.put("title", verdict.lesson().page().title());
        node.put("graded", verdict.submission().label());
        node.put("outcome", word(verdict.outcome()));
        node.put("problem", verdict.problem());
        node.put("seconds", verdict.took().toMillis() / 1000.0);
        ArrayNode tasks = node.putArray("tasks");
        for (Page.Task task : verdict.lesson().page().tasks()) {
            ObjectNode entry = tasks.addObject();
            entry.put("number", task.number());
            entry.put("title", task.title());
            entry.put("passed", verdict.passed(task));
        }
        ArrayNode tests = node.putArray("tests");
        for (TestResult test : verdict.tests()) {
            ObjectNode entry = tests.addObject();
            entry.put("task", test.task());
            entry.put("requirement", test.requirement().id());
            entry.put("title", test.title());
            entry.put("outcome", word(test.outcome()));
            entry.put("message", test.message());
            entry.put("millis", test.millis());
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
