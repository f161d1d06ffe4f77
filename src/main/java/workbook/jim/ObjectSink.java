package workbook.jim;

import java.io.IOException;

/** Given: is told what is found in a stream, in the order of the stream. */
public interface ObjectSink {

    /** A whole object, from its first brace to its last, as it came; the array is yours. */
    void object(byte[] json) throws IOException;

    /** Bytes that are no object, or an object that breaks off or is too long: once for each. */
    void broken() throws IOException;
}
