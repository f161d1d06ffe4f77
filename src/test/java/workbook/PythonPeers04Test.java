package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.SocketException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lesson04_text_and_bytes.RecodingClient;
import lesson04_text_and_bytes.RecodingServer;
import lesson04_text_and_bytes.StreamDecoder;
import lesson04_text_and_bytes.TextCodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The solutions of lesson 04 and programs in Python say the same, on the wire and of text. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PythonPeers04Test {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @BeforeAll
    static void needs_python() throws InterruptedException {
        PythonPeer.needed();
    }

    @Test
    void recoding_client_in_python() throws Exception {
        try (RecodingServer server = new RecodingServer(0, "UTF-8", "KOI8-R")) {
            CompletableFuture<Void> serving = PythonPeer.serving(server::serve);
            assertThat(PythonPeer.output("recoding_client.py", server.port()))
                    .containsExactly(
                            "Привет!",
                            "UTF-8 read as windows-1251: РџСЂРёРІРµС‚!",
                            "UTF-8 read as KOI8-R: п÷я─п╦п╡п╣я┌!");
            server.close();
            serving.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void recoding_server_in_python() throws Exception {
        try (PythonPeer server = PythonPeer.server("recoding_server.py")) {
            int port = server.port();

            assertThat(RecodingClient.recode("127.0.0.1", port, "Привет!", "UTF-8", "KOI8-R"))
                    .isEqualTo("Привет!");
            assertThatThrownBy(
                            () ->
                                    RecodingClient.recode(
                                            "127.0.0.1", port, "5 €", "UTF-8", "KOI8-R"))
                    .isInstanceOf(SocketException.class);
            assertThat(server.nextLine()).startsWith("client lost: 'charmap' codec");
        }
    }

    @Test
    void codecs_in_python() throws Exception {
        List<String> lines = PythonPeer.output("text_codec.py", 1); // it takes no port

        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(lines).allSatisfy(line -> assertThat(sameIn(line)).isEqualTo(line));
    }

    /** A line that Python has printed, with Java's result in place of Python's. */
    private static String sameIn(String line) {
        String[] parts = line.split("\\|", -1);
        int last = parts.length - 1;
        switch (parts[0]) {
            case "encode" -> parts[last] = told(() -> hex(TextCodec.encode(parts[2], parts[1])));
            case "decode" -> parts[last] = told(() -> TextCodec.decode(bytes(parts[2]), parts[1]));
            case "misread" ->
                    parts[last] = told(() -> TextCodec.misread(parts[3], parts[1], parts[2]));
            default -> {
                String fed = told(() -> fed(Integer.parseInt(parts[1])));
                return "feed|" + parts[1] + "|" + fed;
            }
        }
        return String.join("|", parts);
    }

    private static String fed(int cut) throws IOException {
        byte[] bytes = "Привет!".getBytes(UTF_8);
        byte[] rest = Arrays.copyOfRange(bytes, cut, bytes.length);
        StreamDecoder decoder = new StreamDecoder("UTF-8");
        String first = decoder.feed(bytes, cut);
        return first + "|" + decoder.feed(rest, rest.length) + decoder.end();
    }

    private static String told(Callable<String> turn) {
        try {
            return turn.call();
        } catch (CharacterCodingException e) {
            return "told";
        } catch (UnsupportedEncodingException e) {
            return "unknown";
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }
}
