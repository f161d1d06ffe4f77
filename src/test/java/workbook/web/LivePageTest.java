package workbook.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.tap.Controls;
import workbook.tap.Recorder;
import workbook.wire.Event.Kind;

@Timeout(60)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivePageTest {

    private final Recorder recorder = new Recorder();
    private final Wired wired = new Wired(recorder);
    private final FakeControls controls = new FakeControls();
    private final HttpClient http = HttpClient.newHttpClient();
    private LivePage page;

    @BeforeEach
    void open() throws IOException {
        page = new LivePage("Tap <1> & \"2\"", recorder, controls);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Nested
    class the_page {

        @Test
        void is_served_on_loopback_with_its_title_as_text() throws Exception {
            HttpResponse<String> response = get("");

            assertThat(page.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .contains("<title>Tap &lt;1&gt; &amp; &quot;2&quot;</title>")
                    .doesNotContain("{{");
        }

        @Test
        void allows_nothing_but_its_own_files() throws Exception {
            HttpResponse<String> response = get("");

            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.body()).doesNotContain("<style").doesNotContain("http:");
            assertThat(response.body()).doesNotContainPattern("\\son[a-z]+=");
        }

        @Test
        void has_every_file_that_it_names() throws Exception {
            String all = get("").body() + get("page.js").body();
            List<String> names =
                    Pattern.compile("(?:src=\"|href=\"|from ')\\.?/([a-z.]+)")
                            .matcher(all)
                            .results()
                            .map(match -> match.group(1))
                            .toList();

            assertThat(names).contains("page.css", "page.js", "diagram.js", "icon.svg");
            assertThat(names).allSatisfy(name -> assertThat(get(name).statusCode()).isEqualTo(200));
        }

        @Test
        void says_plainly_that_something_is_not_there() throws Exception {
            assertThat(get("../pom.xml").statusCode()).isEqualTo(404);
            assertThat(get("nowhere").body())
                    .isEqualTo("There is nothing here; the page is at /.\n");
        }
    }

    @Nested
    class the_stream {

        @Test
        void tells_what_was_kept_and_then_what_happens() throws Exception {
            wired.toServer(1, Kind.CONNECT, "").toServer(1, Kind.DATA, "при\n");
            BufferedReader lines = stream(null);

            assertThat(until(lines, "event: live"))
                    .contains("id: 1", "id: 2")
                    .doesNotContain("id: 3");
            wired.toClient(1, Kind.END, "");

            assertThat(until(lines, "id: 3")).doesNotContain("id: 1", "id: 2");
        }

        @Test
        void tells_of_an_event_what_the_page_draws() throws Exception {
            wired.toServer(2, Kind.DATA, "при\n");

            JsonNode json = data(until(stream(null), "event: live"), "id: 1");

            assertThat(json.get("text").textValue()).isEqualTo("\"при\\n\"");
            assertThat(json.get("base64").binaryValue()).isEqualTo("при\n".getBytes(UTF_8));
            assertThat(json.get("count").textValue()).isEqualTo("7 bytes");
            assertThat(json.get("from").textValue()).isEqualTo("client 2");
            assertThat(json.get("source").textValue()).isEqualTo("127.0.0.1:40002");
            assertThat(json.get("left").intValue()).isZero();
        }

        @Test
        void sends_only_the_beginning_of_a_huge_piece_and_says_so() throws Exception {
            wired.toServer(1, Kind.DATA, "x".repeat(Json.PAYLOAD + 5));

            JsonNode json = data(until(stream(null), "event: live"), "id: 1");

            assertThat(json.get("base64").binaryValue()).hasSize(Json.PAYLOAD);
            assertThat(json.get("left").intValue()).isEqualTo(5);
            assertThat(json.get("size").intValue()).isEqualTo(Json.PAYLOAD + 5);
        }

        @Test
        void goes_on_after_the_last_event_that_the_page_has() throws Exception {
            wired.toServer(1, Kind.CONNECT, "")
                    .toServer(1, Kind.DATA, "a")
                    .toServer(1, Kind.END, "");

            assertThat(until(stream("2"), "event: live")).contains("id: 3").doesNotContain("id: 2");
        }

        @Test
        void begins_anew_for_a_page_of_an_earlier_run() throws Exception {
            wired.toServer(1, Kind.CONNECT, "");

            assertThat(until(stream("57"), "event: live")).contains("id: 1");
        }

        @Test
        void tells_when_the_tap_is_set_anew() throws Exception {
            BufferedReader lines = stream(null);
            until(lines, "event: live");
            controls.state = new Controls.State(true, 4, Duration.ofMillis(20), 3, true, false);

            until(lines, "event: state");

            assertThat(lines.readLine())
                    .matches(
                            "data: \\{\"held\":true,\"waiting\":4,\"delay\":20,\"split\":3,\"glued\":true,\"over\":false,\"serial\":\\d+}");
        }

        @Test
        void tells_the_state_after_each_request_even_if_it_is_the_same() throws Exception {
            BufferedReader lines = stream(null);
            until(lines, "event: live");

            assertThat(control("{\"action\":\"step\"}").statusCode()).isEqualTo(200);

            until(lines, "event: state");
        }

        @Test
        void that_nobody_reads_is_cut_off_and_blocks_no_one() throws Exception {
            try (Socket lazy = new Socket("127.0.0.1", page.address().getPort())) {
                lazy.setSoTimeout(30_000);
                lazy.getOutputStream()
                        .write(bytes("GET /events HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"));
                BufferedReader brisk = stream(null);
                lazy.getInputStream().readNBytes(20); // it has begun

                for (int i = 1; i <= 4 * EventStream.QUEUE; i++) {
                    wired.toServer(1, Kind.DATA, "x".repeat(8 << 10)); // more than sockets hold
                    if (i % (EventStream.QUEUE / 4) == 0) {
                        until(brisk, "id: " + i);
                    }
                }

                assertThat(readToTheEnd(lazy)).isLessThan(4L * EventStream.QUEUE * (8 << 10));
            }
        }
    }

    @Nested
    class a_request {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'action':'hold'} | hold",
                    "{'action':'step'} | step",
                    "{'action':'run'} | run",
                    "{'action':'delay','millis':250} | delay 250",
                    "{'action':'split','bytes':3} | split 3",
                    "{'action':'glue','together':true} | glue true",
                    "{'action':'cut','connection':0} | cut 0",
                    "{'action':'reset','connection':2} | reset 2",
                    "{'action':'send','connection':1,'to':'server','text':'hé\\\\n'} | send 1 server hé\\n",
                    "{'action':'send','connection':2,'to':'client','text':'\\\\x41'} | send 2 client A",
                })
        void reaches_the_tap(String json, String call) throws Exception {
            HttpResponse<String> response = control(json.replace('\'', '"'));

            assertThat(response.body()).startsWith("{\"held\":");
            assertThat(controls.calls).containsExactly(call.replace("\\n", "\n"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ | The request is not JSON.",
                    "[] | The request is not a JSON object.",
                    "'' | The request is not a JSON object.",
                    "{'action':'hold'} x | The request is not JSON.",
                    "{} | 'action' must be a text.",
                    "{'action':'explode'} | There is no action of that name.",
                    "{'action':'split','bytes':-1} | 'bytes' must be a whole number from 0 to 1000000.",
                    "{'action':'split','bytes':1.5} | 'bytes' must be a whole number from 0 to 1000000.",
                    "{'action':'delay','millis':-5} | 'millis' must be a whole number from 0 to 600000.",
                    "{'action':'delay'} | 'millis' must be a whole number from 0 to 600000.",
                    "{'action':'glue','together':'yes'} | 'together' must be true or false.",
                    "{'action':'cut','connection':99999999999} | 'connection' must be a whole number from 0 to 2147483647.",
                    "{'action':'send','connection':1,'to':'me','text':'x'} | 'to' must be 'server' or 'client'.",
                    "{'action':'send','connection':1,'to':'server','text':''} | There is nothing to send.",
                    "{'action':'send','connection':1,'to':'server','text':'\\\\q'} | After a backslash comes n, r, t, x and two digits, or \\.",
                    "{'action':'send','connection':1,'to':'server','text':'\\\\x4'} | \\x needs two hexadecimal digits: \\x0a.",
                })
        void that_makes_no_sense_gets_a_plain_sentence(String json, String sentence)
                throws Exception {
            HttpResponse<String> response = control(json.replace('\'', '"'));

            assertThat(response.body()).isEqualTo(sentence.replace('\'', '"') + "\n");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(controls.calls).isEmpty();
        }

        @Test
        void that_the_tap_cannot_fulfil_gets_its_reason() throws Exception {
            HttpResponse<String> response = control("{\"action\":\"reset\",\"connection\":99}");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.body()).isEqualTo("There is no connection 99.\n");
        }

        @Test
        void without_the_token_of_the_page_is_refused() throws Exception {
            assertThat(post("{\"action\":\"hold\"}", "none", "application/json").statusCode())
                    .isEqualTo(403);
            assertThat(post("{\"action\":\"hold\"}", token(), "text/plain").statusCode())
                    .isEqualTo(415);
            assertThat(get("control").statusCode()).isEqualTo(405);
            assertThat(controls.calls).isEmpty();
        }

        @Test
        void of_too_many_bytes_is_refused() throws Exception {
            assertThat(control("{" + " ".repeat(70_000)).statusCode()).isEqualTo(413);
        }

        @ParameterizedTest
        @CsvSource({
            "127.0.0.1:%d, 200",
            "LOCALHOST:%d, 200",
            "[::1]:%d, 200",
            "evil.example:%d, 403",
            "localhost:80, 403",
            "localhost, 403",
            "127.0.0.1.evil.example, 403"
        })
        void is_answered_only_under_the_name_of_this_machine(String host, int status)
                throws Exception {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 " + status + " ");
        }

        @Test
        void for_the_state_gets_it() throws Exception {
            assertThat(get("state").body())
                    .matches(
                            "\\{\"held\":false,\"waiting\":0,\"delay\":0,\"split\":0,\"glued\":false,\"over\":false,\"serial\":\\d+}");
        }
    }

    @Test
    void closing_ends_streams_and_threads_and_frees_the_port() throws Exception {
        BufferedReader lines = stream(null);
        until(lines, "event: live");

        page.close();
        wired.toServer(1, Kind.CONNECT, "");

        assertThatThrownBy(() -> until(lines, "id: 1")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("")).isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("live-page"))
                .allMatch(Thread::isDaemon);
    }

    @Test
    void closing_does_not_wait_for_a_reader_that_is_stuck() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            wired.toServer(1, Kind.DATA, "x".repeat(16 << 10));
        }
        try (Socket stuck = new Socket("127.0.0.1", page.address().getPort())) {
            stuck.setSoTimeout(30_000);
            stuck.getOutputStream()
                    .write(bytes("GET /events HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"));
            stuck.getInputStream().readNBytes(20);

            page.close();

            assertThat(readToTheEnd(stuck)).isLessThan(16L << 20);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page.address().resolve("/" + path)).build();
        return http.send(request, BodyHandlers.ofString(UTF_8));
    }

    private BufferedReader stream(String lastEvent) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.address().resolve("/events"));
        if (lastEvent != null) {
            request.header("Last-Event-ID", lastEvent);
        }
        HttpResponse<InputStream> response =
                http.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /** The lines up to one that begins so. */
    private static List<String> until(BufferedReader lines, String beginning) throws IOException {
        List<String> read = new java.util.ArrayList<>();
        while (read.isEmpty() || !read.get(read.size() - 1).equals(beginning)) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream ended");
            }
            read.add(line);
        }
        return read;
    }

    private static JsonNode data(List<String> lines, String id) throws IOException {
        String data = lines.get(lines.indexOf(id) + 2);
        return new ObjectMapper().readTree(data.substring("data: ".length()));
    }

    private HttpResponse<String> control(String json) throws Exception {
        return post(json, token(), "application/json; charset=utf-8");
    }

    private String token() throws Exception {
        return Stream.of(get("").body().split("\n"))
                .filter(line -> line.contains("workbook-token"))
                .map(line -> line.replaceAll(".*content=\"|\".*", ""))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> post(String body, String token, String type) throws Exception {
        return http.send(
                HttpRequest.newBuilder(page.address().resolve("/control"))
                        .header("Content-Type", type)
                        .header("X-Workbook-Token", token)
                        .POST(BodyPublishers.ofString(body, UTF_8))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", page.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes(request));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private byte[] bytes(String request) {
        return request.replace("%d", "" + page.address().getPort()).getBytes(US_ASCII);
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        long count = 0;
        try {
            byte[] some = new byte[64 << 10];
            for (int n = 0; n >= 0; n = socket.getInputStream().read(some)) {
                count += n;
            }
        } catch (java.net.SocketException e) {
            return count; // cut off with a reset
        }
        return count;
    }
}
