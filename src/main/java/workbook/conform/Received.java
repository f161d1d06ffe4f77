package workbook.conform;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client has received, or that it has received nothing. */
sealed interface Received {

    /** A whole object, and its bytes as they arrived. */
    record Json(JsonNode object, byte[] bytes) implements Received {

        /** Returns whether it is a notice or a probe, which may arrive at any time. */
        boolean isNotice() {
            return object.path("response").asText("").matches("1\\d\\d")
                    || object.path("action").asText("").equals("probe");
        }
    }

    /** Bytes that are not a JSON object. */
    record Garbage(byte[] bytes) implements Received {}

    /** The end of the stream; {@code how} says how it ended. */
    record Closed(String how) implements Received {}

    /** Nothing has arrived in time. */
    record Nothing() implements Received {}
}
