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
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;

/** What must be true of every lesson's files, before any of them is run. */
public final class Curriculum {

    private static final int PAGE_LINES = 125; // without the story of the demonstration
    private static final int SOLUTION_LINES = 120;
    private static final int MISTAKES = 8;
    private static final int ALTERNATIVES = 3;
    private static final Pattern TODO = Pattern.compile("\"TODO (\\d): .+\"");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    private final Lesson lesson;
    private final List<String> problems = new ArrayList<>();

    private Curriculum(Lesson lesson) {
        this.lesson = lesson;
    }

    /** What is wrong with a lesson, a sentence each; empty if nothing is. */
    public static List<String> problems(Lesson lesson) {
        Curriculum check = new Curriculum(lesson);
        check.page();
        check.stubs();
        check.cases();
        return check.problems;
    }

    /** Whether the learner's files are those that were shipped. */
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
        for (Page.Task task : page.tasks()) {
            expect(
                    page.hints().stream().anyMatch(hint -> hint.task() == task.number()),
                    "task " + task.number() + " has no hint");
        }
        String text = read(file);
        long lines = text.lines().count() - page.demo().size();
        expect(lines <= PAGE_LINES, "the page has " + lines + " lines, more than " + PAGE_LINES);
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            expect(
                    Files.exists(lesson.folder().resolve(link.group(1))),
                    "the page links to " + link.group(1) + ", which is not there");
        }
    }

    private void stubs() {
        expect(
                names(lesson.stubs()).equals(names(lesson.solution())),
                "stubs and solution are not of the same names: "
                        + names(lesson.stubs())
                        + ", "
                        + names(lesson.solution()));
        Set<Integer> todos = new TreeSet<>();
        for (Path stub : lesson.stubs()) {
            Matcher todo = TODO.matcher(read(stub));
            while (todo.find()) {
                todos.add(Integer.parseInt(todo.group(1)));
            }
        }
        Set<Integer> tasks =
                lesson.page().tasks().stream()
                        .map(Page.Task::number)
                        .collect(Collectors.toCollection(TreeSet::new));
        expect(todos.equals(tasks), "TODOs " + todos + " are not the page's tasks " + tasks);
        expect(todos.size() <= 4, "more than four TODOs");
        for (Path solution : lesson.solution()) {
            compare(solution);
        }
    }

    /** Every line of a stub but those of its TODOs stands in the solution, in the same order. */
    private void compare(Path solution) {
        String name = solution.getFileName().toString();
        List<String> lines = read(solution).lines().toList();
        expect(lines.size() <= SOLUTION_LINES, name + " has " + lines.size() + " lines");
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
    }

    private static Set<String> names(List<Path> files) {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
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
