package kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One of the rounds of {@link Wire#atEachPause}. In each round, the kit holds one of the learner's
 * threads before another of its steps.
 */
public final class Round {

    private static final int MOST = 60; // rounds of one test

    private final Wire wire;
    private final Steering steering;
    private final List<Call<?>> called = new ArrayList<>(); // in meanwhile()
    private final List<Call<?>> waiting = new ArrayList<>(); // those that wait for the held thread
    private boolean heldBefore; // whether the thread was already held before these calls

    private Round(Wire wire, Steering steering) {
        this.wire = wire;
        this.steering = steering;
    }

    /** Plays a scenario once, with a thread held before this step; null for none. */
    static Steering play(Wire wire, Consumer<Round> scenario, Step pause) {
        Steering steering = new Steering(wire.codeUnderTest(), pause, wire.quiescence()::wake);
        wire.steer(new Round(wire, steering));
        try {
            scenario.accept(wire.round());
            wire.checkThreads();
        } finally {
            steering.goOn();
            steering.letGo();
            wire.steer(null);
        }
        return steering;
    }

    /**
     * Returns the steps before which a round holds a thread. If there are too many, each place in
     * the code is chosen once before any is chosen a second time.
     */
    static List<Step> pauses(List<Step> steps) {
        Map<Step, Integer> visits = new LinkedHashMap<>(); // how often its place came before
        Map<String, Integer> places = new LinkedHashMap<>();
        for (Step step : steps) {
            visits.put(step, places.merge(step.who() + step.text(), 1, Integer::sum));
        }
        return visits.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue)) // keeps the order of equals
                .limit(MOST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    /**
     * Runs this before any thread may be held, and returns its result. The steps that threads take
     * meanwhile do not count. Unlike the rest of a scenario before {@link #meanwhile}, this may
     * wait for what the learner's code does.
     */
    public <T> T first(Supplier<T> thing) {
        steering.ignoreSteps(true);
        T result = thing.get();
        wire.settle();
        steering.ignoreSteps(false);
        return result;
    }

    /**
     * Runs these things, one after another, while the thread of this round is held. None of them
     * may wait for something that the learner's code does. Each begins when all other threads of
     * the learner's code are at rest. If it makes a call, the call runs alone until it has ended or
     * waits; then all other threads continue. When they are at rest again after the last thing, the
     * held thread is released, and runs alone at first. After that, the other threads continue:
     * some may have had to wait for it, for example for a lock.
     */
    public void meanwhile(Runnable... things) {
        wire.settle();
        heldBefore = steering.held() != null;
        for (Runnable thing : things) {
            int calls = wire.codeUnderTest().calls().size();
            steering.stop(wire.codeUnderTest().threads());
            thing.run();
            List<Call<?>> all = wire.codeUnderTest().calls();
            if (all.size() > calls) {
                called.addAll(all.subList(calls, all.size()));
                wire.settle();
            }
            steering.goOn();
            wire.settle();
        }
        waiting.addAll(called.stream().filter(call -> !call.done()).toList());
        wire.quiescence().mark();
        if (steering.held() != null) {
            List<Thread> others = new ArrayList<>(wire.codeUnderTest().threads());
            others.remove(steering.held());
            steering.stop(others);
            steering.letGo();
            wire.settle();
            steering.goOn();
        }
        steering.letGo();
    }

    /**
     * Describes where the thread was held, what ran meanwhile, and where the thread waits now.
     * Returns an empty text if no thread was held.
     */
    String describe(List<Place> places) {
        Step pause = steering.pause();
        if (pause == null) {
            return "";
        }
        String where =
                steering.before().isEmpty()
                        ? " was before " + pause.text()
                        : " was between " + steering.before() + " and " + pause.text();
        return pause.who() + where + " when " + happened(pause.who()) + after(pause.who(), places);
    }

    private String happened(String who) {
        boolean itself = !heldBefore && called.stream().anyMatch(call -> call.name().equals(who));
        return called.isEmpty() || itself
                ? "everything else went on."
                : called.stream()
                        .map(
                                call ->
                                        (call.name().equals(who) ? "another " : "")
                                                + call.name()
                                                + (waiting.contains(call) ? " was called" : " ran"))
                        .collect(Collectors.joining(" and ", "", "."));
    }

    private static String after(String who, List<Place> places) {
        List<Place> its = places.stream().filter(place -> place.who().equals(who)).toList();
        return its.size() == 1 && its.get(0).blocked()
                ? " After that it" + its.get(0).describe().substring(who.length()) + "."
                : "";
    }

    Steering steering() {
        return steering;
    }
}
