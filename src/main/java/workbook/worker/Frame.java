package workbook.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between the tool and a worker: a list of texts, the first of which says what it is.
 * On the wire: the number of texts, then for each its length in bytes and its UTF-8 bytes; all
 * numbers are four bytes, most significant first.
 */
public record Frame(List<String> texts) {

    private static final int LIMIT = 4 << 20; // bytes in all texts

    /** A message of these texts. */
    public static Frame of(String... texts) {
        return new Frame(List.of(texts));
    }

    /** The first text. */
    public String kind() {
        return texts.get(0);
    }

    /** The text at {@code index}; 0 is the kind. */
    public String text(int index) {
        return texts.get(index);
    }

    /** Writes this message and flushes. */
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    /**
     * Reads the next message.
     *
     * @return null at the end of the stream
     * @throws IOException if the stream ends inside a message or holds something else
     */
    public static Frame readFrom(DataInputStream in) throws IOException {
        int count;
        try {
            count = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (count < 1 || count > 10_000) {
            throw new IOException("not a message: " + count + " texts");
        }
        List<String> texts = new ArrayList<>(count);
        int left = LIMIT;
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > left) {
                throw new IOException("not a message: a text of " + length + " bytes");
            }
            left -= length;
            texts.add(new String(in.readNBytes(length), UTF_8));
        }
        return new Frame(texts);
    }
}
