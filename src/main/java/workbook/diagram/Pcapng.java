package workbook.diagram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.files.AtomicFile;
import workbook.tap.Crossing;
import workbook.wire.Event.Kind;

/**
 * Writes what crossed as a capture that Wireshark opens. Addresses, ports, times and payload are
 * those of the recording; what carries them (handshakes, acknowledgements, sequence numbers) is
 * made up, as it would be on a loopback interface. What was printed or noted is a comment on the
 * packet that follows it.
 */
public final class Pcapng {

    private static final long APART = 1 << 24; // between the first numbers of two connections

    private final Map<String, Conversation> conversations = new HashMap<>();
    private final List<String> comments = new ArrayList<>();
    private final PcapngBlocks blocks;
    private long begun;

    private Pcapng(OutputStream out) {
        this.blocks = new PcapngBlocks(out);
    }

    /** Writes a file wholly or not at all; {@code start} is when the recording began. */
    public static void write(List<Crossing> crossings, Instant start, Path file)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(crossings, start, out);
        AtomicFile.write(file, out.toByteArray());
    }

    /** The same to a stream, which is left open. */
    public static void write(List<Crossing> crossings, Instant start, OutputStream out)
            throws IOException {
        Pcapng capture = new Pcapng(out);
        capture.blocks.header();
        for (Crossing crossing : crossings) {
            capture.add(crossing, start.plus(crossing.at()));
        }
        out.flush();
    }

    private void add(Crossing crossing, Instant at) throws IOException {
        String comment = comment(crossing);
        if (!comment.isEmpty()) {
            comments.add(comment);
        }
        if (!hasPlaces(crossing)) {
            return;
        }
        for (byte[] packet : crossing.udp() ? datagram(crossing) : segments(crossing)) {
            blocks.packet(at, packet, comments);
            comments.clear();
        }
    }

    private static String comment(Crossing crossing) {
        String text = Readable.text(crossing.event().bytes());
        return switch (crossing.event().kind()) {
            case PRINT -> crossing.event().from() + " prints " + text;
            case NOTE -> String.join("\n", Readable.lines(crossing.event().bytes()));
            case LOST, REFUSED -> crossing.event().kind().words();
            default -> "";
        };
    }

    private static boolean hasPlaces(Crossing crossing) {
        return crossing.event().kind().crosses()
                && isResolved(crossing.source())
                && isResolved(crossing.destination());
    }

    private static boolean isResolved(InetSocketAddress place) {
        return place != null && !place.isUnresolved();
    }

    private static List<byte[]> datagram(Crossing crossing) {
        Kind kind = crossing.event().kind();
        return kind == Kind.DATA || kind == Kind.LOST
                ? List.of(
                        Packet.udp(
                                crossing.source(),
                                crossing.destination(),
                                crossing.event().bytes()))
                : List.of();
    }

    private List<byte[]> segments(Crossing crossing) {
        InetSocketAddress from = crossing.source();
        InetSocketAddress to = crossing.destination();
        Conversation conversation = conversation(crossing);
        switch (crossing.event().kind()) {
            case CONNECT -> conversation.connect(from, to);
            case REFUSED -> conversation.refused(from, to);
            case DATA -> conversation.data(from, to, crossing.event().bytes(), false);
            case LOST -> conversation.data(from, to, crossing.event().bytes(), true);
            case END -> conversation.end(from, to);
            default -> conversation.reset(from, to);
        }
        return conversation.take();
    }

    /** A new one for a new connection, even if it has the addresses of an older one. */
    private Conversation conversation(Crossing crossing) {
        String one = crossing.source().toString();
        String other = crossing.destination().toString();
        String key = crossing.connection() + (one.compareTo(other) < 0 ? one + other : other + one);
        Kind kind = crossing.event().kind();
        if (kind == Kind.CONNECT || kind == Kind.REFUSED) {
            conversations.remove(key);
        }
        return conversations.computeIfAbsent(key, k -> new Conversation(++begun * APART));
    }
}
