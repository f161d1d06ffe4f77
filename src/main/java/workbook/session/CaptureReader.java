package workbook.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import workbook.catalogue.UsageError;
import workbook.files.Reason;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/**
 * Reads a capture that {@link workbook.diagram.Pcapng} wrote, and restores the events: a SYN
 * becomes a client that connects, a payload becomes data, and a FIN becomes an end of stream.
 * Segments with the same time become one event, because the writer split it only for its length. A
 * printed line gets the time of the packet that follows it, because the file contains no other.
 */
final class CaptureReader implements Session {

    private static final int SECTION = 0x0a0d0d0a;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int OPT_COMMENT = 1;
    private static final int SHB_USERAPPL = 4;
    private static final int LONGEST = 1 << 20; // bytes of a block; an IP packet has at most 65,535
    private static final int UDP = 17;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final long SECOND = 1_000_000_000;

    private final Path file;
    private final DataInputStream in;
    private final Map<String, Conversation> conversations = new HashMap<>();
    private final Deque<Crossing> ready = new ArrayDeque<>();
    private final String title;
    private Instant start;
    private Crossing open; // data to which the next segment may belong
    private long numbers;
    private int connections;
    private boolean ended;
    private boolean cut;

    /** The number and the parties of one connection. */
    private static final class Conversation {
        private final int number;
        private final Map<InetSocketAddress, String> names = new HashMap<>();
        private boolean refused;

        Conversation(int number) {
            this.number = number;
        }
    }

    /** The parts of a packet that matter here. */
    private record Packet(
            Instant at,
            boolean udp,
            InetSocketAddress source,
            InetSocketAddress destination,
            int flags,
            byte[] payload,
            List<String> comments) {}

    /**
     * Opens a file and reads its first block.
     *
     * @throws UsageError if it is not a capture that the workbook wrote
     */
    CaptureReader(Path file) throws IOException {
        this.file = file;
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        boolean read = false;
        try {
            ByteBuffer body = block(in.readInt());
            Map<Integer, List<String>> options = options(body.position(16));
            if (!options.getOrDefault(SHB_USERAPPL, List.of()).contains("workbook")) {
                throw notOurs();
            }
            title = options.getOrDefault(OPT_COMMENT, List.of("")).get(0);
            fill(); // reads up to the first event, so that start() is known
            read = true;
        } catch (EOFException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | BufferUnderflowException e) {
            throw notOurs();
        } finally {
            if (!read) {
                in.close();
            }
        }
    }

    private UsageError notOurs() {
        return new UsageError(
                file
                        + " is not a capture of the workbook: those are written by --save FILE.pcapng.");
    }

    /** Returns whether a capture begins with these bytes. */
    static boolean begins(byte[] four) {
        return four.length == 4 && ByteBuffer.wrap(four).getInt() == SECTION;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the time of the first event. */
    @Override
    public Instant start() {
        return start == null ? Instant.EPOCH : start;
    }

    @Override
    public boolean isDemo() {
        return false;
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    @Override
    public Entry next() {
        fill();
        Crossing crossing = ready.poll();
        return crossing == null ? null : new Entry(crossing, false);
    }

    /** Reads blocks until an event is complete or the file ends. */
    private void fill() {
        try {
            while (ready.isEmpty() && !ended) {
                readBlock();
            }
        } catch (EOFException e) {
            ended = true;
            cut = true;
            flush();
        } catch (IOException e) {
            throw new UsageError("Cannot read " + file + ": " + Reason.of(e) + ".");
        } catch (RuntimeException e) { // any consequence of a damaged number
            throw new UsageError(file + " is damaged after event " + numbers + ".");
        }
    }

    private void readBlock() throws IOException {
        int first = in.read();
        if (first == -1) {
            ended = true;
            flush();
            return;
        }
        int type = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        ByteBuffer body = block(type);
        if (type == PACKET) {
            see(packet(body));
        } else if (type == STATISTICS) {
            flush();
            Instant at = at(body.position(4));
            comments(options(body)).forEach(comment -> said(comment, at));
        }
    }

    /** Reads the rest of a block after its type, and returns its body. */
    private ByteBuffer block(int type) throws IOException {
        int length = in.readInt();
        if (length < 12 || length > LONGEST || length % 4 != 0) {
            throw new IllegalArgumentException("a block of type " + type + ": " + length);
        }
        byte[] body = new byte[length - 12];
        in.readFully(body);
        if (in.readInt() != length) {
            throw new IllegalArgumentException("its lengths differ");
        }
        return ByteBuffer.wrap(body);
    }

    private static Map<Integer, List<String>> options(ByteBuffer in) {
        Map<Integer, List<String>> options = new HashMap<>();
        while (in.hasRemaining()) {
            int code = in.getShort();
            byte[] value = new byte[in.getShort() & 0xffff];
            in.get(value).position(in.position() + (-value.length & 3));
            options.computeIfAbsent(code, c -> new ArrayList<>()).add(new String(value, UTF_8));
        }
        return options;
    }

    private static List<String> comments(Map<Integer, List<String>> options) {
        return options.getOrDefault(OPT_COMMENT, List.of());
    }

    private static Instant at(ByteBuffer in) {
        long nanos = in.getLong();
        return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }

    private static Packet packet(ByteBuffer in) throws UnknownHostException {
        Instant at = at(in.position(4));
        int length = in.getInt();
        in.getInt(); // the original length; our packets are never cut
        ByteBuffer ip = in.slice(in.position(), length);
        in.position(in.position() + length + (-length & 3));
        boolean six = ip.get(0) >> 4 == 6;
        boolean udp = ip.get(six ? 6 : 9) == UDP;
        byte[] source = new byte[six ? 16 : 4];
        byte[] destination = new byte[source.length];
        ip.position(six ? 8 : 12).get(source).get(destination);
        InetSocketAddress from = place(source, ip.getShort());
        InetSocketAddress to = place(destination, ip.getShort());
        int header = ip.position() - 4;
        int flags = udp ? 0 : ip.get(header + 13);
        ip.position(header + (udp ? 8 : (ip.get(header + 12) & 0xf0) >> 2));
        byte[] payload = new byte[ip.remaining()];
        ip.get(payload);
        return new Packet(at, udp, from, to, flags, payload, comments(options(in)));
    }

    private static InetSocketAddress place(byte[] address, short port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(address), port & 0xffff);
    }

    private void see(Packet packet) {
        start = start == null ? packet.at() : start;
        boolean syn = (packet.flags() & (SYN | ACK)) == SYN;
        Conversation conversation = conversation(packet, syn);
        List<String> comments = new ArrayList<>(packet.comments());
        boolean lost = comments.remove(Kind.LOST.words());
        String fate =
                comments.stream()
                        .filter(comment -> comment.startsWith(Event.UNREACHED))
                        .findFirst()
                        .orElse(Kind.REFUSED.words());
        conversation.refused |= comments.remove(fate);
        comments.removeIf(comment -> names(comment, conversation, packet));
        if (!comments.isEmpty()) {
            flush();
            comments.forEach(comment -> said(comment, packet.at()));
        }
        Kind kind = kind(packet, syn, lost, conversation.refused);
        if (kind == Kind.REFUSED && fate.startsWith(Event.UNREACHED)) {
            String reason = fate.substring(Event.UNREACHED.length());
            add(kind, reason.getBytes(UTF_8), packet, conversation);
        } else if (kind != null) {
            add(kind, packet.payload(), packet, conversation);
        }
    }

    private Conversation conversation(Packet packet, boolean begins) {
        String one = packet.source().toString();
        String other = packet.destination().toString();
        String key = packet.udp() + (one.compareTo(other) < 0 ? one + other : other + one);
        if (begins) {
            conversations.remove(key);
        }
        return conversations.computeIfAbsent(key, k -> new Conversation(++connections));
    }

    /**
     * Returns whether a comment names the two parties of a new connection. If so, notes the names.
     */
    private static boolean names(String comment, Conversation conversation, Packet packet) {
        String[] names = comment.split(" → ", -1);
        if (names.length != 2 || !conversation.names.isEmpty()) {
            return false;
        }
        conversation.names.put(packet.source(), names[0]);
        conversation.names.put(packet.destination(), names[1]);
        return true;
    }

    /**
     * Returns the kind of event that a packet stands for; null for a packet without an event, such
     * as an ACK.
     */
    private static Kind kind(Packet packet, boolean syn, boolean lost, boolean refused) {
        if (syn) {
            return refused ? Kind.REFUSED : Kind.CONNECT;
        }
        if (packet.udp() || packet.payload().length > 0) {
            return lost ? Kind.LOST : Kind.DATA;
        }
        if ((packet.flags() & FIN) != 0) {
            return Kind.END;
        }
        return (packet.flags() & RST) != 0 && !refused ? Kind.RESET : null;
    }

    private void add(Kind kind, byte[] bytes, Packet packet, Conversation conversation) {
        String from = conversation.names.getOrDefault(packet.source(), "");
        String to = conversation.names.getOrDefault(packet.destination(), "");
        Crossing crossing =
                new Crossing(
                        numbers + 1,
                        Duration.between(start, packet.at()),
                        conversation.number,
                        packet.udp(),
                        new Event(kind, from, to, bytes),
                        packet.source(),
                        packet.destination());
        if (continues(crossing)) {
            open = joined(open, crossing);
            return;
        }
        flush();
        open = crossing;
        numbers++;
    }

    /**
     * Returns whether a segment continues the data before it, which was too long for one segment.
     */
    private boolean continues(Crossing next) {
        return open != null
                && !next.udp()
                && next.event().kind() == open.event().kind()
                && next.event().bytes().length > 0
                && next.at().equals(open.at())
                && next.connection() == open.connection()
                && next.source().equals(open.source());
    }

    private static Crossing joined(Crossing one, Crossing other) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one.event().bytes());
        bytes.writeBytes(other.event().bytes());
        Event first = one.event();
        return new Crossing(
                one.number(),
                one.at(),
                one.connection(),
                one.udp(),
                new Event(first.kind(), first.from(), first.to(), bytes.toByteArray()),
                one.source(),
                one.destination());
    }

    /** Adds the event for any other comment: a printed line, or a note. */
    private void said(String comment, Instant at) {
        start = start == null ? at : start;
        String[] parts = comment.split(" prints ", 2);
        boolean printed = parts.length == 2 && !parts[0].contains("\n");
        Event event =
                printed
                        ? new Event(Kind.PRINT, parts[0], "", parts[1].getBytes(UTF_8))
                        : new Event(Kind.NOTE, "", "", comment.getBytes(UTF_8));
        ready.add(
                new Crossing(++numbers, Duration.between(start, at), 0, false, event, null, null));
    }

    private void flush() {
        if (open != null) {
            ready.add(open);
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
