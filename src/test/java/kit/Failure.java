package kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workbook.wire.Bytes;
import workbook.worker.Leash;

/**
 * An expectation that was not met, told in full: the wire, where the learner's threads are, what
 * was expected, what came, and the likely cause.
 */
public final class Failure extends AssertionError {

    private static final int THREADS_SHOWN = 3;
    private static final int PRINTED_SHOWN = 3; // lines
    private static final int LINE_SHOWN = 66; // characters

    private Failure(String text) {
        super(text);
    }

    static Failure of(Wire wire, Expectation expectation) {
        wire.patience().rest(); // what a failure shows must not depend on the moment
        List<Place> places = wire.patience().placesAtRest();
        if (wire.patience().sawSpinning() && places.size() == 1) {
            places = List.of(places.get(0).spinning()); // by chance it may look blocked just now
        }
        Evidence evidence = new Evidence(wire, expectation, places);
        List<String> lines = new ArrayList<>(wire.transcript().lines());
        String more = lines.isEmpty() ? "       " : "       nothing more: ";
        for (String state : states(wire.learner(), places)) {
            lines.add(more + state);
            more = " ".repeat(more.length());
        }
        lines.addAll(printed(wire.learner().printed()));
        lines.add("  expected  " + expectation.expected());
        lines.add("  but was   " + expectation.was());
        if (!speaksForItself(wire.learner())) {
            wire.likely().stream()
                    .filter(likely -> likely.fits().test(evidence))
                    .findFirst()
                    .ifPresent(
                            likely ->
                                    lines.add(
                                            "  likely    "
                                                    + likely.advice()
                                                    + source(wire.tags())));
        }
        Failure failure = new Failure("\n" + String.join("\n", lines));
        failure.keepOnlyTheTest();
        return failure;
    }

    /** Of the stack only the line of the grader is of interest, for those who ask for it. */
    private void keepOnlyTheTest() {
        List<StackTraceElement> kept = new ArrayList<>();
        for (StackTraceElement frame : getStackTrace()) {
            if (frame.getClassName().startsWith("lesson")) {
                kept.add(frame);
            }
        }
        setStackTrace(kept.toArray(StackTraceElement[]::new));
    }

    /** Where the exception says all, no cause is guessed. */
    private static boolean speaksForItself(Learner learner) {
        return learner.thrown().stream()
                .anyMatch(thrown -> Thrown.isToDo(thrown) || thrown instanceof Leash.Exit);
    }

    private static List<String> states(Learner learner, List<Place> places) {
        List<String> states = new ArrayList<>();
        for (Call<?> call : learner.calls()) {
            boolean telling = call.thrown() != null || !call.name().startsWith("new ");
            if (call.done() && telling && !call.name().endsWith("port()")) {
                states.add(call.describe());
            }
        }
        for (Throwable thrown : learner.uncaught()) {
            states.add("a thread of yours " + Thrown.describe(thrown));
        }
        places.stream().limit(THREADS_SHOWN).map(Place::describe).forEach(states::add);
        if (places.size() > THREADS_SHOWN) {
            states.add("and " + (places.size() - THREADS_SHOWN) + " more threads of yours");
        }
        return states;
    }

    private static List<String> printed(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        List<String> all = text.stripTrailing().lines().toList();
        for (String line : all.subList(0, Math.min(PRINTED_SHOWN, all.size()))) {
            String shown = line.replace('\0', '␀');
            shown = shown.length() > LINE_SHOWN ? shown.substring(0, LINE_SHOWN) + "…" : shown;
            lines.add((lines.isEmpty() ? "  printed   " : "            ") + shown);
        }
        if (all.size() > PRINTED_SHOWN) {
            lines.add("            … and more");
        }
        return lines;
    }

    private static String source(Set<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith("task-"))
                .findFirst()
                .map(tag -> "   README, task " + tag.substring("task-".length()))
                .orElse("");
    }

    /** {@code nothing}, or the bytes in quotes, with what followed them. */
    static String was(byte[] bytes, byte[] expected, boolean ended, boolean reset) {
        String end = reset ? "the connection was reset" : ended ? "the stream ended" : "";
        if (bytes.length == 0) {
            return end.isEmpty() ? "nothing" : "nothing, and " + end;
        }
        return Bytes.quoteBeside(bytes, expected) + (end.isEmpty() ? "" : ", then " + end);
    }
}
