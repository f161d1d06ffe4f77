package workbook.diagram;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Builds IP packets that contain a TCP segment or a UDP datagram, with their checksums. */
final class Packet {

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    /** The largest payload of a segment on a loopback interface, over IPv4 and IPv6. */
    static final int SEGMENT = 65_475;

    private static final int WINDOW = 65_535;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HOPS = 64;
    private static final int DATAGRAM = 65_507; // RFC 768 over RFC 791: 65,535 - 20 - 8

    private Packet() {}

    /** Returns a packet with a TCP segment (RFC 9293). A SYN announces the largest segment size. */
    static byte[] tcp(
            InetSocketAddress from,
            InetSocketAddress to,
            long seq,
            long ack,
            int flags,
            byte[] payload) {
        int header = (flags & SYN) == 0 ? 20 : 24;
        ByteBuffer segment = ByteBuffer.allocate(header + payload.length);
        ports(segment, from, to).putInt((int) seq).putInt((flags & ACK) == 0 ? 0 : (int) ack);
        segment.put((byte) (header / 4 << 4)).put((byte) flags);
        segment.putShort((short) ((flags & RST) == 0 ? WINDOW : 0)).putInt(0);
        if (header > 20) {
            segment.putShort((short) 0x0204).putShort((short) SEGMENT);
        }
        segment.put(payload);
        return packet(from, to, TCP, segment.array(), 16);
    }

    /** Returns a packet with a UDP datagram (RFC 768). A payload that is too long is cut. */
    static byte[] udp(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        byte[] carried = Arrays.copyOf(payload, Math.min(payload.length, DATAGRAM));
        ByteBuffer datagram = ByteBuffer.allocate(8 + carried.length);
        ports(datagram, from, to).putShort((short) (8 + carried.length)).putShort((short) 0);
        datagram.put(carried);
        return packet(from, to, UDP, datagram.array(), 6);
    }

    private static ByteBuffer ports(ByteBuffer out, InetSocketAddress from, InetSocketAddress to) {
        return out.putShort((short) from.getPort()).putShort((short) to.getPort());
    }

    private static byte[] packet(
            InetSocketAddress from,
            InetSocketAddress to,
            int protocol,
            byte[] segment,
            int checksumAt) {
        boolean four = isFour(from) && isFour(to);
        byte[] source = address(from.getAddress(), four);
        byte[] destination = address(to.getAddress(), four);
        ByteBuffer pseudo = ByteBuffer.allocate(2 * source.length + 8 + segment.length);
        pseudo.put(source).put(destination).putInt(segment.length).putInt(protocol).put(segment);
        int sum = checksum(pseudo.array());
        boolean none = protocol == UDP && sum == 0; // 0 would mean "no checksum"
        ByteBuffer.wrap(segment).putShort(checksumAt, (short) (none ? 0xffff : sum));
        byte[] header =
                four
                        ? four(source, destination, protocol, segment.length)
                        : six(source, destination, protocol, segment.length);
        byte[] packet = Arrays.copyOf(header, header.length + segment.length);
        System.arraycopy(segment, 0, packet, header.length, segment.length);
        return packet;
    }

    private static byte[] four(byte[] source, byte[] destination, int protocol, int length) {
        ByteBuffer header = ByteBuffer.allocate(20);
        header.putShort((short) 0x4500).putShort((short) (20 + length));
        header.putShort((short) 0).putShort((short) 0x4000); // "do not fragment"
        header.put((byte) HOPS).put((byte) protocol).putShort((short) 0);
        header.put(source).put(destination);
        return header.putShort(10, (short) checksum(header.array())).array();
    }

    private static byte[] six(byte[] source, byte[] destination, int protocol, int length) {
        ByteBuffer header = ByteBuffer.allocate(40);
        header.putInt(0x60000000).putShort((short) length);
        header.put((byte) protocol).put((byte) HOPS);
        return header.put(source).put(destination).array();
    }

    private static boolean isFour(InetSocketAddress place) {
        return place.getAddress() instanceof Inet4Address;
    }

    /**
     * Returns the bytes of an address. In an IPv6 packet, an IPv4 address is mapped to IPv6 (RFC
     * 4291, 2.5.5.2).
     */
    private static byte[] address(InetAddress address, boolean four) {
        byte[] bytes = address.getAddress();
        if (four || bytes.length == 16) {
            return bytes;
        }
        ByteBuffer mapped = ByteBuffer.allocate(16);
        return mapped.putShort(10, (short) 0xffff).position(12).put(bytes).array();
    }

    /** Returns the Internet checksum (RFC 1071). */
    static int checksum(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) ~sum & 0xffff;
    }
}
