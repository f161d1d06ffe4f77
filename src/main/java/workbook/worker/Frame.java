package workbook.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between the tool and a worker: a list of texts. The first text is the kind of
 * message. The encoding is the number of texts, then for each text its length in bytes and its
 * UTF-8 bytes. All numbers have four bytes, the most significant first.
 */
public record Frame(List<String> texts) {

    private static final int LIMIT = 4 << 20; // bytes of all texts together

    /** Returns a message with these texts. */
    public static Frame of(String... texts) {
        return new Frame(List.of(texts));
    }

    /** Returns the first text. */
    public String kind() {
        return texts.get(0);
    }

    /** Returns the text at {@code index}; 0 is the kind. */
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
     * @return the message; null at the end of the stream
     * @throws IOException if the stream contains something that is not a message
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
