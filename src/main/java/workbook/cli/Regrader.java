package workbook.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import workbook.catalogue.Lesson;
import workbook.grading.Cancellation;
import workbook.grading.Grader;
import workbook.grading.Submission;
import workbook.grading.Verdict;

/** Grades lessons on a thread of its own. A request while its lesson is graded starts it anew. */
final class Regrader implements AutoCloseable {

    private static final long PAUSE = 3; // ms; editors empty a file before they write it

    private final Grader grader;
    private final Consumer<Verdict> graded;
    private final Set<Lesson> wanted = new LinkedHashSet<>();
    private Lesson current;
    private Cancellation cancellation = new Cancellation();
    private boolean closed;

    /**
     * @param graded is told each verdict, on the thread of the regrader
     */
    Regrader(Grader grader, Consumer<Verdict> graded) {
        this.grader = grader;
        this.graded = graded;
        Thread thread = new Thread(this::work, "regrader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has a lesson graded as its files are from now on. */
    synchronized void request(Lesson lesson) {
        if (lesson.equals(current)) {
            cancellation.cancel();
        }
        wanted.add(lesson);
        notifyAll();
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
                Verdict verdict = grader.grade(Submission.ofLearner(lesson), mine);
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
