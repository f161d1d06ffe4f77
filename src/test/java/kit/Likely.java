package kit;

import java.util.function.Predicate;

/**
 * A likely cause of a failure, declared by a grader. A failure names the first cause of the {@link
 * Wire} that fits the evidence, or none if none fits.
 *
 * @param fits what must have been seen for the cause to be likely
 * @param advice one or two sentences to the learner: what the code does, what to do instead
 * @param ofSchedule whether it explains why the code went wrong when a thread was held. If a thread
 *     was held, no other cause counts, because the code passed when no thread was held
 */
public record Likely(Predicate<Evidence> fits, String advice, boolean ofSchedule) {

    /**
     * Returns a likely cause: {@code when(seen -> seen.waitsIn("accept"), "serve() reads once.
     * …")}.
     */
    public static Likely when(Predicate<Evidence> fits, String advice) {
        return new Likely(fits, advice, false);
    }

    /**
     * Returns a likely cause of a failure in a round of {@link Wire#atEachPause} in which a thread
     * was held: {@code whenHeld(seen -> seen.held("serve()", "ServerSocket.accept()", ""), "…")}.
     */
    public static Likely whenHeld(Predicate<Evidence> fits, String advice) {
        return new Likely(fits, advice, true);
    }
}
