package lesson24_jim_chat;

import java.net.InetSocketAddress;
import java.time.Duration;
import workbook.jim.session.Rules;

/**
 * Given: how a server is to be.
 *
 * @param address where it listens; port 0 for any free one
 * @param rules what it asks of its clients
 * @param limit messages that may wait for a client
 * @param patience how long a client may take for the rest of them at the end
 */
public record Settings(InetSocketAddress address, Rules rules, int limit, Duration patience) {}
