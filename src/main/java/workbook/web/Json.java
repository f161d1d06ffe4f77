package workbook.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;
import workbook.session.EventJson;
import workbook.tap.Controls;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.wire.Bytes;
import workbook.wire.Event;

/** Writes the data for the page, each as one line of JSON. */
final class Json {

    static final int PAYLOAD = 64 << 10; // bytes of one event that the page gets, at most

    private static final AtomicLong SERIALS = new AtomicLong();

    private Json() {}

    /**
     * Returns the data of the first event of a stream. {@code run} is different after each start.
     */
    static String hello(String run, Recorder recorder, Controls.State state, boolean canChange) {
        ObjectNode json = object().put("run", run).put("forgotten", recorder.forgotten());
        json.put("canChange", canChange);
        json.set("state", node(state));
        return json.toString();
    }

    static String state(Controls.State state) {
        return node(state).toString();
    }

    /**
     * Returns an event. {@code at} is in milliseconds; {@code left} is the number of bytes that are
     * left out.
     */
    static String crossing(Crossing crossing) {
        Event event = crossing.event();
        byte[] bytes = event.kind() == Event.Kind.REFUSED ? new byte[0] : event.bytes();
        int shown = Math.min(bytes.length, PAYLOAD);
        return EventJson.node(crossing, bytes.length == 0 ? 0 : PAYLOAD)
                .put("kind", event.kind().name())
                .put("words", event.words())
                .put("text", bytes.length == 0 ? "" : Bytes.quote(bytes, EventJson.COLUMNS))
                .put("size", bytes.length)
                .put("count", Bytes.count(bytes.length))
                .put("left", bytes.length - shown)
                .toString();
    }

    /**
     * Returns the state. {@code serial} grows with each call, so that a page that gets two states
     * on different connections shows the later one.
     */
    private static ObjectNode node(Controls.State state) {
        return object().put("held", state.held())
                .put("waiting", state.waiting())
                .put("delay", state.delay().toMillis())
                .put("split", state.split())
                .put("glued", state.glued())
                .put("over", state.over())
                .put("serial", SERIALS.incrementAndGet());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
