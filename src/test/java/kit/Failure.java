package kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workbook.wire.Visible;
import workbook.worker.RequirementTag;
import workbook.worker.RunawayGuard;

/**
 * An expectation that was not met. The message shows the wire, where the learner's threads are,
 * what was expected, what arrived, and the likely cause.
 */
public final class Failure extends AssertionError {

    private static final int THREADS_SHOWN = 3;
    private static final int PRINTED_SHOWN = 3; // lines
    private static final int LINE_SHOWN = 66; // characters

    private Failure(String text) {
        super(text);
    }

    /**
     * @param failed the call that did not end as expected; null if the failure is about something
     *     else
     */
    static Failure of(Wire wire, Expectation expectation, Call<?> failed) {
        wire.quiescence().rest(); // so that what the failure shows does not depend on the moment
        List<Place> places = wire.quiescence().placesAtRest();
        if (wire.quiescence().sawSpinning() && places.size() == 1) {
            places = List.of(places.get(0).spinning()); // by chance it may look blocked just now
        }
        Evidence evidence = new Evidence(wire, expectation, places);
        List<String> lines = new ArrayList<>(wire.transcript().lines());
        String more = lines.isEmpty() ? "       " : "       nothing more: ";
        for (String state : states(wire.codeUnderTest(), places, failed)) {
            lines.add(more + state);
            more = " ".repeat(more.length());
        }
        lines.addAll(printed(wire.codeUnderTest().printed()));
        String schedule = wire.round() == null ? "" : wire.round().describe(places);
        if (!schedule.isEmpty()) {
            lines.add("  schedule  " + schedule);
        }
        lines.add("  expected  " + expectation.expected());
        lines.add("  but was   " + expectation.was());
        if (!speaksForItself(wire.codeUnderTest())) {
            wire.likely().stream()
                    .filter(likely -> likely.ofSchedule() != schedule.isEmpty())
                    .filter(evidence::proves)
                    .map(Likely::advice)
                    .findFirst()
                    .or(evidence::ownCause)
                    .ifPresent(advice -> lines.add("  likely    " + advice + source(wire.tags())));
        }
        Failure failure = new Failure("\n" + String.join("\n", lines));
        failure.keepOnlyTheTest();
        return failure;
    }

    /** Keeps only the grader's lines in the stack trace, for readers who ask to see them. */
    private void keepOnlyTheTest() {
        List<StackTraceElement> kept = new ArrayList<>();
        for (StackTraceElement frame : getStackTrace()) {
            if (frame.getClassName().startsWith("lesson")) {
                kept.add(frame);
            }
        }
        setStackTrace(kept.toArray(StackTraceElement[]::new));
    }

    /**
     * Returns whether an exception explains the failure completely, so that the failure names no
     * cause.
     */
    private static boolean speaksForItself(CodeUnderTest codeUnderTest) {
        return codeUnderTest.thrown().stream()
                .anyMatch(
                        thrown ->
                                Thrown.isToDo(thrown)
                                        || thrown instanceof RunawayGuard.Exit
                                        || thrown instanceof RunawayGuard.Refused
                                        || thrown instanceof RunawayGuard.Crowd);
    }

    private static List<String> states(
            CodeUnderTest codeUnderTest, List<Place> places, Call<?> failed) {
        List<String> states = new ArrayList<>();
        List<Call<?>> ended = codeUnderTest.calls().stream().filter(Failure::isTelling).toList();
        for (Call<?> call : ended) {
            boolean marked = call == failed && ended.size() > 1;
            states.add(call.describe() + (marked ? "   ← not as expected" : ""));
        }
        codeUnderTest.uncaught().stream()
                .map(
                        thrown ->
                                (Thrown.isToDo(thrown) ? "" : "a thread of yours ")
                                        + Thrown.describe(thrown))
                .distinct()
                .limit(THREADS_SHOWN)
                .forEach(states::add);
        places.stream().limit(THREADS_SHOWN).map(Place::describe).forEach(states::add);
        if (places.size() > THREADS_SHOWN) {
            int more = places.size() - THREADS_SHOWN;
            states.add(
                    "and " + more + (more == 1 ? " more thread" : " more threads") + " of yours");
        }
        return states;
    }

    private static boolean isTelling(Call<?> call) {
        boolean telling = call.thrown() != null || !call.name().startsWith("new ");
        return call.done() && telling && !call.name().endsWith("port()");
    }

    private static List<String> printed(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        List<String> all = List.of(text.stripTrailing().split("\r?\n")); // a lone \r is shown
        for (String line : all.subList(0, Math.min(PRINTED_SHOWN, all.size()))) {
            String shown = Visible.line(line);
            shown = shown.length() > LINE_SHOWN ? shown.substring(0, LINE_SHOWN) + "…" : shown;
            lines.add((lines.isEmpty() ? "  printed   " : "            ") + shown);
        }
        if (all.size() > PRINTED_SHOWN) {
            lines.add("            … and more");
        }
        return lines;
    }

    private static String source(Set<String> tags) {
        RequirementTag requirement = RequirementTag.of(tags);
        return requirement.task() == 0 ? "" : "   " + requirement.inPage();
    }

    /** Describes what arrived: {@code nothing}, or the bytes in quotes, with what followed them. */
    static String was(byte[] bytes, byte[] expected, boolean ended, boolean reset) {
        String end = reset ? "the connection was reset" : ended ? "the stream ended" : "";
        if (bytes.length == 0) {
            return end.isEmpty() ? "nothing" : "nothing, and " + end;
        }
        return Expectation.beside(bytes, expected) + (end.isEmpty() ? "" : ", then " + end);
    }
}
