package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng). The file has one section and one
 * interface. Packets begin with an IP header, and times are in nanoseconds. Numbers are big-endian,
 * which the format allows.
 */
final class PcapngBlocks {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int RAW_IP = 101; // LINKTYPE_RAW
    private static final int OPT_COMMENT = 1;
    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int SHB_USERAPPL = 4;
    private static final int NANOSECONDS = 9;
    private static final int LONGEST = 65_535 - 3; // bytes that an option may have

    private final OutputStream out;

    PcapngBlocks(OutputStream out) {
        this.out = out;
    }

    /** Writes the header of the section, with a comment, and the description of the interface. */
    void header(String comment) throws IOException {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.writeBytes(ints(BYTE_ORDER, 1 << 16, -1, -1)); // version 1.0, any length
        if (!comment.isEmpty()) {
            option(section, OPT_COMMENT, cut(comment).getBytes(UTF_8));
        }
        option(section, SHB_USERAPPL, "workbook".getBytes(UTF_8));
        section.writeBytes(ints(0));
        block(SECTION, section);
        ByteArrayOutputStream face = new ByteArrayOutputStream();
        face.writeBytes(ints(RAW_IP << 16, 0)); // packets are never cut
        option(face, IF_NAME, "workbook tap".getBytes(UTF_8));
        option(face, IF_TSRESOL, new byte[] {NANOSECONDS});
        face.writeBytes(ints(0));
        block(INTERFACE, face);
    }

    void packet(Instant at, byte[] packet, List<String> comments) throws IOException {
        ByteArrayOutputStream body = begin(at);
        body.writeBytes(ints(packet.length, packet.length));
        padded(body, packet);
        end(PACKET, body, comments);
    }

    /** Writes a statistics block without any numbers. It only carries the comments. */
    void statistics(Instant at, List<String> comments) throws IOException {
        end(STATISTICS, begin(at), comments);
    }

    /** Returns the beginning of a block: the number of the interface, and a time. */
    private static ByteArrayOutputStream begin(Instant at) {
        long time = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ints(0, (int) (time >>> 32), (int) time));
        return body;
    }

    private void end(int type, ByteArrayOutputStream body, List<String> comments)
            throws IOException {
        for (String comment : comments) {
            option(body, OPT_COMMENT, cut(comment).getBytes(UTF_8));
        }
        if (!comments.isEmpty()) {
            body.writeBytes(ints(0));
        }
        block(type, body);
    }

    private static String cut(String comment) {
        String cut = comment;
        while (cut.getBytes(UTF_8).length > LONGEST) {
            cut = cut.substring(0, Math.min(cut.length() - 1, LONGEST / 3));
        }
        return cut;
    }

    private static void option(ByteArrayOutputStream to, int code, byte[] value) {
        to.writeBytes(ints(code << 16 | value.length));
        padded(to, value);
    }

    private static void padded(ByteArrayOutputStream to, byte[] bytes) {
        to.writeBytes(bytes);
        to.writeBytes(new byte[-bytes.length & 3]);
    }

    private void block(int type, ByteArrayOutputStream body) throws IOException {
        int length = body.size() + 12;
        out.write(ints(type, length));
        body.writeTo(out);
        out.write(ints(length));
    }

    private static byte[] ints(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }
}
