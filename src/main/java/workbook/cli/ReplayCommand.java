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
import workbook.session.Session;
import workbook.session.SessionWriter;
import workbook.tap.Recorder;
import workbook.web.LivePage;

@Command(
        name = "replay",
        description = {
            "Replays what tap or demo has saved with --save FILE.jsonl or FILE.pcapng, at its"
                    + " original speed.",
            "Nothing is connected, and nothing is sent. Ctrl-C ends it."
        },
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            paramLabel = "FILE",
            description = "The saved session: session.jsonl, or wire.pcapng.")
    Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "N times as fast, such as 10 or 0.5; 0 for no pauses.")
    double speed;

    @Mixin WireOptions view;

    @Override
    public Integer call() throws IOException, InterruptedException {
        view.check();
        if (!(speed >= 0 && speed <= 1e9)) {
            throw new UsageError("--speed takes a number from 0.");
        }
        try (Session session = Session.open(file)) {
            return play(session);
        }
    }

    private int play(Session session) throws IOException, InterruptedException {
        Terminal terminal = workbook.context.terminal();
        Recorder recorder = new Recorder();
        Player player = new Player(speed);
        if (view.step) {
            player.hold();
        }
        ReplayScreen screen = new ReplayScreen(terminal, view, session);
        Thread playing = Thread.currentThread();
        String title = session.title();
        SessionWriter.Kind kind =
                session.isDemo() ? SessionWriter.Kind.DEMO : SessionWriter.Kind.TAP;
        SessionWriter copy = view.session(kind, title, recorder, session.start(), terminal);
        try (Ending ending =
                new Ending(() -> view.keep(title, recorder, session.start(), copy, terminal))) {
            try (LivePage page = view.web ? new LivePage(title, recorder, player) : null;
                    Keyboard keyboard = WireKeys.keyboard(view.step)) {
                screen.title();
                if (view.step) {
                    screen.keys();
                }
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
                show(session, screen, player, recorder, copy);
                ending.close(); // save now, because the page may stay open for long
                if (page != null) {
                    terminal.line();
                    terminal.line("The page stays until you end this with Ctrl-C.");
                    new CountDownLatch(1).await();
                }
                return Workbook.PASSED;
            } catch (InterruptedException e) {
                return Workbook.PASSED; // the user has quit
            }
        }
    }

    /**
     * Shows all events.
     *
     * @param copy the file that the session is saved to again; null if there is none
     */
    private void show(
            Session session,
            ReplayScreen screen,
            Player player,
            Recorder recorder,
            SessionWriter copy)
            throws InterruptedException {
        Terminal terminal = workbook.context.terminal();
        ReplayScreen.Drawn next = screen.next();
        boolean told = false; // the user knows that this is the end
        while (next != null || player.state().held()) {
            if (next == null && !told) {
                told = true;
                end(session, terminal);
                terminal.line(terminal.faint("That was all: b goes one step back, q quits."));
            }
            // Blocks until the event is due or the user lets it pass. At the end, Enter does
            // nothing.
            boolean forwards = player.await(next == null ? null : next.crossing());
            if (!forwards) {
                told = false;
                screen.back(next);
            } else if (next != null) {
                screen.show(next);
                if (next.fresh()) {
                    if (next.beginsScene() && copy != null) {
                        copy.beginScene();
                    }
                    recorder.again(next.crossing());
                }
            }
            next = screen.next();
        }
        player.end();
        if (!told) {
            end(session, terminal);
        }
    }

    private void end(Session session, Terminal terminal) {
        if (session.isCut()) {
            terminal.line("The end of " + file + " is cut. The last event is left out.");
        }
    }
}
