package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Serves the files of the page. It reads them once, when it is created. */
final class Files {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES =
            Map.of(
                    "page.css", "text/css; charset=utf-8",
                    "icon.svg", "image/svg+xml",
                    "page.js", SCRIPT,
                    "connections.js", SCRIPT,
                    "diagram.js", SCRIPT,
                    "detail.js", SCRIPT,
                    "toolbar.js", SCRIPT,
                    "text.js", SCRIPT);

    private final Map<String, byte[]> contents = new HashMap<>();
    private final byte[] page;

    Files(String title, String token, String run) throws IOException {
        for (String name : TYPES.keySet()) {
            contents.put(name, read(name));
        }
        page =
                new String(read("page.html"), UTF_8)
                        .replace("{{token}}", token)
                        .replace("{{run}}", run)
                        .replace("{{title}}", escape(title)) // last: it may contain {{…}}
                        .getBytes(UTF_8);
    }

    void send(HttpExchange exchange, String path) throws IOException, HttpError {
        String name = path.substring(1);
        if (name.isEmpty()) {
            Reply.send(exchange, 200, "text/html; charset=utf-8", page);
        } else if (contents.containsKey(name)) {
            Reply.send(exchange, 200, TYPES.get(name), contents.get(name));
        } else {
            throw new HttpError(404, "There is nothing here; the page is at /.");
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = Files.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("workbook/web/" + name + " is not in the build");
            }
            return in.readAllBytes();
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
