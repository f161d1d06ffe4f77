package workbook.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.grading.Cancellation;
import workbook.grading.Submission;
import workbook.grading.Verdict;

/**
 * Grades lessons on a thread of its own. A request for a lesson that is being graded starts it
 * anew.
 */
final class Regrader implements AutoCloseable {

    private static final long PAUSE = 3; // ms; editors empty a file before they write it

    /** What gives the verdicts. */
    interface Grading {
        Verdict grade(Submission submission, Cancellation cancellation);
    }

    private final Grading grader;
    private final Consumer<Verdict> graded;
    private final Set<Lesson> wanted = new LinkedHashSet<>();
    private Lesson current;
    private Cancellation cancellation = new Cancellation();
    private boolean closed;

    /**
     * @param graded is told each verdict, on the thread of the regrader
     */
    Regrader(Grading grader, Consumer<Verdict> graded) {
        this.grader = grader;
        this.graded = graded;
        Thread thread = new Thread(this::work, "regrader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has a lesson graded as its files are from now on, after those that wait already. */
    synchronized void request(Lesson lesson) {
        if (lesson.equals(current)) {
            cancellation.cancel();
        }
        wanted.add(lesson);
        notifyAll();
    }

    /** The same, before those that wait: somebody looks at this lesson. */
    synchronized void requestFirst(Lesson lesson) {
        List<Lesson> others = new ArrayList<>(wanted);
        wanted.clear();
        request(lesson);
        wanted.addAll(others);
    }

    /** Ends what is being graded, and forgets what was to be graded. */
    synchronized void drop() {
        cancellation.cancel();
        wanted.clear();
    }

    synchronized boolean busy() {
        return current != null || !wanted.isEmpty();
    }

    private void work() {
        try {
            for (Lesson lesson = next(); lesson != null; lesson = next()) {
                Cancellation mine = cancellation;
                Verdict verdict = grade(lesson, mine);
                synchronized (this) {
                    current = null;
                }
                if (!mine.cancelled()) {
                    graded.accept(verdict);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Whatever lies in the lesson's folder, a verdict comes, and the next save is graded. */
    private Verdict grade(Lesson lesson, Cancellation mine) {
        try {
            return grader.grade(Submission.ofLearner(lesson), mine);
        } catch (RuntimeException | Error e) {
            String label = "lessons/" + lesson.name();
            return new Verdict(
                    new Submission(lesson, label, lesson.folder(), List.of()),
                    Verdict.Outcome.ERROR,
                    reason(e) + " Save again, or press r, to try once more.",
                    List.of(),
                    Duration.ZERO);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof UsageError) {
            return e.getMessage();
        }
        Throwable cause = e.getCause() instanceof IOException ? e.getCause() : e;
        return cause instanceof NoSuchFileException
                ? cause.getMessage() + " was deleted while it was being graded."
                : "The grader met something unexpected: " + cause + ".";
    }

    private synchronized Lesson next() throws InterruptedException {
        while (!closed) {
            if (wanted.isEmpty()) {
                wait();
                continue;
            }
            current = wanted.iterator().next();
            wait(PAUSE); // a request meanwhile asks for the same
            if (wanted.remove(current)) {
                cancellation = new Cancellation();
                return current;
            }
            current = null; // dropped
        }
        return null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
        notifyAll();
    }
}
