package workbook.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import workbook.catalogue.UsageError;
import workbook.files.Reason;
import workbook.session.EventJson.NotAnEvent;

/**
 * Reads a session that {@link SessionWriter} wrote, event by event. If the last line is incomplete,
 * because the writing program was killed or its disk was full, the reader leaves it out.
 */
final class SessionReader implements Session {

    private static final int LONGEST = 32 << 20; // bytes of a line
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Path file;
    private final InputStream in;
    private final boolean demo;
    private final String title;
    private final Instant start;
    private long lines;
    private boolean ended; // the last line that was read had no line end
    private boolean cut;

    /**
     * Opens a file and reads its first line.
     *
     * @throws UsageError if it is not a session
     */
    SessionReader(Path file) throws IOException {
        this.file = file;
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        boolean read = false;
        try {
            JsonNode header = header();
            demo = header.path("session").asText().equals(SessionWriter.Kind.DEMO.word());
            title = header.path("title").asText();
            start = Instant.parse(header.path("start").asText());
            read = true;
        } catch (DateTimeException e) {
            throw notASession();
        } finally {
            if (!read) {
                closeQuietly();
            }
        }
    }

    private JsonNode header() {
        try {
            JsonNode header = MAPPER.readTree(line());
            if (header == null || !header.path("session").isTextual()) {
                throw notASession();
            }
            if (header.path("schema").asInt() != SessionWriter.SCHEMA) {
                throw new UsageError(
                        file + " was saved by a newer workbook, which this one cannot read.");
            }
            return header;
        } catch (JsonProcessingException e) {
            throw notASession();
        }
    }

    private UsageError notASession() {
        return new UsageError(
                file
                        + " is not a saved session: those are written by --save FILE.jsonl, or"
                        + " FILE.pcapng.");
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public boolean isDemo() {
        return demo;
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    /**
     * Returns the next event; null at the end.
     *
     * @throws UsageError if a line is not an event and it is not the last line
     */
    @Override
    public Entry next() {
        boolean scene = false;
        String line = line();
        while (!line.isEmpty()) {
            try {
                JsonNode json = MAPPER.readTree(line);
                if (json.path("scene").asBoolean()) {
                    scene = true;
                } else {
                    return new Entry(EventJson.crossing(json), scene);
                }
            } catch (JsonProcessingException e) {
                return bad("it is not JSON");
            } catch (NotAnEvent e) {
                return bad(e.getMessage());
            }
            line = line();
        }
        return null;
    }

    private Entry bad(String why) {
        long number = lines;
        if (!ended && !line().isEmpty()) {
            throw new UsageError("Line %d of %s is not an event: %s.".formatted(number, file, why));
        }
        cut = true;
        return null;
    }

    /** Returns the next line that is not empty; an empty string at the end of the file. */
    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int b = in.read();
            while (b != -1 && (b != '\n' || line.size() == 0)) {
                if (line.size() == LONGEST) {
                    throw new UsageError(
                            "Line %d of %s is too long for an event.".formatted(lines + 1, file));
                }
                if (b != '\n' && b != '\r') {
                    line.write(b);
                }
                b = in.read();
            }
            ended = b == -1;
        } catch (IOException e) {
            throw new UsageError("Cannot read " + file + ": " + Reason.of(e) + ".");
        }
        lines++;
        return line.toString(UTF_8);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // nothing is lost, because the file was only read
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
