package kit;

import java.util.function.Predicate;

/**
 * A cause that a grader knows of. Of those given to a {@link Wire}, the first one that fits the
 * evidence is named in the failure; if none fits, none is.
 *
 * @param fits what must have been seen for the cause to be likely
 * @param advice one or two sentences to the learner: what the code does, what to do instead
 * @param ofSchedule whether it says why the code went wrong when a thread was held; where one was,
 *     no other cause is proven, for without that the code did well
 */
public record Likely(Predicate<Evidence> fits, String advice, boolean ofSchedule) {

    /** {@code when(seen -> seen.waitsIn("accept"), "serve() reads once. …")}. */
    public static Likely when(Predicate<Evidence> fits, String advice) {
        return new Likely(fits, advice, false);
    }

    /**
     * The same for a failure in a round of {@link Wire#atEachPause} in which a thread was held:
     * {@code whenHeld(seen -> seen.held("serve()", "ServerSocket.accept()", ""), "…")}.
     */
    public static Likely whenHeld(Predicate<Evidence> fits, String advice) {
        return new Likely(fits, advice, true);
    }
}
