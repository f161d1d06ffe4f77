package workbook.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Accepts only requests of the page itself. Another website in the browser can send requests here,
 * too. It may have led its own name to this address (DNS rebinding); the Host header reveals that.
 * Or it sends requests blindly; these lack the token that only this page has.
 */
final class RequestFilter {

    static final String TOKEN = "X-Workbook-Token";

    private static final int BODY = 64 << 10; // bytes

    private final Set<String> hosts;
    private final String token = random(16);
    private final String run = random(8);

    RequestFilter(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** Returns the token that every request that changes something must contain. */
    String token() {
        return token;
    }

    /** Returns a text that is different for each start. It is not a secret. */
    String run() {
        return run;
    }

    void admit(HttpExchange exchange) throws HttpError {
        List<String> names = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (names.size() != 1 || !hosts.contains(names.get(0).toLowerCase(Locale.ROOT))) {
            throw new HttpError(403, "This page is only served under the name localhost.");
        }
    }

    /**
     * Returns the body of a request that changes something, after checking the token, the type and
     * the length.
     */
    byte[] body(HttpExchange exchange) throws IOException, HttpError {
        String given = exchange.getRequestHeaders().getFirst(TOKEN);
        if (given == null
                || !MessageDigest.isEqual(given.getBytes(US_ASCII), token.getBytes(US_ASCII))) {
            throw new HttpError(403, "The request lacks the page's token; load the page again.");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new HttpError(415, "The request must be application/json.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY + 1);
        if (body.length > BODY) {
            throw new HttpError(413, "The request is longer than " + BODY + " bytes.");
        }
        return body;
    }

    static void allow(HttpExchange exchange, String method) throws HttpError {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new HttpError(405, "Only " + method + " is allowed here.");
        }
    }

    /** Returns the number of the last event that the page has received; 0 for none. */
    static long lastEvent(HttpExchange exchange) throws HttpError {
        String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        if (id == null || id.isEmpty()) {
            return 0;
        }
        if (!id.matches("[0-9]{1,18}")) {
            throw new HttpError(400, "Last-Event-ID must be the number of an event.");
        }
        return Long.parseLong(id);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
