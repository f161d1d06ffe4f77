package workbook.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.demo.Cast;
import workbook.demo.Demo;
import workbook.demo.Story;
import workbook.demo.clock.TimedClass;
import workbook.diagram.LaneStyle;
import workbook.diagram.Lanes;
import workbook.diagram.Mermaid;
import workbook.diagram.Palette;
import workbook.diagram.Pcapng;
import workbook.diagram.Svg;
import workbook.diagram.WireBlock;
import workbook.files.AtomicFile;
import workbook.tap.Crossing;
import workbook.tap.Recorder;
import workbook.tap.Valve;
import workbook.web.LivePage;

@Command(
        name = "demo",
        description =
                "Runs a lesson's server and client as programs and shows what crosses the wire.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Option(names = "--mine", description = "Your programs, not the reference solution's.")
    boolean mine;

    @Option(names = "--python", description = "With Python programs as the clients.")
    boolean python;

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

    @Option(names = "--wire", hidden = true, description = "Print the page's diagrams.")
    boolean wire;

    private static final String STEP_KEYS =
            "The wire is held: Enter lets one piece pass, r all, q quits.";
    private static final long LONGEST = 60_000; // ms that a piece may be delayed

    @Override
    public Integer call() throws IOException, InterruptedException {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().find(number);
        check(lesson);
        try (Compiled compiled = new Compiled(lesson, mine)) {
            TimedClass.changeAll(compiled.classes());
            Cast cast = new Cast(context.home(), lesson, compiled.classes(), python);
            return play(lesson, cast);
        }
    }

    private void check(Lesson lesson) {
        if (split < 0 || delay < 0 || delay > LONGEST) {
            throw new UsageError(
                    "--split takes a whole number from 0, --delay one from 0 to %d (milliseconds)."
                            .formatted(LONGEST));
        }
        if (python && !Cast.hasPython()) {
            throw new UsageError("--python needs python3, and there is none on this machine.");
        }
        if (file != null && !file.toString().matches(".*\\.(md|svg|pcapng)")) {
            throw new UsageError("--save takes a file that ends in .md, .svg or .pcapng.");
        }
        if (lesson.page().demo().isEmpty()) {
            throw new UsageError("Lesson " + lesson.id() + " has no demonstration.");
        }
    }

    private int play(Lesson lesson, Cast cast) throws IOException, InterruptedException {
        Story story = Story.parse(lesson.page().demo());
        Terminal terminal = workbook.context.terminal();
        Recorder recorder = new Recorder();
        Valve valve = new Valve();
        Instant start = Instant.now();
        AtomicReference<Lanes> lanes = new AtomicReference<>(lanes());
        if (!wire) {
            recorder.listen(crossing -> lanes.get().lines(crossing).forEach(terminal::line));
            String whose = mine ? "your code" : "the reference solution; --mine plays your code";
            terminal.line(
                    terminal.bold(lesson.id() + " · " + lesson.page().title()) + " · " + whose);
        }
        Demo demo =
                new Demo(
                        cast,
                        valve,
                        recorder,
                        title -> {
                            lanes.set(lanes());
                            if (!wire) {
                                terminal.line();
                                recorder.note(title);
                            }
                        },
                        split,
                        Duration.ofMillis(delay));
        Thread playing = Thread.currentThread();
        try (Ending ending = new Ending(demo, () -> keep(lesson, recorder, start));
                LivePage page = web ? page(lesson, recorder, valve) : null;
                Keyboard keyboard = step ? Keyboard.open() : null) {
            if (step) {
                AtomicBoolean quit = new AtomicBoolean();
                hold(
                        valve,
                        keyboard,
                        () -> {
                            if (!quit.getAndSet(true)) {
                                playing.interrupt();
                            }
                        });
            }
            if (page != null) {
                terminal.line("The page: " + page.address());
                terminal.line("The demonstration begins when it is opened.");
                page.awaitVisitor();
            }
            List<List<Crossing>> scenes = demo.play(story);
            valve.end();
            if (wire) {
                scenes.forEach(scene -> print(terminal, scene));
            }
            ending.close(); // what is kept is kept now, however long the page stays
            if (page != null) {
                terminal.line();
                terminal.line("The page stays until you end this with Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return demo.wasInVain() ? Workbook.FAILED : Workbook.PASSED;
        } catch (InterruptedException e) {
            return Workbook.PASSED; // somebody has seen enough
        } catch (Demo.Broken e) {
            terminal.line();
            terminal.line(terminal.red("✘ " + e.getMessage()));
            return Workbook.FAILED;
        }
    }

    /**
     * What is done once when a demonstration ends, in whatever way: at its end, by a key, or by a
     * signal. Whoever comes second waits until it is done.
     */
    private static final class Ending implements AutoCloseable {
        private final Demo demo;
        private final Runnable keep;
        private final Thread hook = new Thread(this::run, "end of the demonstration");
        private boolean done;

        Ending(Demo demo, Runnable keep) {
            this.demo = demo;
            this.keep = keep;
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private synchronized void run() {
            if (!done) {
                done = true;
                demo.close();
                keep.run();
            }
        }

        @Override
        public void close() {
            run();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it is running, or has run
            }
        }
    }

    private void keep(Lesson lesson, Recorder recorder, Instant start) {
        if (file != null && !recorder.crossings().isEmpty()) {
            save(lesson, recorder.crossings(), start);
            workbook.context.terminal().line("Kept in " + file);
        }
    }

    private static LivePage page(Lesson lesson, Recorder recorder, Valve valve) throws IOException {
        return new LivePage(lesson.id() + " · " + lesson.page().title(), recorder, valve);
    }

    private Lanes lanes() {
        LaneStyle style =
                LaneStyle.of(workbook.context.terminal().coloured() ? Palette.ANSI : Palette.PLAIN);
        style = hex ? style.inHex() : style;
        return new Lanes(times ? style.withTimes() : style);
    }

    private static void print(Terminal terminal, List<Crossing> scene) {
        terminal.line("```wire");
        WireBlock.lines(scene.stream().filter(c -> c.event().kind().crosses()).toList(), false)
                .forEach(terminal::line);
        terminal.line("```");
    }

    private void hold(Valve valve, Keyboard keyboard, Runnable quit) {
        if (keyboard == null) {
            throw new UsageError("--step needs a terminal: Enter lets a piece pass.");
        }
        valve.hold();
        Terminal terminal = workbook.context.terminal();
        terminal.line(STEP_KEYS);
        AtomicBoolean told = new AtomicBoolean(); // once for each time that somebody is too early
        keyboard.listen(
                key -> {
                    switch (Layout.latin(key)) {
                        case 'r' -> valve.run();
                        case 'h' -> valve.hold();
                        case 'q', 3, 4, Keyboard.GONE -> {
                            quit.run();
                            return; // no more keys
                        }
                        case '\r', '\n', ' ' -> {
                            if (valve.step()) {
                                told.set(false);
                            } else if (valve.state().held() && !told.getAndSet(true)) {
                                terminal.line(terminal.faint("Nothing is held at the moment."));
                            }
                        }
                        default -> terminal.line(STEP_KEYS);
                    }
                    keyboard.more();
                });
        keyboard.more();
    }

    private void save(Lesson lesson, List<Crossing> crossings, Instant start) {
        String title = lesson.id() + " · " + lesson.page().title();
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
