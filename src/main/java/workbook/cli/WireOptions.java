package workbook.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;
import workbook.catalogue.UsageError;
import workbook.diagram.LaneStyle;
import workbook.diagram.Lanes;
import workbook.diagram.Mermaid;
import workbook.diagram.Palette;
import workbook.diagram.Pcapng;
import workbook.diagram.Svg;
import workbook.files.AtomicFile;
import workbook.files.Reason;
import workbook.session.SessionWriter;
import workbook.tap.Crossing;
import workbook.tap.Recorder;

/** Options for how the wire is shown and saved. All commands that show the wire share them. */
final class WireOptions {

    private static final int NARROWEST = 40; // columns of the diagram
    private static final int WIDEST = 200;
    private static final String NOTHING = "Nothing was recorded, so nothing is saved.";

    @Option(
            names = "--step",
            description = "Hold the wire: Enter lets one piece pass, r all, q quits.")
    boolean step;

    @Option(
            names = "--web",
            description = "Show it on a page in the browser too, with buttons to act on the wire.")
    boolean web;

    @Option(names = "--hex", description = "Show bytes in hex.")
    boolean hex;

    @Option(names = "--times", description = "Show times.")
    boolean times;

    @Option(
            names = "--wide",
            description = "Show each text to its end, in as many lines as it takes.")
    boolean wide;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Save the recording. Its name sets the format: wire.md (Mermaid), wire.svg,"
                            + " wire.pcapng (Wireshark), or session.jsonl for replay.")
    Path file;

    /**
     * Checks the values that the user typed.
     *
     * @throws UsageError if a value is not valid, or the file cannot be written
     */
    void check() {
        if (file != null && !file.toString().matches(".*\\.(md|svg|pcapng|jsonl)")) {
            throw new UsageError("--save takes a file that ends in .md, .svg, .pcapng or .jsonl.");
        }
        if (file != null) {
            try {
                AtomicFile.check(file);
            } catch (IOException e) {
                throw unwritten(e);
            }
        }
    }

    /** Creates new lanes with these options. Further parties get a lane when they appear. */
    Lanes lanes(Terminal terminal, String... parties) {
        LaneStyle style = LaneStyle.of(terminal.coloured() ? Palette.ANSI : Palette.PLAIN);
        int told = terminal.columns();
        style = told > 0 ? style.wide(Math.max(NARROWEST, Math.min(told, WIDEST))) : style;
        style = wide ? style.withWholeTexts() : style;
        style = hex ? style.inHex() : style;
        return new Lanes(times ? style.withTimes() : style, parties);
    }

    /**
     * Begins to save each event as it is recorded. Returns null if the user did not ask for a
     * session. If writing fails later, prints that at once, and the program continues.
     *
     * @throws UsageError if the file cannot be written, or already exists
     */
    SessionWriter session(
            SessionWriter.Kind kind,
            String title,
            Recorder recorder,
            Instant start,
            Terminal terminal) {
        if (!isSession()) {
            return null;
        }
        try {
            SessionWriter session = new SessionWriter(file, kind, title, start);
            recorder.listenFromBeginning(
                    crossing -> {
                        boolean well = session.failure() == null;
                        session.write(crossing);
                        if (well && session.failure() != null) {
                            terminal.line(terminal.red(unwritten(session.failure()).getMessage()));
                        }
                    });
            return session;
        } catch (FileAlreadyExistsException e) {
            throw new UsageError(
                    file + " exists: it may be a session. Take another name, or delete it.");
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Returns whether the user wants to save a session that can be replayed. */
    boolean isSession() {
        return file != null && file.toString().endsWith(".jsonl");
    }

    /**
     * Writes the file that the user asked for, if something was recorded, and prints that.
     *
     * @param session the session that was written event by event; otherwise null
     */
    void keep(
            String title,
            Recorder recorder,
            Instant start,
            SessionWriter session,
            Terminal terminal) {
        if (session != null) {
            end(session, terminal);
            return;
        }
        List<Crossing> crossings = recorder.crossings();
        if (file != null && crossings.isEmpty()) {
            terminal.line(NOTHING);
        } else if (file != null) {
            save(title, crossings, start);
            long forgotten = recorder.forgotten();
            terminal.line(
                    "Saved in "
                            + file
                            + (forgotten == 0
                                    ? ""
                                    : ": the last %d events; %d older ones were forgotten"
                                            .formatted(crossings.size(), forgotten)));
        }
    }

    private void end(SessionWriter session, Terminal terminal) {
        IOException failure = session.failure();
        try {
            session.close();
        } catch (IOException e) {
            failure = e;
        }
        if (failure != null) {
            String events = "It has the first %,d events.".formatted(session.events());
            throw new UsageError(unwritten(failure).getMessage() + " " + events);
        }
        terminal.line(
                session.events() == 0
                        ? NOTHING
                        : "Saved in %s: ./workbook replay %s".formatted(file, file));
    }

    private void save(String title, List<Crossing> crossings, Instant start) {
        String name = file.toString();
        try {
            if (name.endsWith(".pcapng")) {
                Pcapng.write(title, crossings, start, file);
            } else {
                String text =
                        name.endsWith(".svg")
                                ? Svg.document(title, crossings)
                                : Mermaid.markdown(title, crossings);
                AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private UsageError unwritten(IOException e) {
        return new UsageError("Could not write " + file + ": " + Reason.of(e) + ".");
    }
}
