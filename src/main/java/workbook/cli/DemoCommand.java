package workbook.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
import workbook.diagram.Lanes;
import workbook.diagram.WireBlock;
import workbook.session.SessionWriter;
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

    @Mixin PieceOptions pieces;
    @Mixin WireOptions view;

    @Option(names = "--wire", hidden = true, description = "Print the page's diagrams.")
    boolean wire;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().findRunnable(number);
        check(lesson);
        try (Compiled compiled = new Compiled(lesson, mine)) {
            TimedClass.changeAll(compiled.classes());
            Cast cast = new Cast(context.home(), lesson, compiled.classes(), python);
            return play(lesson, cast);
        }
    }

    private void check(Lesson lesson) {
        view.check();
        pieces.check();
        if (python && !Cast.hasPython()) {
            throw new UsageError("--python needs python3, and there is none on this machine.");
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
        String title = title(lesson);
        SessionWriter session =
                view.session(SessionWriter.Kind.DEMO, title, recorder, start, terminal);
        AtomicReference<Lanes> lanes = new AtomicReference<>(view.lanes(terminal));
        if (!wire) {
            recorder.listen(crossing -> lanes.get().lines(crossing).forEach(terminal::line));
            String whose = mine ? "your code" : "the reference solution; --mine plays your code";
            terminal.line(terminal.bold(title) + " · " + whose);
            if (python) {
                terminal.line(
                        "The clients are Python programs. A comment with \"In Java\" is about the Java ones.");
            }
        }
        Demo demo =
                new Demo(
                        cast,
                        valve,
                        recorder,
                        scene -> {
                            lanes.set(view.lanes(terminal));
                            if (!wire) {
                                terminal.line();
                                if (session != null) {
                                    session.beginScene();
                                }
                                recorder.note(scene);
                            }
                        },
                        pieces.split,
                        pieces.delay());
        Thread playing = Thread.currentThread();
        try (Ending ending =
                new Ending(
                        () -> {
                            demo.close();
                            view.keep(title, recorder, start, session, terminal);
                        })) {
            try (LivePage page = view.web ? new LivePage(title, recorder, valve) : null;
                    Keyboard keyboard = view.step ? WireKeys.keyboard(true) : null) {
                if (keyboard != null) {
                    valve.hold();
                    new WireKeys(valve, terminal, playing::interrupt).listen(keyboard);
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
                ending.close(); // save now, because the page may stay open for long
                if (page != null) {
                    terminal.line();
                    terminal.line("The page stays until you end this with Ctrl-C.");
                    new CountDownLatch(1).await();
                }
                return demo.wasInVain() ? Workbook.FAILED : Workbook.PASSED;
            } catch (InterruptedException e) {
                return Workbook.PASSED; // the user has quit
            } catch (Demo.Broken e) {
                terminal.line();
                terminal.line(terminal.red("✘ " + e.getMessage()));
                return Workbook.FAILED;
            }
        }
    }

    private static String title(Lesson lesson) {
        return lesson.id() + " · " + lesson.page().title();
    }

    private static void print(Terminal terminal, List<Crossing> scene) {
        terminal.line("```wire");
        WireBlock.lines(scene.stream().filter(c -> c.event().kind().crosses()).toList(), false)
                .forEach(terminal::line);
        terminal.line("```");
    }
}
