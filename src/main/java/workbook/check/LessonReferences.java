package workbook.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;

/** Finds references to lessons and files that do not exist. */
final class LessonReferences {

    private static final String NUMBER = "(\\d{1,2}(?:'s)?)";
    // "lesson 03", "lessons 14 and 15", "lessons 11 to 13"; comments in Java continue after a "*"
    private static final Pattern IN_WORDS =
            Pattern.compile(
                    "(?i)\\blessons?[\\s*/]+"
                            + NUMBER
                            + "(?:(?:,|–|-|[\\s*/]+(?:and|or|to)\\b)(?:[\\s*/]+(?:and|or))?[\\s*/]*"
                            + NUMBER
                            + ")*\\b");
    private static final Pattern ONE = Pattern.compile("\\d{1,2}");
    private static final Pattern IN_BRACKETS = Pattern.compile("(?<=\\s)\\((\\d\\d)\\)");
    private static final Pattern LINK =
            Pattern.compile("\\[([^]\\n]*)]\\((?!https?:|#)([^)#\\s]+)");

    private final Path root;
    private final List<String> lessons;

    LessonReferences(Home home) {
        root = home.root();
        lessons = Catalogue.of(home).all().stream().map(Lesson::id).toList();
    }

    /** Returns the problems with the references in README and docs, a sentence each. */
    static List<String> problemsOfDocs(Home home) {
        LessonReferences references = new LessonReferences(home);
        List<String> problems =
                new ArrayList<>(references.problems(home.root().resolve("README.md")));
        try (Stream<Path> docs = Files.list(home.root().resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(file -> problems.addAll(references.problems(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems;
    }

    /** Returns the problems with the references in a page or a Java file, a sentence each. */
    List<String> problems(Path file) {
        String name = root.relativize(file).toString().replace('\\', '/');
        List<String> problems = new ArrayList<>();
        try {
            String text = Files.readString(file);
            for (String number : missing(text)) {
                problems.add(
                        "%s sends the reader to lesson %s, which does not exist"
                                .formatted(name, number));
            }
            Matcher link = LINK.matcher(name.endsWith(".md") ? text : "");
            while (link.find()) {
                if (!Files.exists(file.resolveSibling(link.group(2)))) {
                    problems.add(
                            "%s links to %s, which does not exist".formatted(name, link.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems;
    }

    /** Returns the numbers of lessons that a text refers to but that do not exist, in order. */
    List<String> missing(String text) {
        List<String> named = new ArrayList<>();
        Matcher words = IN_WORDS.matcher(text);
        while (words.find()) {
            Matcher one = ONE.matcher(words.group());
            while (one.find()) {
                named.add(one.group());
            }
        }
        Matcher brackets = IN_BRACKETS.matcher(text);
        while (brackets.find()) {
            named.add(brackets.group(1));
        }
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (ONE.matcher(link.group(1)).matches()) {
                named.add(link.group(1));
            }
        }
        return named.stream()
                .map(number -> number.length() == 1 ? "0" + number : number)
                .filter(number -> !lessons.contains(number))
                .distinct()
                .toList();
    }
}
