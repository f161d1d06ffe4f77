package workbook.tap;

import java.net.InetSocketAddress;
import java.time.Duration;
import workbook.wire.Event;

/**
 * An event with its time and place.
 *
 * @param number the number of the event among all recorded ones, from 1
 * @param at time since the recording began
 * @param connection the number of the connection, from 1; over UDP, of the client; 0 for what
 *     belongs to none
 * @param udp whether it went by UDP; else by TCP
 * @param source the address that sent it, as the real client and the real server have it; null for
 *     what did not cross the wire
 * @param destination the address that it went to; null for what did not cross the wire
 */
public record Crossing(
        long number,
        Duration at,
        int connection,
        boolean udp,
        Event event,
        InetSocketAddress source,
        InetSocketAddress destination) {}
