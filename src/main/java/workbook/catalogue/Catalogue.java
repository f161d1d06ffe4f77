package workbook.catalogue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All lessons, as found on disk. */
public record Catalogue(Home home, List<Lesson> lessons) {

    private static final Pattern NAME = Pattern.compile("lesson(\\d\\d)_\\w+");

    /**
     * Finds the lessons: whatever has a reference solution, whether the learner's folder is there
     * or not.
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

    private static Page page(Home home, String name) {
        try {
            return Page.parse(
                    Files.readString(
                            home.lessons().resolve(name).resolve("README.md"),
                            StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw new UsageError(
                    "lessons/" + name + "/README.md is not UTF-8; restore it from git.");
        } catch (IOException e) {
            return Page.parse(""); // the learner may do without the page
        }
    }

    /**
     * The lesson of this number, {@code 1} or {@code 01}.
     *
     * @throws UsageError if there is none
     */
    public Lesson find(String number) {
        String id = number.matches("\\d") ? "0" + number : number;
        return lessons.stream()
                .filter(lesson -> lesson.id().equals(id) || lesson.name().equals(number))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageError(
                                        "There is no lesson "
                                                + number
                                                + ". Lessons: "
                                                + lessons.stream()
                                                        .map(Lesson::id)
                                                        .collect(Collectors.joining(" "))
                                                + "."));
    }
}
