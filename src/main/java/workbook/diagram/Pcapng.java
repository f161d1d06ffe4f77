package workbook.diagram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workbook.files.AtomicFile;
import workbook.tap.Crossing;
import workbook.wire.Event.Kind;

/**
 * Writes a recording as a capture that Wireshark can open. Addresses, ports, times and payload are
 * those of the recording. The rest (handshakes, acknowledgements, sequence numbers) is made up, as
 * it would be on a loopback interface. The first packet of a connection has a comment with the
 * names of its two parties. Printed lines and notes become comments on the packet that follows
 * them, or on the statistics at the end of the file. {@code workbook.session.CaptureReader} reads
 * such a file.
 */
public final class Pcapng {

    private static final long APART = 1 << 24; // between the sequence numbers of connections

    private final Map<String, Conversation> conversations = new HashMap<>();
    private final Set<String> named = new HashSet<>(); // conversations with a comment
    private final List<String> comments = new ArrayList<>(); // for the next packet
    private final PcapngBlocks blocks;
    private long begun;

    private Pcapng(OutputStream out) {
        this.blocks = new PcapngBlocks(out);
    }

    /**
     * Writes a capture to a file, completely or not at all.
     *
     * @param title a comment on the whole file
     * @param start when the recording began
     */
    public static void write(String title, List<Crossing> crossings, Instant start, Path file)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(title, crossings, start, out);
        AtomicFile.write(file, out.toByteArray());
    }

    /** Writes a capture to a stream, and leaves the stream open. */
    public static void write(
            String title, List<Crossing> crossings, Instant start, OutputStream out)
            throws IOException {
        Pcapng capture = new Pcapng(out);
        capture.blocks.header(title);
        Instant last = start;
        for (Crossing crossing : crossings) {
            last = start.plus(crossing.at());
            capture.add(crossing, last);
        }
        if (!capture.comments.isEmpty()) {
            capture.blocks.statistics(last, capture.comments);
        }
        out.flush();
    }

    private void add(Crossing crossing, Instant at) throws IOException {
        List<byte[]> packets = List.of();
        if (hasPlaces(crossing)) {
            packets = crossing.udp() ? datagram(crossing) : segments(crossing);
            if (!packets.isEmpty() && named.add(pair(crossing))) {
                comments.add(crossing.event().from() + " → " + crossing.event().to());
            }
        }
        String comment = comment(crossing);
        if (!comment.isEmpty()) {
            comments.add(comment);
        }
        for (byte[] packet : packets) {
            blocks.packet(at, packet, comments);
            comments.clear();
        }
    }

    private static String comment(Crossing crossing) {
        String text = Readable.text(crossing.event().bytes());
        return switch (crossing.event().kind()) {
            case PRINT -> crossing.event().from() + " prints " + text;
            case NOTE -> String.join("\n", Readable.lines(crossing.event().bytes()));
            case LOST, REFUSED -> crossing.event().words();
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

    /**
     * Returns the conversation that an event belongs to. A new connection always gets a new one,
     * even if an earlier connection had the same addresses.
     */
    private Conversation conversation(Crossing crossing) {
        String key = pair(crossing);
        Kind kind = crossing.event().kind();
        if (kind == Kind.CONNECT || kind == Kind.REFUSED) {
            conversations.remove(key);
            named.remove(key);
        }
        return conversations.computeIfAbsent(key, k -> new Conversation(++begun * APART));
    }

    /**
     * Returns a key from the connection's number and its two addresses, the same for both
     * directions.
     */
    private static String pair(Crossing crossing) {
        String one = crossing.source().toString();
        String other = crossing.destination().toString();
        return crossing.connection() + (one.compareTo(other) < 0 ? one + other : other + one);
    }
}
