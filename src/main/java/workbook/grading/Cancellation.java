package workbook.grading;

import java.util.ArrayList;
import java.util.List;

/** Ends a grading that is no longer wanted; from any thread, at any time. */
public final class Cancellation {

    private boolean cancelled;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /** Ends the workers that are at it, and lets no other begin. */
    public synchronized void cancel() {
        cancelled = true;
        workers.forEach(WorkerProcess::close);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** This worker is at it now. */
    synchronized void closes(WorkerProcess worker) {
        workers.add(worker);
        if (cancelled) {
            worker.close();
        }
    }
}
