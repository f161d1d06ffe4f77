package workbook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.session.Session;
import workbook.session.SessionWriter;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayScreenTest {

    private static final int CLIENTS = 8;

    @TempDir Path folder;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(new PrintStream(printed, true, UTF_8), UTF_8, false, false);
    private long number;

    private void write(SessionWriter writer, int client, Kind kind) {
        String name = client == 1 ? "client" : "client " + client;
        byte[] text = (kind + " " + ++number).getBytes(UTF_8);
        Event event =
                switch (kind) {
                    case NOTE -> new Event(kind, "", "", text);
                    case PRINT -> new Event(kind, "server", "", text);
                    default -> new Event(kind, name, "server", text);
                };
        writer.write(
                new Crossing(
                        number,
                        Duration.ofMillis(number),
                        kind.crosses() ? client : 0,
                        false,
                        event,
                        null,
                        null));
    }

    private Path session(SessionWriter.Kind kind) throws Exception {
        Path file = folder.resolve("session.jsonl");
        try (SessionWriter writer = new SessionWriter(file, kind, "Title", Instant.EPOCH)) {
            for (int client = 1; client <= CLIENTS; client++) {
                if (client % 3 == 1) {
                    writer.beginScene();
                    write(writer, client, Kind.NOTE);
                }
                write(writer, client, Kind.CONNECT);
                write(writer, client, Kind.DATA);
                write(writer, client, Kind.PRINT);
                write(writer, client, Kind.RESET);
            }
        }
        return file;
    }

    /** What the screen shows after each event that crossed, to the end. */
    private List<String> forwards(ReplayScreen screen) {
        List<String> pictures = new ArrayList<>();
        ReplayScreen.Drawn next = screen.next();
        while (next != null) {
            if (next.crossing().event().kind().crosses()) {
                pictures.add(printed.toString(UTF_8)); // before it, as after a step back
            }
            screen.show(next);
            next = screen.next();
        }
        return pictures;
    }

    @ParameterizedTest
    @EnumSource
    void backwards_it_is_as_it_was_forwards(SessionWriter.Kind kind) throws Exception {
        try (Session session = Session.open(session(kind))) {
            ReplayScreen screen = new ReplayScreen(terminal, new WireOptions(), session);
            screen.title();
            screen.keys();
            List<String> pictures = forwards(screen);
            String whole = printed.toString(UTF_8);
            assertThat(pictures).hasSize(3 * CLIENTS);
            ReplayScreen.Drawn next = null;
            for (int i = pictures.size() - 1; i >= 0; i--) {
                printed.reset(); // this terminal has no screen that would be emptied

                screen.back(next);
                next = screen.next();

                assertThat(printed.toString(UTF_8)).isEqualTo(pictures.get(i));
                assertThat(next.fresh()).isFalse();
            }
            printed.reset();
            screen.back(next); // before the beginning there is nothing
            assertThat(forwards(screen)).isEqualTo(pictures);
            assertThat(printed.toString(UTF_8)).isEqualTo(whole);
        }
    }

    @Test
    void of_a_long_session_the_last_part_can_be_taken_back() throws Exception {
        Path file = folder.resolve("long.jsonl");
        try (SessionWriter writer =
                new SessionWriter(file, SessionWriter.Kind.TAP, "Title", Instant.EPOCH)) {
            for (int i = 0; i < 1_500; i++) {
                write(writer, 1, Kind.DATA);
            }
        }
        try (Session session = Session.open(file)) {
            ReplayScreen screen = new ReplayScreen(terminal, new WireOptions(), session);
            forwards(screen);
            ReplayScreen.Drawn next = null;
            for (int i = 0; i < 1_200; i++) {
                screen.back(next);
                next = screen.next();
            }

            assertThat(next.crossing().number()).isEqualTo(501);
        }
    }
}
