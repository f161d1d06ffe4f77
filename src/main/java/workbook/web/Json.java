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

/** What the page is told, each as one line of JSON. */
final class Json {

    static final int PAYLOAD = 64 << 10; // bytes of one event that are sent to the page

    private static final AtomicLong SERIALS = new AtomicLong();

    private Json() {}

    /** The beginning of a stream; {@code run} is another one after every start. */
    static String hello(String run, Recorder recorder, Controls.State state, boolean canChange) {
        ObjectNode json = object().put("run", run).put("forgotten", recorder.forgotten());
        json.put("canChange", canChange);
        json.set("state", node(state));
        return json.toString();
    }

    static String state(Controls.State state) {
        return node(state).toString();
    }

    /** {@code at} in milliseconds; {@code left} is the number of bytes that were not sent. */
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

    /** {@code serial} grows: a page that gets two states by different ways shows the later one. */
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
