package workbook.grading;

import java.util.ArrayList;
import java.util.List;

/** Cancels a grading that is no longer wanted. Safe for use by several threads, at any time. */
public final class Cancellation {

    private boolean cancelled;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /** Ends the workers of this grading, and every worker that joins it later. */
    public synchronized void cancel() {
        cancelled = true;
        workers.forEach(WorkerProcess::close);
    }

    /** Returns whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Adds a worker to this grading. Ends the worker at once if the grading was cancelled. */
    synchronized void closes(WorkerProcess worker) {
        workers.add(worker);
        if (cancelled) {
            worker.close();
        }
    }
}
