package workbook.tap;

import java.net.InetSocketAddress;
import java.time.Duration;
import workbook.wire.Event;

/**
 * An event with its time, its connection and its addresses.
 *
 * @param number the number of the event among all recorded ones, from 1
 * @param at time since the recording began
 * @param connection the number of the connection, from 1; over UDP, the number of the client; 0 for
 *     an event that belongs to no connection
 * @param udp whether it crossed over UDP; otherwise over TCP
 * @param source the address of the sender, which is that of the real client or server, not of the
 *     tap; null for an event that did not cross the wire
 * @param destination the address of the receiver; null for an event that did not cross the wire
 */
public record Crossing(
        long number,
        Duration at,
        int connection,
        boolean udp,
        Event event,
        InetSocketAddress source,
        InetSocketAddress destination) {}
