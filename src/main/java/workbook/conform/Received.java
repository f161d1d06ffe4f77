package workbook.conform;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server has sent, or that it has not. */
sealed interface Received {

    /** A whole object, and as which bytes it came. */
    record Json(JsonNode object, byte[] bytes) implements Received {

        /** Whether it may come at any time, asked for or not. */
        boolean isNotice() {
            return object.path("response").asText("").matches("1\\d\\d")
                    || object.path("action").asText("").equals("probe");
        }
    }

    /** Bytes that are no JSON object. */
    record Garbage(byte[] bytes) implements Received {}

    /** The end of the stream; the words tell how. */
    record Closed(String how) implements Received {}

    /** Nothing, for as long as one waits. */
    record Nothing() implements Received {}
}
