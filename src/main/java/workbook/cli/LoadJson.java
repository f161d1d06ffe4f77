package workbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalLong;
import workbook.load.LoadReport;
import workbook.load.LoadReport.Spread;
import workbook.load.Plan;
import workbook.load.ServerUse;

/** Writes the report of a load test as JSON. {@code docs/json.md} describes the format. */
final class LoadJson {

    private static final int SCHEMA = 1;

    private LoadJson() {}

    static String of(String server, LoadReport report, ServerUse use) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("server", server);
        root.put("passed", report.passed());
        plan(root.putObject("plan"), report.plan());
        root.put("talking", report.talking());
        root.put("idle", report.idle());
        root.put("sent", report.sent());
        root.put("acknowledged", report.acknowledged());
        root.put("due", report.due());
        root.put("delivered", report.delivered());
        root.put("again", report.again());
        root.put("lost", report.lost());
        root.put("seconds", report.seconds());
        root.put("deliveredPerSecond", Math.round(report.perSecond()));
        spread(root.putObject("latencyMillis"), report.latency());
        spread(root.putObject("sentLateMillis"), report.late());
        int clients = report.talking() + report.idle();
        bytes(root, "residentBytesPerClient", use.resident(clients));
        bytes(root, "heapBytesPerClient", use.heap(clients));
        if (use.busyPerDelivery().isPresent()) {
            root.put("processorMicrosPerDelivery", use.busyPerDelivery().getAsDouble());
        } else {
            root.putNull("processorMicrosPerDelivery");
        }
        ObjectNode errors = root.putObject("errors");
        report.errors().forEach(errors::put);
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void plan(ObjectNode node, Plan plan) {
        node.put("protocol", plan.protocol().name().toLowerCase(Locale.ROOT));
        node.put("clients", plan.clients());
        node.put("idle", plan.idle());
        node.put("rooms", plan.rooms());
        node.put("rate", plan.rate());
        node.put("seconds", plan.seconds());
        node.put("size", plan.size());
    }

    private static void spread(ObjectNode node, Spread spread) {
        node.put("p50", spread.p50());
        node.put("p90", spread.p90());
        node.put("p99", spread.p99());
        node.put("max", spread.max());
    }

    private static void bytes(ObjectNode node, String field, OptionalLong bytes) {
        if (bytes.isPresent()) {
            node.put(field, bytes.getAsLong());
        } else {
            node.putNull(field);
        }
    }
}
