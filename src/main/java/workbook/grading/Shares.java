package workbook.grading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import workbook.catalogue.Lesson;

/**
 * Divides a lesson's tests among several workers, so that each needs about the same time. It uses
 * the times of the last run. Before the first run, it uses the lengths of the graders' sources.
 */
final class Shares {

    /**
     * A grader is divided only if one worker would otherwise have more than this many times an
     * equal share. Dividing has a cost: if two workers run the same grader, both must load its
     * classes.
     */
    private static final double LOPSIDED = 1.2;

    /**
     * The work of one worker.
     *
     * @param graders the sources of the test classes that this worker runs
     * @param others the ids of tests in these classes that another worker runs
     */
    record Share(List<Path> graders, List<String> others) {}

    /**
     * A test and how long it took.
     *
     * @param grader the source of its grader
     */
    record Took(Path grader, String id, long nanos) {}

    private final Map<String, List<Took>> last = new ConcurrentHashMap<>(); // by lesson

    /** Notes how long all tests of a lesson took, in the order in which they were planned. */
    void took(Lesson lesson, List<Took> tests) {
        last.put(lesson.id(), tests);
    }

    /**
     * Returns the shares of at most {@code workers} workers. A share consists of whole graders,
     * unless one worker would then have much more to do than the others. A test that did not exist
     * last time is in at least one share, because a worker leaves out only tests that another
     * worker runs.
     */
    List<Share> of(Lesson lesson, int workers) {
        List<Path> graders = lesson.graders();
        List<Took> tests = last.getOrDefault(lesson.id(), List.of());
        Map<Path, Long> took = new HashMap<>();
        tests.forEach(test -> took.merge(test.grader(), test.nanos(), Long::sum));
        boolean known = took.keySet().containsAll(graders);
        ToLongFunction<Path> weight = known ? took::get : grader -> grader.toFile().length();
        List<List<Path>> whole = cut(graders, weight, workers);
        if (known && heaviest(whole, weight) * workers > LOPSIDED * sum(graders, weight)) {
            return cut(tests, Took::nanos, workers).stream().map(s -> of(s, tests)).toList();
        }
        return whole.stream().map(share -> new Share(share, List.of())).toList();
    }

    private static Share of(List<Took> share, List<Took> all) {
        List<Path> graders = share.stream().map(Took::grader).distinct().toList();
        List<String> others =
                all.stream()
                        .filter(test -> graders.contains(test.grader()))
                        .filter(test -> !share.contains(test))
                        .map(Took::id)
                        .toList();
        return new Share(graders, others);
    }

    private static <T> long heaviest(List<List<T>> pieces, ToLongFunction<T> weight) {
        return pieces.stream().mapToLong(piece -> sum(piece, weight)).max().orElse(0);
    }

    private static <T> long sum(List<T> things, ToLongFunction<T> weight) {
        return things.stream().mapToLong(weight).sum();
    }

    /**
     * Cuts a list into pieces of about the same weight. The middle of an element decides to which
     * piece it belongs.
     */
    private static <T> List<List<T>> cut(List<T> things, ToLongFunction<T> weight, int pieces) {
        List<List<T>> cut = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            cut.add(new ArrayList<>());
        }
        double all = Math.max(1, sum(things, weight));
        double before = 0;
        for (T thing : things) {
            double middle = before + weight.applyAsLong(thing) / 2.0;
            cut.get(Math.min(pieces - 1, (int) (middle / all * pieces))).add(thing);
            before += weight.applyAsLong(thing);
        }
        return cut.stream().filter(piece -> !piece.isEmpty()).toList();
    }
}
