package workbook.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.grading.GraderTests;

/** Checks what must be true of every lesson's files, without running any of them. */
public final class Curriculum {

    private static final int MISTAKES = 8;
    private static final int ALTERNATIVES = 3;
    private static final Pattern TODO = Pattern.compile("\\bTODO (\\d): ");

    private final Lesson lesson;
    private final List<String> problems = new ArrayList<>();

    private Curriculum(Lesson lesson) {
        this.lesson = lesson;
    }

    /**
     * Returns the problems of a lesson, a sentence each; empty if there are none.
     *
     * @param grader the tests of the lesson's grader
     */
    public static List<String> problems(Lesson lesson, GraderTests grader) {
        Curriculum check = new Curriculum(lesson);
        check.page();
        check.problems.addAll(Requirements.problems(lesson, grader));
        check.stubs();
        check.cases();
        check.references();
        return check.problems;
    }

    /** Returns the problems of README and docs, a sentence each; empty if there are none. */
    public static List<String> problemsOfDocs(Home home) {
        return LessonReferences.problemsOfDocs(home);
    }

    /** Returns whether the learner's files are as they were shipped. */
    public static boolean isUntouched(Lesson lesson) {
        List<Path> stubs = lesson.stubs();
        List<Path> files = lesson.sources();
        if (stubs.size() != files.size()) {
            return false;
        }
        for (int i = 0; i < stubs.size(); i++) {
            if (!read(stubs.get(i)).equals(read(files.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private void page() {
        Page page = lesson.page();
        Path file = lesson.folder().resolve("README.md");
        if (!Files.exists(file)) {
            problem("there is no page lessons/" + lesson.name() + "/README.md");
            return;
        }
        expect(!page.title().isEmpty(), "the page's first line is not  # NN · Title");
        expect(!page.opening().isEmpty(), "the page has no opening");
        expect(!page.tasks().isEmpty(), "the page has no tasks");
        problems.addAll(PageForm.problems(read(file)));
    }

    private void stubs() {
        Set<Integer> todos = new TreeSet<>();
        for (Path stub : lesson.filesWithTodos()) {
            String name = stub.getFileName().toString();
            expect(
                    Files.exists(lesson.solutionFile(name)),
                    "there is a stub of %s but no solution".formatted(name));
            Matcher todo = TODO.matcher(read(stub));
            expect(
                    todo.find(),
                    "the stub of %s has no TODO; given files are in solutions/ and lessons/ only"
                            .formatted(name));
            todo.reset();
            while (todo.find()) {
                todos.add(Integer.parseInt(todo.group(1)));
            }
        }
        Set<Integer> tasks =
                lesson.page().tasks().stream()
                        .map(Page.Task::number)
                        .collect(Collectors.toCollection(TreeSet::new));
        expect(todos.equals(tasks), "TODOs " + todos + " are not the page's tasks " + tasks);
        for (Path solution : lesson.solution()) {
            compare(solution);
        }
    }

    /**
     * Checks that the solution contains every line of the stub except its TODOs, in the same order.
     */
    private void compare(Path solution) {
        String name = solution.getFileName().toString();
        List<String> lines = read(solution).lines().toList();
        expect(lines.stream().noneMatch(line -> line.contains("TODO")), name + " holds a TODO");
        Path stub = lesson.home().stubs().resolve(lesson.name()).resolve(name);
        if (!Files.exists(stub)) {
            return;
        }
        int at = 0;
        boolean inToDo = false;
        for (String line : read(stub).lines().toList()) {
            inToDo = line.contains("// TODO") || (inToDo && line.strip().startsWith("//"));
            if (inToDo || line.contains("\"TODO ")) {
                continue;
            }
            while (at < lines.size() && !lines.get(at).equals(line)) {
                at++;
            }
            if (at == lines.size()) {
                problem(name + ": the solution lacks the stub's line: " + line.strip());
                return;
            }
            at++;
        }
    }

    private void cases() {
        List<Case> cases = Case.of(lesson);
        long mistakes = cases.stream().filter(c -> c.kind() == Case.Kind.MISTAKE).count();
        long alternatives = cases.stream().filter(c -> c.kind() == Case.Kind.ALTERNATIVE).count();
        expect(mistakes >= MISTAKES, mistakes + " mistakes, fewer than " + MISTAKES);
        expect(
                alternatives >= ALTERNATIVES,
                alternatives + " alternatives, fewer than " + ALTERNATIVES);
        Causes.of(lesson)
                .unknown()
                .forEach(not -> problem("no cause says  " + not + "  as a mistake's  not:  does"));
        for (Path folder : Case.alternatives(lesson)) {
            for (Path file : Home.javaFiles(folder)) {
                Path solution = lesson.solutionFile(file.getFileName().toString());
                expect(
                        !Files.exists(solution) || !read(file).equals(read(solution)),
                        "alternative %s need not repeat the solution's %s"
                                .formatted(folder.getFileName(), file.getFileName()));
            }
        }
    }

    private void references() {
        LessonReferences references = new LessonReferences(lesson.home());
        Path page = lesson.folder().resolve("README.md");
        Stream.of(
                        Files.exists(page) ? List.of(page) : List.<Path>of(),
                        lesson.stubs(),
                        lesson.solution(),
                        lesson.graders())
                .flatMap(List::stream)
                .forEach(file -> references.problems(file).forEach(this::problem));
    }

    private void expect(boolean truth, String otherwise) {
        if (!truth) {
            problem(otherwise);
        }
    }

    private void problem(String text) {
        problems.add("lesson " + lesson.id() + ": " + text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
