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
 * Grades lessons on a separate thread. A request for the lesson that is being graded cancels the
 * grading and starts it again.
 */
final class Regrader implements AutoCloseable {

    private static final long PAUSE = 3; // ms; editors empty a file before they write it

    /** Returns a verdict on a submission. */
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
     * @param graded gets each verdict, on the thread of the regrader
     */
    Regrader(Grading grader, Consumer<Verdict> graded) {
        this.grader = grader;
        this.graded = graded;
        Thread thread = new Thread(this::work, "regrader");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Requests a verdict on the current files of a lesson. Lessons that wait already come first.
     */
    synchronized void request(Lesson lesson) {
        if (lesson.equals(current)) {
            cancellation.cancel();
        }
        wanted.add(lesson);
        notifyAll();
    }

    /**
     * Requests a verdict on the lesson that the user is looking at. It comes before all lessons
     * that wait.
     */
    synchronized void requestFirst(Lesson lesson) {
        List<Lesson> others = new ArrayList<>(wanted);
        wanted.clear();
        request(lesson);
        wanted.addAll(others);
    }

    /** Cancels the current grading, and drops all requests. */
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

    /**
     * Grades a lesson. If the grader fails, for whatever reason, returns a verdict with the error,
     * so that this thread can grade the next save.
     */
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
                : "The grader failed: " + cause + ".";
    }

    private synchronized Lesson next() throws InterruptedException {
        while (!closed) {
            if (wanted.isEmpty()) {
                wait();
                continue;
            }
            current = wanted.iterator().next();
            wait(PAUSE); // a request during this pause is the same one
            if (wanted.remove(current)) {
                cancellation = new Cancellation();
                return current;
            }
            current = null; // the request was dropped
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
