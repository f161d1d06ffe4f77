package workbook.conform;

import com.fasterxml.jackson.databind.JsonNode;

/** What a server has sent, or that it has not. */
sealed interface Came {

    /** A whole object, and as which bytes it came. */
    record Whole(JsonNode object, byte[] bytes) implements Came {

        /** Whether it may come at any time, asked for or not. */
        boolean isNotice() {
            return object.path("response").asText("").matches("1\\d\\d")
                    || object.path("action").asText("").equals("probe");
        }
    }

    /** Bytes that are no JSON object. */
    record Garbage(byte[] bytes) implements Came {}

    /** The end of the stream; the words tell how. */
    record Closed(String how) implements Came {}

    /** Nothing, for as long as one waits. */
    record Nothing() implements Came {}
}
