package workbook.grading;

/** Ends a grading that is no longer wanted; from any thread, at any time. */
public final class Cancellation {

    private boolean cancelled;
    private WorkerProcess worker;

    /** Ends the worker that is at it, and lets no other begin. */
    public synchronized void cancel() {
        cancelled = true;
        if (worker != null) {
            worker.close();
        }
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** This worker is at it now. */
    synchronized void closes(WorkerProcess worker) {
        this.worker = worker;
        if (cancelled) {
            worker.close();
        }
    }
}
