package workbook.grading;

import java.util.ArrayList;
import java.util.List;

/** Ends a grading that is no longer wanted; from any thread, at any time. */
public final class Cancellation {

    private boolean cancelled;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /** Ends the workers of this grading, and ends every worker that joins it later. */
    public synchronized void cancel() {
        cancelled = true;
        workers.forEach(WorkerProcess::close);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Notes that this worker now works for the grading; ends it if the grading was cancelled. */
    synchronized void closes(WorkerProcess worker) {
        workers.add(worker);
        if (cancelled) {
            worker.close();
        }
    }
}
