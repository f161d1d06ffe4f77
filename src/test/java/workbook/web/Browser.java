package workbook.web;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, driven by its DevTools protocol; nothing is downloaded. */
public final class Browser implements Closeable {

    private static final long PATIENCE = 30; // seconds
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What it complained about: errors in scripts, on the console, of its policies. */
    public final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private WebSocket socket;
    private int count;

    /** A browser on the PATH. */
    private static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it with an empty profile below {@code folder}. Where none is installed, the tests are
     * left out, aloud.
     */
    public static Browser start(Path folder) throws Exception {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            System.err.println("LEFT OUT: no browser is installed; the live page was not tried");
            abort("no browser is installed (chromium or google-chrome on the PATH)");
        }
        return new Browser(program.get(), Files.createDirectory(folder.resolve("profile")));
    }

    private Browser(Path program, Path folder) throws Exception {
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--no-proxy-server",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + folder,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();
        try {
            connect(folder.resolve("DevToolsActivePort"));
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private void connect(Path portFile) throws Exception {
        until(
                "it listens",
                () -> Files.exists(portFile) && Files.readAllLines(portFile).size() > 1);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json");
        until("it has a page", () -> pages(list).findAny().isPresent());
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(pages(list).findAny().orElseThrow()), new Listener())
                        .get(PATIENCE, TimeUnit.SECONDS);
        for (String domain : List.of("Runtime", "Log", "Page")) {
            call(domain + ".enable", Map.of());
        }
    }

    private Stream<String> pages(URI list) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(list).build();
        JsonNode tabs = MAPPER.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
        return Stream.iterate(0, i -> i < tabs.size(), i -> i + 1)
                .map(tabs::get)
                .filter(tab -> tab.get("type").textValue().equals("page"))
                .map(tab -> tab.get("webSocketDebuggerUrl").textValue());
    }

    /** Calls a method of the DevTools protocol. */
    public JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = ++count;
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        calls.put(id, reply);
        ObjectNode json = MAPPER.createObjectNode().put("id", id).put("method", method);
        json.set("params", MAPPER.valueToTree(parameters));
        socket.sendText(json.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
        JsonNode result = reply.get(PATIENCE, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    /** The value of an expression in the page; promises are waited for. */
    public JsonNode evaluate(String script) throws Exception {
        JsonNode reply =
                call(
                        "Runtime.evaluate",
                        Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (reply.has("exceptionDetails")) {
            throw new IOException(script + ": " + reply.get("exceptionDetails"));
        }
        return reply.get("result").path("value");
    }

    /** Leaves the page; when this returns, the browser has closed its connections. */
    public void leave() throws Exception {
        call("Page.navigate", Map.of("url", "about:blank"));
        untilTrue("location.href === 'about:blank'");
    }

    /** Waits until an expression in the page is true. */
    public void untilTrue(String script) throws Exception {
        until(
                script,
                () -> {
                    try {
                        return evaluate("(async () => !!(await (" + script + ")))()")
                                .booleanValue();
                    } catch (IOException e) {
                        return false; // between two pages
                    }
                });
    }

    /** Presses a key: a letter, or by its name {@code Enter}, {@code ArrowUp}. */
    public void press(String key) throws Exception {
        press(key, "");
    }

    /**
     * Presses a key.
     *
     * @param key what it types, such as {@code й}
     * @param code where it is, by the name of the key there on an English keyboard, such as {@code
     *     KeyQ}
     */
    public void press(String key, String code) throws Exception {
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "code", code, "text", text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", code));
    }

    /** Types into what has the focus. */
    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /** Clicks into the middle of the first element that {@code selector} names. */
    void click(String selector) throws Exception {
        JsonNode box =
                evaluate(
                        "(() => { const b = document.querySelector('%s').getBoundingClientRect();"
                                        .formatted(selector)
                                + " return [b.x + b.width / 2, b.y + b.height / 2]; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            box.get(0).doubleValue(),
                            "y",
                            box.get(1).doubleValue(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** With {@code -Dlivepage.shots=FOLDER}: leaves a picture of the page there. */
    public void shoot(String name) throws Exception {
        String shots = System.getProperty("livepage.shots");
        if (shots != null) {
            untilTrue("document.getAnimations().length === 0");
            JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
            Files.write(Path.of(shots, name + ".png"), picture.get("data").binaryValue());
        }
    }

    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            Thread.sleep(20); // between two looks
        }
    }

    @Override
    public void close() {
        try {
            call("Browser.close", Map.of()); // so that it takes its files away
            process.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            complaints.add(e.toString());
        }
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(
                handle ->
                        handle.onExit()
                                .completeOnTimeout(handle, PATIENCE, TimeUnit.SECONDS)
                                .join());
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            JsonNode json;
            try {
                json = MAPPER.readTree(text);
            } catch (IOException e) {
                complaints.add(e.toString());
                return;
            }
            JsonNode parameters = json.path("params");
            if (json.has("id")) {
                calls.remove(json.get("id").intValue()).complete(json);
            } else if (json.path("method").asText().equals("Runtime.exceptionThrown")
                    || parameters.path("type").asText().equals("error")
                    || parameters.path("entry").path("level").asText().equals("error")) {
                complaints.add(parameters.toString());
            }
        }
    }
}
