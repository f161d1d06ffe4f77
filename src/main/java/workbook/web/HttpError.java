package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** A request failed. The reply is an HTTP status and the message, a plain sentence. */
final class HttpError extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;

    HttpError(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    void sendTo(HttpExchange exchange) throws IOException {
        if (exchange.getResponseCode() == -1) { // otherwise a reply was already begun
            Reply.send(
                    exchange,
                    status,
                    "text/plain; charset=utf-8",
                    (getMessage() + "\n").getBytes(UTF_8));
        }
    }
}
