package workbook.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.catalogue.Lesson;

/**
 * The likely causes in the sources of a lesson's graders. A cause is tested from both sides if one
 * mistake must get it, and a neighbour must not. A neighbour is another mistake that fails at the
 * same test. A verdict names one cause only, so a mistake that must get another cause must not get
 * this one.
 */
public final class Causes {

    private static final Pattern CAUSE = Pattern.compile("\\bwhen(?:Held)?\\(");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private final List<String> all;
    private final List<MistakePatch.Header> mistakes;

    /**
     * @param all the causes
     * @param mistakes what is expected of each mistake
     */
    Causes(List<String> all, List<MistakePatch.Header> mistakes) {
        this.all = all;
        this.mistakes = mistakes;
    }

    /** Returns a summary: {@code causes without a neighbour: 3 of 24}. */
    public static String summary(List<Lesson> lessons) {
        List<Causes> causes = lessons.stream().map(Causes::of).toList();
        return "causes without a neighbour: %d of %d"
                .formatted(
                        causes.stream().mapToInt(its -> its.withoutNeighbour().size()).sum(),
                        causes.stream().mapToInt(its -> its.all.size()).sum());
    }

    static Causes of(Lesson lesson) {
        return new Causes(
                lesson.graders().stream().flatMap(grader -> in(read(grader)).stream()).toList(),
                Mistake.of(lesson).stream().map(Mistake::header).toList());
    }

    /** Returns the causes that have no neighbour. */
    List<String> withoutNeighbour() {
        return all.stream().filter(cause -> !hasNeighbour(cause)).toList();
    }

    /**
     * Returns the words that a mistake excludes although no cause contains them, so that excluding
     * them has no effect.
     */
    List<String> unknown() {
        return mistakes.stream()
                .flatMap(mistake -> mistake.nots().stream())
                .filter(not -> all.stream().noneMatch(cause -> cause.contains(not)))
                .toList();
    }

    private boolean hasNeighbour(String cause) {
        return mistakes.stream()
                .filter(mistake -> !mistake.says().isEmpty() && cause.contains(mistake.says()))
                .anyMatch(mistake -> mistakes.stream().anyMatch(it -> parts(it, mistake, cause)));
    }

    private static boolean parts(
            MistakePatch.Header neighbour, MistakePatch.Header mistake, String cause) {
        boolean getsAnother = !neighbour.says().isEmpty() && !cause.contains(neighbour.says());
        return neighbour.fails().equalsIgnoreCase(mistake.fails())
                && (getsAnother || neighbour.nots().stream().anyMatch(cause::contains));
    }

    /**
     * Finds {@code when(…, "words")} in a source. The words may be split into several string
     * literals.
     */
    static List<String> in(String source) {
        List<String> causes = new ArrayList<>();
        Matcher cause = CAUSE.matcher(source);
        while (cause.find()) {
            String last = lastArgument(source, cause.end());
            String words =
                    TEXT.matcher(last)
                            .results()
                            .map(text -> text.group(1).translateEscapes())
                            .collect(Collectors.joining());
            if (!words.isEmpty()) {
                causes.add(words);
            }
        }
        return causes;
    }

    /** Returns the last argument of the call whose opening bracket ends at {@code from}. */
    private static String lastArgument(String source, int from) {
        int depth = 1;
        int start = from;
        int at = from;
        while (at < source.length() && depth > 0) {
            char c = source.charAt(at);
            Matcher text = TEXT.matcher(source).region(at, source.length());
            if (c == '"' && text.lookingAt()) {
                at = text.end();
                continue;
            }
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 1) {
                start = at + 1;
            }
            at++;
        }
        String rest = source.substring(start, at);
        return rest.isBlank() ? "" : rest;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
