package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.Grader;
import workbook.grading.Verdict;
import workbook.grading.Workers;

/**
 * Grades a lesson whenever one of its files is saved, and shows the verdict, until the user quits.
 * All that happens is done on one thread, one thing after another: saves, keys and verdicts wait in
 * a queue.
 */
final class Watch {

    /** The last line of a verdict where there is no keyboard. */
    static final String WAITS = "Waiting for a save; Ctrl-C ends.";

    private static final int GOES_ON = -1;
    private static final int WORKERS = 2; // share a grading; more processors would be rare
    private static final long BURST = 300; // ms; an editor that saves all takes less

    private final Context context;
    private final Terminal terminal;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private Workers workers;
    private Grader grader;
    private Regrader regrader;
    private Keyboard keyboard; // null where there is none
    private volatile CompletableFuture<Integer> endOfDemo; // null while none is played
    private Lesson lesson;
    private Verdict verdict; // the last one of this lesson; null until there is one
    private long savedAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(BURST);
    private int status = GOES_ON;

    Watch(Context context) {
        this.context = context;
        this.terminal = context.terminal();
    }

    /**
     * Watches until the user quits.
     *
     * @return the exit status
     */
    int run(Lesson first) {
        workers = new Workers(context.build(), WORKERS);
        grader = new Grader(context.build(), workers, WORKERS);
        try (Workers spare = workers;
                Saves saves =
                        new Saves(context.home().lessons(), name -> queue.add(() -> saved(name)));
                Regrader background = new Regrader(grader, done -> queue.add(() -> graded(done)));
                Keyboard keys = Keyboard.open()) {
            regrader = background;
            keyboard = keys;
            if (keyboard != null) {
                keyboard.listen(this::heard);
                keyboard.more();
            }
            open(first);
            while (status == GOES_ON) {
                queue.take().run();
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Workbook.PASSED;
        }
    }

    private void open(Lesson next) {
        lesson = next;
        verdict = null;
        workers.rehearse(lesson);
        terminal.clear();
        terminal.line(terminal.bold(lesson.id() + " · " + lesson.page().title()));
        terminal.line();
        Text.paragraph(lesson.page().opening()).forEach(terminal::line);
        terminal.line();
        for (Page.Task task : lesson.page().tasks()) {
            String text = "%d. %s. %s".formatted(task.number(), task.title(), task.text());
            Text.wrap("  " + text, 5).forEach(terminal::line);
        }
        terminal.line();
        regrader.drop();
        regrader.request(lesson);
    }

    private void saved(String name) {
        Lesson saved = find(name);
        if (saved == null) {
            return;
        }
        if (saved.equals(lesson)) {
            savedAt = System.nanoTime();
            grade();
            return;
        }
        Executor later = CompletableFuture.delayedExecutor(BURST / 2, TimeUnit.MILLISECONDS);
        later.execute(() -> queue.add(() -> savedElsewhere(saved)));
    }

    private void grade() {
        if (keyboard != null && !regrader.busy()) {
            terminal.line(terminal.faint("Grading …"));
        }
        regrader.request(lesson);
    }

    /** Goes there, unless the lesson that is shown was saved at the same time. */
    private void savedElsewhere(Lesson saved) {
        boolean together = System.nanoTime() - savedAt < TimeUnit.MILLISECONDS.toNanos(BURST);
        if (together || saved.equals(lesson)) {
            regrader.request(saved);
        } else {
            open(saved);
        }
    }

    private Lesson find(String name) {
        return context.catalogue().lessons().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void graded(Verdict done) {
        context.progress().remember(done);
        if (!done.lesson().equals(lesson)) {
            terminal.line(
                    terminal.faint(
                            "Lesson "
                                    + done.lesson().id()
                                    + " was saved too, and "
                                    + (done.passed() ? "passes." : "does not pass yet.")));
            return;
        }
        boolean first = verdict == null;
        verdict = done;
        show(first);
        if (first) {
            Lesson opened = lesson;
            CompletableFuture.runAsync(() -> grader.warmUp(opened));
        }
        if (!context.build().isCurrent()) {
            status = Workbook.STALE;
        }
    }

    /**
     * @param under whether what is on the screen stays there
     */
    private void show(boolean under) {
        if (!under) {
            terminal.clear();
        }
        List<String> below = below();
        int room = keyboard == null ? Integer.MAX_VALUE : keyboard.rows() - below.size() - 1;
        new VerdictText(terminal, false, room).print(verdict);
        below.forEach(terminal::line);
    }

    /** What stands below a verdict; the last line is where the cursor goes to. */
    private List<String> below() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (verdict.passed()) {
            lines.addAll(Text.paragraph("Try next: " + lesson.page().tryNext()));
        } else {
            String files =
                    lesson.sources().stream()
                            .map(source -> source.getFileName().toString())
                            .collect(Collectors.joining(", "));
            lines.addAll(Text.wrap("Edit:     lessons/" + lesson.name() + "/ " + files, 10));
            lines.add("The page: lessons/" + lesson.name() + "/README.md");
        }
        lines.add("");
        Text.wrap(keyboard == null ? WAITS : keys(), 0).forEach(x -> lines.add(terminal.faint(x)));
        return lines;
    }

    private String keys() {
        boolean passed = verdict != null && verdict.passed();
        return (passed ? "n next · s solution · " : "h hint · n next · ")
                + "p back · t page · d demo · l list · r again · x reset · q quit";
    }

    private void pressed(int key) {
        try {
            switch (key) {
                case 'h' -> HintCommand.show(context, lesson, "h");
                case 'n' -> step(1);
                case 'p' -> step(-1);
                case 'l' -> choose();
                case 'r' -> grade();
                case 't' -> page();
                case 's' -> solution();
                case 'd' -> demo();
                case 'x' -> reset();
                case 'q', Keyboard.END, 3, 4 -> status = Workbook.PASSED;
                default -> terminal.line(terminal.faint(keys()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (status == GOES_ON) {
                keyboard.more();
            }
        }
    }

    private void step(int by) {
        List<Lesson> all = context.catalogue().lessons();
        int next = all.indexOf(lesson) + by;
        if (next < 0 || next >= all.size()) {
            terminal.line(by > 0 ? "That is the last lesson." : "That is the first lesson.");
        } else {
            open(all.get(next));
        }
    }

    private void choose() {
        Lesson chosen = new Chooser(keyboard, context, lesson).choose().orElse(lesson);
        if (!chosen.equals(lesson) || verdict == null) {
            open(chosen);
        } else {
            show(false);
        }
    }

    private void solution() throws IOException {
        if (context.progress().solved(lesson)) {
            browse("the solution of lesson " + lesson.id(), lines(lesson.solution()));
        } else {
            terminal.line("The solution is shown when the lesson is solved. Before that:");
            terminal.line("  ./workbook solution " + lesson.id() + " --reveal");
        }
    }

    private void page() throws IOException {
        String markdown = Files.readString(lesson.folder().resolve("README.md"));
        browse(lesson.page().title(), PageText.lines(markdown, terminal::bold));
    }

    private static List<String> lines(List<Path> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
            lines.add("");
        }
        return lines;
    }

    private void browse(String title, List<String> lines) {
        keyboard.page(title, String.join("\n", lines) + "\n");
        if (verdict != null) {
            show(false);
        }
    }

    /** On the keyboard's thread. */
    private void heard(int key) {
        CompletableFuture<Integer> ending = endOfDemo;
        if (ending == null) {
            queue.add(() -> pressed(key));
        } else {
            ending.complete(key);
        }
    }

    /** Plays the demonstration, until it is over or a key is pressed. */
    private void demo() {
        terminal.clear();
        terminal.line(terminal.faint("Any key ends the demonstration."));
        Thread playing = Thread.currentThread();
        CompletableFuture<Integer> key = new CompletableFuture<>();
        CompletableFuture<Void> ended = key.thenRun(playing::interrupt);
        endOfDemo = key;
        keyboard.more();
        Workbook.run("demo", lesson.id());
        if (!key.isDone()) {
            terminal.line();
            terminal.line(terminal.faint("Any key goes back."));
        }
        key.join();
        ended.join();
        Thread.interrupted(); // it was for the demonstration
        endOfDemo = null;
        if (verdict != null) {
            show(false);
        }
    }

    private void reset() throws IOException {
        terminal.line(
                "Bring the stubs of lesson "
                        + lesson.id()
                        + " back? A copy of your files is kept. (y/n)");
        if (keyboard.read() == 'y') {
            ResetCommand.reset(context, lesson);
        } else {
            terminal.line("Nothing was changed.");
        }
    }
}
