package workbook.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.catalogue.UsageError;
import workbook.grading.Cancellation;
import workbook.grading.Grader;
import workbook.grading.Progress;
import workbook.grading.TestResult;
import workbook.grading.Verdict;
import workbook.grading.Workers;

/**
 * Grades a lesson whenever one of its files is saved, and shows the verdict, until the user quits.
 * Saves, keys and verdicts wait in a queue. One thread handles them, one after another.
 */
final class Watch {

    /** The last line of a verdict if there is no keyboard. */
    static final String WAITS = "Waiting for a save; Ctrl-C ends.";

    private static final int SHORT = 2; // lines that a shortened text keeps, at least

    private static final int GOES_ON = -1;
    private static final int WORKERS = 2; // share a grading; few machines could use more
    private static final long BURST = 300; // ms; an editor that saves all files needs less

    private final Context context;
    private final Terminal terminal;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<String> notes = new ArrayList<>(); // shown since the last key
    private Workers workers;
    private Grader grader;
    private Regrader regrader;
    private Keyboard keyboard; // null if there is none
    private volatile CompletableFuture<Integer> endOfDemo; // null unless a demonstration is playing
    private Lesson lesson;
    private Verdict verdict; // the last verdict on this lesson; null if there is none yet
    private boolean early; // the screen shows first results of the next verdict
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
        queue.add(() -> open(first)); // before any other output
        try (Workers spare = workers;
                Regrader background =
                        new Regrader(
                                (submission, cancellation) ->
                                        grader.grade(
                                                submission,
                                                new Early(submission.lesson(), cancellation),
                                                cancellation),
                                done -> queue.add(() -> graded(done)));
                Keyboard keys = Keyboard.open();
                Saves saves =
                        new Saves(
                                context.home().lessons(),
                                this::savedNow,
                                trouble -> queue.add(() -> say(trouble)))) {
            regrader = background;
            keyboard = keys;
            if (keyboard != null) {
                terminal.measureBy(keyboard::columns);
                keyboard.listen(this::heard);
                keyboard.more();
            }
            while (status == GOES_ON) {
                survive(queue.take());
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Workbook.PASSED;
        }
    }

    /**
     * Runs a task. If it fails, shows the error, so that the watch can handle the next save or key.
     */
    private void survive(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Throwable cause = e.getCause() instanceof IOException ? e.getCause() : e;
            say(
                    e instanceof UsageError
                            ? e.getMessage()
                            : "That did not work: " + cause + ". The watch goes on.");
        }
    }

    /** Shows a sentence at once, and again below each verdict until the next key or lesson. */
    private void say(String sentence) {
        notes.add(sentence);
        terminal.text().wrap(sentence, 0).forEach(terminal::line);
    }

    private void open(Lesson next) {
        lesson = next;
        verdict = null;
        notes.clear();
        workers.rehearse(lesson);
        terminal.clear();
        terminal.line(VerdictText.title(terminal, lesson, "lessons/" + lesson.name()));
        terminal.line();
        intro(rows() - 5).forEach(terminal::line); // 5 lines for the title and the verdict
        terminal.line();
        regrader.drop();
        grade();
        context.progress().rememberOpen(lesson);
    }

    /**
     * Returns the opening of the lesson and the first open task. If possible, they are shortened to
     * {@code room} lines.
     */
    private List<String> intro(int room) {
        List<String> opening = terminal.text().paragraph(PageText.plain(lesson.page().opening()));
        List<String> task = task();
        int over = opening.size() + 1 + task.size() - room;
        if (over > 0) {
            task = shortened(task, task.size() - over);
            over = opening.size() + 1 + task.size() - room;
            opening = shortened(opening, opening.size() - over);
        }
        List<String> lines = new ArrayList<>(opening);
        lines.add("");
        lines.addAll(task);
        return lines;
    }

    /** Returns the lines of the first task that is not done. */
    private List<String> task() {
        Text text = terminal.text();
        if (lesson.page().tasks().isEmpty()) {
            return text.wrap(ReadCommand.missing(lesson), 0);
        }
        return lesson.page().tasks().stream()
                .filter(task -> !done(task))
                .findFirst()
                .map(task -> "Task " + task.number() + ". " + task.title() + ". " + task.text())
                .map(PageText::plain)
                .map(words -> text.wrap(words, 0))
                .orElse(List.of());
    }

    private static List<String> shortened(List<String> lines, int wanted) {
        int size = Math.max(SHORT, wanted);
        if (lines.size() <= size) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, size));
        String last = shown.get(size - 1);
        shown.set(size - 1, last.substring(0, Math.max(0, last.lastIndexOf(' '))) + " …");
        return shown;
    }

    private boolean done(Page.Task task) {
        return verdict == null || verdict.tests().isEmpty()
                ? context.progress().passed(lesson, task)
                : verdict.passed(task);
    }

    /**
     * Queues a save. It runs on a thread of {@code Saves}, and notes the time now, because a save
     * may wait in the queue.
     */
    private void savedNow(Set<String> names) {
        long now = System.nanoTime();
        queue.add(() -> saved(names, now));
    }

    private void saved(Set<String> names, long at) {
        context.catalogue().leftOut().stream()
                .filter(one -> names.contains(one.name()))
                .forEach(one -> say("Lesson " + one.id() + " is left out: it " + one.need() + "."));
        Set<Lesson> others =
                context.catalogue().lessons().stream()
                        .filter(one -> names.contains(one.name()) && !one.equals(lesson))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.contains(lesson.name())) {
            savedAt = at;
            grade();
            others.forEach(regrader::request);
        } else if (!others.isEmpty()) {
            Executor later = CompletableFuture.delayedExecutor(BURST / 2, TimeUnit.MILLISECONDS);
            later.execute(() -> queue.add(() -> savedElsewhere(others, at)));
        }
    }

    private void grade() {
        early = false;
        if (keyboard != null && !regrader.busy()) {
            terminal.line(terminal.faint("Grading …"));
        }
        regrader.requestFirst(lesson);
    }

    /**
     * Opens the first of these lessons, unless the lesson that is shown was saved at the same time.
     */
    private void savedElsewhere(Set<Lesson> others, long at) {
        boolean together = Math.abs(at - savedAt) < TimeUnit.MILLISECONDS.toNanos(BURST);
        if (!together) {
            savedAt = at;
            open(others.iterator().next());
        }
        others.stream().filter(one -> !one.equals(lesson)).forEach(regrader::request);
        if (together && others.contains(lesson)) {
            grade(); // it was opened meanwhile
        }
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

    /** Shows first results before the verdict is complete. */
    private void known(List<String> lines) {
        if (!early && verdict != null) {
            terminal.clear();
            terminal.line(VerdictText.title(terminal, lesson, "lessons/" + lesson.name()));
            terminal.line();
        }
        early = true;
        lines.forEach(terminal::line);
    }

    /** Shows the first failure and each task that is done at once, while the grading continues. */
    private final class Early implements Progress {

        private final Lesson graded;
        private final Cancellation grading;
        private boolean failed;

        Early(Lesson graded, Cancellation grading) {
            this.graded = graded;
            this.grading = grading;
        }

        @Override
        public void failed(TestResult test) {
            if (!failed) {
                failed = true;
                show(
                        text -> {
                            List<String> lines = new ArrayList<>(text.lines(graded, test));
                            lines.add("");
                            return lines;
                        });
            }
        }

        @Override
        public void passed(int task) {
            graded.page().tasks().stream()
                    .filter(one -> one.number() == task)
                    .forEach(one -> show(text -> text.lines(one)));
        }

        private void show(Function<VerdictText, List<String>> lines) {
            if (terminal.hasScreen()) {
                queue.add(
                        () -> {
                            if (graded.equals(lesson) && !grading.cancelled()) {
                                known(lines.apply(new VerdictText(terminal, false)));
                            }
                        });
            }
        }
    }

    /**
     * Shows the verdict, and as much of the task above it as fits.
     *
     * @param first whether this is the first verdict since the user opened the lesson
     */
    private void show(boolean first) {
        List<String> below = below();
        List<String> lines =
                keyboard == null
                        ? new VerdictText(terminal, false).lines(verdict)
                        : fitting(first, rows() - below.size() - 1);
        terminal.clear();
        lines.forEach(terminal::line);
        below.forEach(terminal::line);
    }

    /**
     * Returns the verdict in at most {@code room} lines if possible. It tries to keep the text that
     * the reader has just read.
     */
    private List<String> fitting(boolean first, int room) {
        int left = room - verdictText(room).briefly().lines(verdict).size();
        List<VerdictText> choices = new ArrayList<>();
        if (first) {
            choices.add(verdictText(room).under(intro(Integer.MAX_VALUE)));
            choices.add(verdictText(room).under(intro(left - 1)).briefly());
        }
        choices.add(verdictText(room).under(task()));
        choices.add(verdictText(room).under(shortened(task(), left - 1)).briefly());
        choices.add(verdictText(room));
        choices.add(verdictText(room).briefly());
        List<String> lines = List.of();
        for (VerdictText choice : choices) {
            lines = choice.lines(verdict);
            if (lines.size() <= room) {
                break;
            }
        }
        return lines;
    }

    private int rows() {
        return keyboard == null ? Integer.MAX_VALUE : keyboard.rows();
    }

    private VerdictText verdictText(int room) {
        return new VerdictText(terminal, false).within(room);
    }

    /** Returns the lines below a verdict. */
    private List<String> below() {
        Text text = terminal.text();
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (verdict.passed()) {
            lines.addAll(
                    text.paragraph("Go further: " + PageText.plain(lesson.page().goFurther())));
        } else {
            String files =
                    lesson.filesToEdit().stream()
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.joining(", "));
            lines.addAll(text.wrap("Edit:     lessons/" + lesson.name() + "/ " + files, 10));
            if (keyboard == null) { // with a keyboard, the key t shows it
                lines.addAll(text.wrap("The page: lessons/" + lesson.name() + "/README.md", 10));
            }
        }
        lines.add("");
        notes.forEach(note -> lines.addAll(text.wrap(note, 0)));
        keyLines().forEach(line -> lines.add(terminal.faint(line)));
        return lines;
    }

    private List<String> keyLines() {
        if (keyboard == null) {
            return List.of(WAITS);
        }
        boolean passed = verdict != null && verdict.passed();
        List<String> keys = new ArrayList<>();
        keys.addAll(passed ? List.of("n next", "s solution") : List.of("h hint", "n next"));
        keys.addAll(List.of("p back", "t page", "d demo", "l list"));
        keys.addAll(passed ? List.of() : List.of("r again"));
        keys.addAll(List.of("x reset", "q quit"));
        return terminal.text().items(keys);
    }

    private void pressed(int key) {
        notes.clear();
        try {
            switch (Layout.latin(key)) {
                case 'h' -> HintCommand.show(context, lesson, "h");
                case 'n' -> step(1);
                case 'p' -> step(-1);
                case 'l' -> choose();
                case 'r' -> grade();
                case 't' -> page();
                case 's' -> solution();
                case 'd' -> demo();
                case 'x' -> reset();
                case 'q', Keyboard.GONE, 3, 4 -> status = Workbook.PASSED;
                default -> keyLines().forEach(line -> terminal.line(terminal.faint(line)));
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
            say(by > 0 ? "That is the last lesson." : "That is the first lesson.");
        } else {
            open(all.get(next));
        }
    }

    private void choose() {
        Lesson chosen = new LessonPicker(keyboard, context, lesson).choose().orElse(lesson);
        if (chosen.equals(lesson)) {
            showAgain();
        } else {
            open(chosen);
        }
    }

    private void solution() throws IOException {
        if (context.progress().solved(lesson)) {
            browse("the solution of lesson " + lesson.id(), lines(lesson.solution()), 0);
        } else {
            say("The solution is shown when the lesson is solved. Before that:");
            say("  ./workbook solution " + lesson.id() + " --reveal");
        }
    }

    private void page() throws IOException {
        if (!Files.isRegularFile(ReadCommand.page(lesson))) {
            say(ReadCommand.missing(lesson));
            return;
        }
        List<String> lines = ReadCommand.lines(terminal, lesson, false);
        ReadCommand.pager(terminal, keyboard, lesson).show(placeOfFailure(lines));
        showAgain();
    }

    /**
     * Returns the line of the page with the requirement that failed first; 0 if there is none, or
     * if the learner has not written any code yet.
     */
    private int placeOfFailure(List<String> page) {
        String id =
                Optional.ofNullable(verdict)
                        .flatMap(Verdict::firstFailure)
                        .filter(test -> !test.isUnwritten() || test.task() > 1)
                        .map(test -> test.requirement().id())
                        .orElse("");
        String item = "- " + id + " ";
        return IntStream.range(0, page.size())
                .filter(i -> !id.isEmpty() && page.get(i).startsWith(item))
                .findFirst()
                .orElse(0);
    }

    private static List<String> lines(List<Path> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            Files.readString(file).replace("\t", "    ").lines().forEach(lines::add);
            lines.add("");
        }
        return lines;
    }

    private void browse(String title, List<String> lines, int first) {
        new Pager(terminal, keyboard, title, lines).show(first);
        showAgain();
    }

    /** Shows the verdict again after another view. */
    private void showAgain() {
        if (verdict != null) {
            show(false);
        } else {
            open(lesson);
        }
    }

    /** Handles a key on the keyboard's thread: it ends the demonstration, or waits in the queue. */
    private void heard(int key) {
        CompletableFuture<Integer> ending = endOfDemo;
        if (ending == null) {
            queue.add(() -> pressed(key));
        } else {
            ending.complete(key);
        }
    }

    /** Plays the demonstration, until it ends or a key is pressed. */
    private void demo() {
        terminal.clear();
        terminal.line(terminal.faint("Any key ends the demonstration."));
        Thread playing = Thread.currentThread();
        CompletableFuture<Integer> key = new CompletableFuture<>();
        CompletableFuture<Void> ended = key.thenRun(playing::interrupt);
        endOfDemo = key;
        keyboard.more();
        if (verdict != null && verdict.passed()) {
            Workbook.run("demo", lesson.id(), "--mine");
        } else {
            Workbook.run("demo", lesson.id());
        }
        if (!key.isDone()) {
            terminal.line();
            terminal.line(terminal.faint("Any key goes back."));
        }
        key.join();
        ended.join();
        Thread.interrupted(); // clears the interrupt that ended the demonstration
        endOfDemo = null;
        showAgain();
    }

    private void reset() throws IOException {
        String question = "Bring the stubs of lesson %s back? A copy of your files is kept. (y/n)";
        say(question.formatted(lesson.id()));
        int answer = Layout.latin(keyboard.read());
        notes.clear();
        if (answer == 'y') {
            ResetCommand.reset(context, lesson).forEach(this::say);
        } else {
            say("Nothing was changed.");
        }
    }
}
