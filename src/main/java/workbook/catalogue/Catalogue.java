package workbook.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lessons of a workbook, as found on disk.
 *
 * @param all all lessons, even those that this JDK cannot run
 */
public record Catalogue(Home home, List<Lesson> all) {

    private static final Pattern NAME = Pattern.compile("lesson(\\d\\d)_\\w+");

    /**
     * Finds the lessons. Each folder with a reference solution is a lesson, even if the learner's
     * folder is missing.
     */
    public static Catalogue of(Home home) {
        List<Lesson> lessons = new ArrayList<>();
        for (Path folder : Home.folders(home.solutions())) {
            String name = folder.getFileName().toString();
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                lessons.add(new Lesson(home, matcher.group(1), name, page(home, name)));
            }
        }
        if (lessons.isEmpty()) {
            throw new UsageError("There are no lessons in " + home.root() + ".");
        }
        return new Catalogue(home, List.copyOf(lessons));
    }

    /** Returns the lessons that this JDK can run. */
    public List<Lesson> lessons() {
        return all.stream().filter(Lesson::isRunnable).toList();
    }

    /** Returns the lessons that need a newer JDK. */
    public List<Lesson> leftOut() {
        return all.stream().filter(lesson -> !lesson.isRunnable()).toList();
    }

    private static Page page(Home home, String name) {
        try {
            Path file = home.lessons().resolve(name).resolve("README.md");
            return Page.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Page.parse(""); // the learner may have deleted the page
        }
    }

    /**
     * Returns the lesson with this number, for commands that compile or run it.
     *
     * @throws UsageError if it does not exist, or if this JDK is too old for it
     */
    public Lesson findRunnable(String number) {
        Lesson lesson = find(number);
        if (!lesson.isRunnable()) {
            throw new UsageError(
                    "Lesson %s %s. Set JAVA_HOME to a newer JDK."
                            .formatted(lesson.id(), lesson.need()));
        }
        return lesson;
    }

    /**
     * Returns the lesson with this number, {@code 1} or {@code 01}, for commands that only read it.
     *
     * @throws UsageError if it does not exist
     */
    public Lesson find(String number) {
        String id = number.matches("\\d") ? "0" + number : number;
        return all.stream()
                .filter(lesson -> lesson.id().equals(id) || lesson.name().equals(number))
                .findFirst()
                .orElseThrow(
                        () -> new UsageError("There is no lesson " + number + ". " + hint(number)));
    }

    /**
     * Returns a sentence with the lesson that the user may have meant; otherwise with all numbers.
     */
    private String hint(String typed) {
        String digits = typed.replaceAll("\\D", "").replaceFirst("^0+(?=\\d\\d)", "");
        String id = digits.length() == 1 ? "0" + digits : digits;
        String letters = letters(typed.toLowerCase(Locale.ROOT));
        return all.stream()
                .filter(lesson -> lesson.id().equals(id) || resembles(letters, lesson))
                .findFirst()
                .map(lesson -> "Did you mean %s, %s?".formatted(lesson.id(), lesson.page().title()))
                .orElseGet(
                        () ->
                                all.stream()
                                        .map(Lesson::id)
                                        .collect(Collectors.joining(" ", "Lessons: ", ".")));
    }

    /**
     * Returns whether a lesson's name contains these letters, or begins with the first four of
     * them.
     */
    private static boolean resembles(String letters, Lesson lesson) {
        String name = letters(lesson.name());
        return letters.length() >= 3
                && (name.contains(letters)
                        || name.startsWith(letters.substring(0, Math.min(4, letters.length()))));
    }

    private static String letters(String name) {
        return name.replaceAll("^lesson|[^a-z]", "");
    }
}
