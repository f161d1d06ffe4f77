package workbook.diagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a pcapng file of one section, and checks what every such file must keep to. */
final class Capture {

    /** A packet of IP, with its time and its comments. */
    record Packet(Instant at, byte[] bytes, List<String> comments) {

        boolean isSix() {
            return bytes[0] >> 4 == 6;
        }

        int protocol() {
            return bytes[isSix() ? 6 : 9];
        }

        /** The header and payload that IP carries. */
        byte[] segment() {
            return Arrays.copyOfRange(bytes, isSix() ? 40 : 20, bytes.length);
        }

        int sourcePort() {
            return ByteBuffer.wrap(segment()).getShort(0) & 0xffff;
        }

        long seq() {
            return ByteBuffer.wrap(segment()).getInt(4) & 0xffffffffL;
        }

        long ack() {
            return ByteBuffer.wrap(segment()).getInt(8) & 0xffffffffL;
        }

        String flags() {
            int set = segment()[13];
            String names = "";
            for (int i = 0; i < 5; i++) {
                names += (set >> i & 1) == 1 ? "FSRPA".charAt(i) : "";
            }
            return names;
        }

        byte[] payload() {
            int header = protocol() == 17 ? 8 : (segment()[12] & 0xf0) >> 2;
            return Arrays.copyOfRange(segment(), header, segment().length);
        }

        /** What a receiver computes over addresses, protocol, length and segment; 0 if right. */
        int checksum() {
            byte[] addresses = Arrays.copyOfRange(bytes, isSix() ? 8 : 12, isSix() ? 40 : 20);
            ByteBuffer sum = ByteBuffer.allocate(addresses.length + 8 + segment().length);
            sum.put(addresses).putInt(segment().length).putInt(protocol()).put(segment());
            return ones(sum.array());
        }

        int headerChecksum() {
            return ones(Arrays.copyOf(bytes, 20));
        }

        private static int ones(byte[] bytes) {
            int sum = 0;
            ByteBuffer words =
                    ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + bytes.length % 2));
            while (words.hasRemaining()) {
                sum += words.getShort() & 0xffff;
                sum = (sum & 0xffff) + (sum >> 16);
            }
            return ~sum & 0xffff;
        }
    }

    final List<Integer> types = new ArrayList<>();
    final List<Packet> packets = new ArrayList<>();
    int link;

    Capture(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        while (in.hasRemaining()) {
            int start = in.position();
            types.add(in.getInt());
            int length = in.getInt();
            if (length % 4 != 0 || in.getInt(start + length - 4) != length) {
                throw new AssertionError("a block of " + length + " bytes ends otherwise");
            }
            block(types.get(types.size() - 1), in.slice(start + 8, length - 12));
            in.position(start + length);
        }
    }

    private void block(int type, ByteBuffer body) {
        if (type == 1) {
            link = body.getShort();
        } else if (type == 6) {
            long time = body.position(4).getLong();
            byte[] bytes = new byte[body.getInt()];
            body.position(body.position() + 4).get(bytes).position(20 + (bytes.length + 3) / 4 * 4);
            Instant at = Instant.ofEpochSecond(time / 1_000_000_000, time % 1_000_000_000);
            packets.add(new Packet(at, bytes, comments(body)));
        }
    }

    private static List<String> comments(ByteBuffer options) {
        List<String> comments = new ArrayList<>();
        while (options.hasRemaining()) {
            int code = options.getShort();
            byte[] value = new byte[options.getShort() & 0xffff];
            options.get(value).position((options.position() + 3) / 4 * 4);
            if (code == 1) {
                comments.add(new String(value, UTF_8));
            }
        }
        return comments;
    }
}
