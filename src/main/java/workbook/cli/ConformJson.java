package workbook.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import workbook.conform.Result;
import workbook.conform.Script;

/** Writes the results of the cases as JSON. {@code docs/json.md} describes the format. */
final class ConformJson {

    private static final int SCHEMA = 1;

    private ConformJson() {}

    static String of(String address, List<Result> results, int leftOut) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("server", address);
        root.put("passed", results.stream().allMatch(Result::passed));
        for (Script.Group group : Script.Group.values()) {
            List<Result> those =
                    results.stream().filter(result -> result.script().group() == group).toList();
            ObjectNode counts = root.putObject(word(group));
            counts.put("cases", those.size());
            counts.put("passed", those.stream().filter(Result::passed).count());
        }
        root.put("leftOut", leftOut);
        ArrayNode cases = root.putArray("cases");
        results.forEach(result -> add(cases.addObject(), result));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ObjectNode node, Result result) {
        node.put("name", result.script().name());
        node.put("group", word(result.script().group()));
        node.put("title", result.script().title());
        node.put("outcome", result.passed() ? "passed" : "failed");
        node.put("seconds", result.took().toMillis() / 1000.0);
        if (result.passed()) {
            return;
        }
        if (result.aftermath() != Result.Aftermath.FINE) {
            node.put("broke", result.aftermath().words());
        }
        if (result.failure() != null) {
            node.put("line", result.failure().line());
            node.put("client", result.failure().peer());
            node.put("expected", result.failure().expected());
            node.put("was", result.failure().was());
        }
        ArrayNode crossed = node.putArray("crossed");
        for (Result.Crossed one : result.crossed()) {
            ObjectNode entry = crossed.addObject();
            entry.put("client", one.peer());
            entry.put("sent", one.sent());
            entry.put("text", new String(one.bytes(), ISO_8859_1));
            entry.put("bytes", one.count());
            entry.put("words", one.words());
        }
    }

    private static String word(Script.Group group) {
        return group.name().toLowerCase(Locale.ROOT);
    }
}
