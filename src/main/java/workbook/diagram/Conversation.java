package workbook.diagram;

import static workbook.diagram.Packet.ACK;
import static workbook.diagram.Packet.FIN;
import static workbook.diagram.Packet.PSH;
import static workbook.diagram.Packet.RST;
import static workbook.diagram.Packet.SYN;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the segments of one TCP connection, with their sequence numbers. */
final class Conversation {

    private static final byte[] NOTHING = {};

    private final Map<InetSocketAddress, Long> next = new HashMap<>(); // next number to send
    private final Map<InetSocketAddress, Long> received = new HashMap<>(); // the next expected
    private final long first;
    private List<byte[]> packets = new ArrayList<>();

    /**
     * @param first the sequence number with which both sides begin
     */
    Conversation(long first) {
        this.first = first;
    }

    /** Returns the packets that were built since the last call. */
    List<byte[]> take() {
        List<byte[]> taken = packets;
        packets = new ArrayList<>();
        return taken;
    }

    void connect(InetSocketAddress client, InetSocketAddress server) {
        send(client, server, SYN, NOTHING);
        arrive(client);
        send(server, client, SYN | ACK, NOTHING);
        arrive(server);
        send(client, server, ACK, NOTHING);
    }

    void refused(InetSocketAddress client, InetSocketAddress server) {
        send(client, server, SYN, NOTHING);
        arrive(client);
        next.put(server, 0L);
        send(server, client, RST | ACK, NOTHING);
    }

    /**
     * Adds segments that carry the bytes, as few as possible, with their acknowledgements.
     *
     * @param lost whether the bytes do not arrive, so that the receiver does not acknowledge them
     */
    void data(InetSocketAddress from, InetSocketAddress to, byte[] bytes, boolean lost) {
        for (int at = 0; at < bytes.length; at += Packet.SEGMENT) {
            int end = Math.min(bytes.length, at + Packet.SEGMENT);
            send(from, to, PSH | ACK, Arrays.copyOfRange(bytes, at, end));
            if (!lost) {
                arrive(from);
                send(to, from, ACK, NOTHING);
            }
        }
    }

    void end(InetSocketAddress from, InetSocketAddress to) {
        send(from, to, FIN | ACK, NOTHING);
        arrive(from);
        send(to, from, ACK, NOTHING);
    }

    void reset(InetSocketAddress from, InetSocketAddress to) {
        send(from, to, RST | ACK, NOTHING);
    }

    private void send(InetSocketAddress from, InetSocketAddress to, int flags, byte[] payload) {
        long seq = next.getOrDefault(from, first);
        packets.add(Packet.tcp(from, to, seq, received.getOrDefault(to, first), flags, payload));
        next.put(from, seq + payload.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1));
    }

    /** Notes that everything {@code from} has sent has reached the other side. */
    private void arrive(InetSocketAddress from) {
        received.put(from, next.get(from));
    }
}
