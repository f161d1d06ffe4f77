package lesson22_jim_messages;

import java.io.IOException;

/** Given: receives what a splitter finds, in the order of the stream. */
public interface ObjectSink {

    /** Takes one object, from its first brace to its last. The array belongs to the sink. */
    void object(byte[] json) throws IOException;

    /** Takes notice of bytes that are not an object, or of one that is broken or too long. */
    void broken() throws IOException;
}
