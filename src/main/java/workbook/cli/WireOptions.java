package workbook.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import workbook.tap.Crossing;
import workbook.tap.Recorder;

/** How what crosses the wire is acted on, shown and kept: options of the commands that show it. */
final class WireOptions {

    private static final long LONGEST = 60_000; // ms that a piece may be delayed

    @Option(
            names = "--step",
            description = "Hold the wire: Enter lets one piece pass, r all, q quits.")
    boolean step;

    @Option(
            names = "--split",
            paramLabel = "N",
            defaultValue = "0",
            description = "Cut what crosses into pieces of at most N bytes.")
    int split;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Each piece takes MS milliseconds.")
    int delay;

    @Option(
            names = "--web",
            description = "Show it on a page in the browser too, with buttons to act on the wire.")
    boolean web;

    @Option(names = "--hex", description = "Show bytes in hex.")
    boolean hex;

    @Option(names = "--times", description = "Show times.")
    boolean times;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Keep what was seen: .md (Mermaid), .svg, .pcapng (Wireshark) by the name.")
    Path file;

    /**
     * Looks at what was typed.
     *
     * @throws UsageError if it makes no sense
     */
    void check() {
        if (split < 0 || delay < 0 || delay > LONGEST) {
            throw new UsageError(
                    "--split takes a whole number from 0, --delay one from 0 to %d (milliseconds)."
                            .formatted(LONGEST));
        }
        if (file != null && !file.toString().matches(".*\\.(md|svg|pcapng)")) {
            throw new UsageError("--save takes a file that ends in .md, .svg or .pcapng.");
        }
    }

    /** New lanes, in which parties appear as they come. */
    Lanes lanes(Terminal terminal, String... parties) {
        LaneStyle style = LaneStyle.of(terminal.coloured() ? Palette.ANSI : Palette.PLAIN);
        style = hex ? style.inHex() : style;
        return new Lanes(times ? style.withTimes() : style, parties);
    }

    /** Writes the file that was asked for, if something was recorded, and says so. */
    void keep(String title, Recorder recorder, Instant start, Terminal terminal) {
        List<Crossing> crossings = recorder.crossings();
        if (file != null && !crossings.isEmpty()) {
            save(title, crossings, start);
            long forgotten = recorder.forgotten();
            terminal.line(
                    "Kept in "
                            + file
                            + (forgotten == 0
                                    ? ""
                                    : ": the last %d events; %d older ones were forgotten"
                                            .formatted(crossings.size(), forgotten)));
        }
    }

    private void save(String title, List<Crossing> crossings, Instant start) {
        String name = file.toString();
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            if (name.endsWith(".pcapng")) {
                Pcapng.write(crossings, start, file);
            } else {
                String text =
                        name.endsWith(".svg")
                                ? Svg.document(title, crossings)
                                : Mermaid.markdown(title, crossings);
                AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UsageError("Could not write " + file + ": " + e.getMessage());
        }
    }
}
