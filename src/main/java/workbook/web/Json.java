package workbook.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import workbook.tap.Controls;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.wire.Bytes;
import workbook.wire.Event;

/** What the page is told, each as one line of JSON. */
final class Json {

    static final int PAYLOAD = 64 << 10; // bytes of one event that are sent to the page
    private static final int COLUMNS = 160; // of a text; what finds no room is cut by the page

    private Json() {}

    /** The beginning of a stream; {@code run} is another one after every start. */
    static String hello(String run, Recorder recorder, Controls.State state) {
        ObjectNode json = object().put("run", run).put("forgotten", recorder.forgotten());
        json.set("state", node(state));
        return json.toString();
    }

    static String state(Controls.State state) {
        return node(state).toString();
    }

    /** {@code at} in milliseconds; {@code left} is the number of bytes that were not sent. */
    static String crossing(Crossing crossing) {
        Event event = crossing.event();
        byte[] bytes = event.bytes();
        int shown = Math.min(bytes.length, PAYLOAD);
        return object().put("number", crossing.number())
                .put("at", crossing.at().toNanos() / 1_000 / 1e3)
                .put("connection", crossing.connection())
                .put("udp", crossing.udp())
                .put("kind", event.kind().name())
                .put("words", event.kind().words())
                .put("from", event.from())
                .put("to", event.to())
                .put("source", text(crossing.source()))
                .put("destination", text(crossing.destination()))
                .put("text", bytes.length == 0 ? "" : Bytes.quote(bytes, COLUMNS))
                .put("size", bytes.length)
                .put("count", Bytes.count(bytes.length))
                .put("base64", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, shown)))
                .put("left", bytes.length - shown)
                .toString();
    }

    private static ObjectNode node(Controls.State state) {
        return object().put("held", state.held())
                .put("waiting", state.waiting())
                .put("delay", state.delay().toMillis())
                .put("split", state.split())
                .put("glued", state.glued())
                .put("over", state.over());
    }

    private static String text(InetSocketAddress address) {
        if (address == null) {
            return "";
        }
        String host =
                address.isUnresolved()
                        ? address.getHostString()
                        : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
