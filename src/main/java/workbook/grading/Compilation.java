package workbook.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.catalogue.Lesson;
import workbook.files.TemporaryFolder;
import workbook.grading.TestResult.Outcome;

/**
 * Compiles as much of a submission as possible. It replaces a file that cannot be used by its stub,
 * whose methods throw an error with the reason, so that the other files can be graded. It never
 * uses the reference solution in place of a learner's file.
 */
final class Compilation {

    private final Submission submission;
    private final Lesson lesson;
    private final Path classes;
    private final Path reference;
    private final Map<String, Stub> stubs;
    private final Map<String, Source> sources;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> replaced = new LinkedHashMap<>(); // file and reason
    private final boolean gradable;

    /**
     * Compiles the submission.
     *
     * @param classes the folder for the class files
     * @param reference the compiled reference solutions
     */
    Compilation(Submission submission, Path classes, Path reference) throws IOException {
        this.submission = submission;
        this.lesson = submission.lesson();
        this.classes = classes;
        this.reference = reference;
        this.stubs = Stub.of(lesson);
        Inspection inspection = new Inspection(submission, stubs);
        this.sources = inspection.sources();
        String nothing = inspection.nothingToGrade();
        if (nothing.isEmpty()) {
            replace(inspection.faults());
            gradable = compile();
        } else {
            faults.add(new Fault("", Fault.Kind.FILE, nothing));
            gradable = false;
        }
    }

    /** Returns whether no file has a fault. */
    boolean isWhole() {
        return faults.isEmpty();
    }

    /** Returns whether there is anything to grade. */
    boolean isGradable() {
        return gradable;
    }

    Verdict.Outcome outcome() {
        return Fault.outcome(faults);
    }

    /** Returns a full description of what is wrong. */
    String problem() {
        boolean signatures = faults.stream().anyMatch(f -> f.kind() == Fault.Kind.CONTRACT);
        return Fault.describe(faults) + (signatures ? "\n\n" + signaturesAdvice() : "");
    }

    private String signaturesAdvice() {
        return "The signatures must be those of the stub: "
                + (submission.isLearners()
                        ? "./workbook reset %s brings it back (and keeps a copy of yours)."
                                .formatted(lesson.id())
                        : "compare with src/main/stubs/%s.".formatted(lesson.name()));
    }

    /**
     * Compiles again and again, replacing files with faults, until no fault is left. Returns
     * whether anything is left to grade.
     */
    private boolean compile() throws IOException {
        while (learnersFilesAreLeft()) {
            List<Fault> errors = compiled(sources);
            List<Fault> found = errors.stream().filter(this::isInLearnersFile).toList();
            if (errors.stream().anyMatch(Compilation::isWithoutFile)) {
                found = tooMuch();
            } else if (!errors.isEmpty() && found.isEmpty()) {
                found = alone(); // one of our files does not fit one of the learner's
            }
            if (errors.isEmpty()) {
                found = Contract.breaches(lesson, classes, reference);
            }
            if (found.isEmpty() || found.stream().anyMatch(this::isReplaced)) {
                faults.addAll(errors);
                return errors.isEmpty() && found.isEmpty();
            }
            replace(found);
        }
        return false;
    }

    private List<Fault> compiled(Map<String, Source> some) throws IOException {
        TemporaryFolder.empty(classes); // javac may write some classes even if others have errors
        return LessonCompiler.compile(lesson, some.values(), classes);
    }

    private static boolean isWithoutFile(Fault error) {
        return error.file().isEmpty();
    }

    /**
     * Finds the learner's files that make javac give up. javac does not name them, so this compiles
     * each of them alone with the stubs.
     */
    private List<Fault> tooMuch() throws IOException {
        List<Fault> found = new ArrayList<>();
        for (String file : List.copyOf(sources.keySet())) {
            if (isLearners(file)) {
                Map<String, Source> one = new LinkedHashMap<>();
                stubs.forEach((name, stub) -> one.put(name, stub.source()));
                one.put(file, sources.get(file));
                compiled(one).stream()
                        .filter(Compilation::isWithoutFile)
                        .map(error -> file + ": " + error.text())
                        .map(text -> new Fault(file, Fault.Kind.COMPILE, text))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /**
     * Returns the faults of each of the learner's files when it is compiled with the stubs of all
     * others.
     */
    private List<Fault> alone() throws IOException {
        List<Fault> found = new ArrayList<>();
        for (String file : sources.keySet()) {
            if (isLearners(file) && stubs.containsKey(file)) {
                Map<String, Source> one = new LinkedHashMap<>(sources);
                stubs.forEach((name, stub) -> one.put(name, stub.source()));
                one.put(file, sources.get(file));
                found.addAll(alone(file, one));
            }
        }
        return found;
    }

    private List<Fault> alone(String file, Map<String, Source> besideStubs) throws IOException {
        List<Fault> errors = compiled(besideStubs);
        List<Fault> own = errors.stream().filter(error -> error.file().equals(file)).toList();
        if (errors.isEmpty()) {
            return Contract.breaches(lesson, classes, reference).stream()
                    .filter(breach -> breach.file().equals(file))
                    .toList();
        }
        // If one of our files has the error, it calls something that this file lacks.
        Fault first = errors.get(0);
        String text = "%s does not fit %s:%n%s".formatted(file, first.file(), first.text());
        return own.isEmpty() ? List.of(new Fault(file, Fault.Kind.CONTRACT, text)) : own;
    }

    private boolean learnersFilesAreLeft() {
        return sources.keySet().stream()
                .filter(stubs::containsKey)
                .anyMatch(file -> isLearners(file) && !stubs.get(file).isGiven());
    }

    private boolean isInLearnersFile(Fault fault) {
        return sources.containsKey(fault.file()) && isLearners(fault.file());
    }

    /**
     * Returns whether a file is the learner's: neither a replacing stub nor a given file that is
     * unchanged.
     */
    private boolean isLearners(String file) {
        return !replaced.containsKey(file)
                && !(stubs.containsKey(file)
                        && stubs.get(file).isGiven()
                        && stubs.get(file).text().equals(sources.get(file).text()));
    }

    private boolean isReplaced(Fault fault) {
        return replaced.containsKey(fault.file());
    }

    private void replace(List<Fault> found) {
        faults.addAll(found);
        for (Fault fault : found) {
            Stub stub = stubs.get(fault.file());
            replaced.putIfAbsent(fault.file(), fault.reason());
            if (stub == null) {
                sources.remove(fault.file());
            } else {
                sources.put(fault.file(), stub.standIn(replaced.get(fault.file())));
            }
        }
    }

    /** Returns the results. A test that needs a replaced file counts as not run. */
    List<TestResult> judge(List<TestResult> results) {
        return results.stream().map(this::judge).toList();
    }

    private TestResult judge(TestResult test) {
        for (String file : replaced.keySet()) {
            Stub stub = stubs.get(file);
            String reason = replaced.get(file);
            boolean theirs = stub != null && stub.tasks().contains(test.task());
            boolean needed = !test.passed() && test.message().contains(Stub.error(reason));
            if (theirs || needed) {
                return new TestResult(
                        test.requirement(),
                        test.title(),
                        test.method(),
                        Outcome.NOT_RUN,
                        reason + "\n" + about(file),
                        "",
                        0);
            }
        }
        return test;
    }

    private String about(String file) {
        return Fault.describe(faults.stream().filter(fault -> fault.file().equals(file)).toList());
    }
}
