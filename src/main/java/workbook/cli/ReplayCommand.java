package workbook.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.UsageError;
import workbook.session.Player;
import workbook.session.SessionReader;
import workbook.tap.Recorder;
import workbook.web.LivePage;

@Command(
        name = "replay",
        description = {
            "Shows again what tap or demo has kept with --save FILE.jsonl, as fast as it was.",
            "Nothing is connected, and nothing is sent. Ctrl-C ends it."
        },
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(paramLabel = "FILE", description = "The saved session: session.jsonl.")
    Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "N times as fast, such as 10 or 0.5; 0 for without pauses.")
    double speed;

    @Mixin WireOptions view;

    @Override
    public Integer call() throws IOException, InterruptedException {
        view.check();
        if (!(speed >= 0 && speed <= 1e9)) {
            throw new UsageError("--speed takes a number from 0.");
        }
        if (view.isSession()) {
            throw new UsageError("--save takes a file that ends in .md, .svg or .pcapng.");
        }
        try (SessionReader session = new SessionReader(file)) {
            return play(session);
        }
    }

    private int play(SessionReader session) throws IOException, InterruptedException {
        Terminal terminal = workbook.context.terminal();
        Recorder recorder = new Recorder();
        Player player = new Player(speed);
        if (view.step) {
            player.hold();
        }
        ReplayScreen screen = new ReplayScreen(terminal, view, session);
        Thread playing = Thread.currentThread();
        String title = session.title();
        try (Ending ending =
                new Ending(() -> view.keep(title, recorder, session.start(), null, terminal))) {
            try (LivePage page = view.web ? new LivePage(title, recorder, player) : null;
                    Keyboard keyboard = WireKeys.keyboard(view.step)) {
                screen.title();
                if (keyboard != null) {
                    new WireKeys(player, terminal, playing::interrupt)
                            .back(player::back)
                            .listen(keyboard);
                }
                if (page != null) {
                    terminal.line("The page: " + page.address());
                    terminal.line("The replay begins when it is opened.");
                    page.awaitVisitor();
                }
                show(session, screen, player, recorder);
                ending.close(); // what is kept is kept now, however long the page stays
                if (page != null) {
                    terminal.line();
                    terminal.line("The page stays until you end this with Ctrl-C.");
                    new CountDownLatch(1).await();
                }
                return Workbook.PASSED;
            } catch (InterruptedException e) {
                return Workbook.PASSED; // somebody has seen enough
            }
        }
    }

    private void show(SessionReader session, ReplayScreen screen, Player player, Recorder recorder)
            throws InterruptedException {
        Terminal terminal = workbook.context.terminal();
        ReplayScreen.Drawn next = screen.next();
        while (next != null || player.state().held()) {
            if (next == null) {
                terminal.line(terminal.faint("That was all: Enter ends it, b goes one step back."));
            }
            // Blocks until it is due or let pass. At the end, a key ends it or leads back.
            boolean forwards = player.await(next == null ? null : next.crossing());
            if (!forwards) {
                screen.back(next);
            } else if (next == null) {
                break;
            } else {
                screen.show(next);
                if (next.fresh()) {
                    recorder.again(next.crossing());
                }
            }
            next = screen.next();
        }
        player.end();
        if (session.isCut()) {
            terminal.line("The last line of " + file + " is cut. It is left out.");
        }
    }
}
