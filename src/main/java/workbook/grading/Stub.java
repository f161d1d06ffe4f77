package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.Lesson;

/** A file of a lesson as it was shipped. */
record Stub(Path file, String text) {

    private static final Pattern TODO = Pattern.compile("\\bTODO (\\d+)");
    private static final Pattern UNWRITTEN =
            Pattern.compile("new UnsupportedOperationException\\(\\s*\"TODO [^\"]*\"\\s*\\)");

    /** Returns the stubs of a lesson by the names of their files. */
    static Map<String, Stub> of(Lesson lesson) {
        Map<String, Stub> stubs = new LinkedHashMap<>();
        for (Path file : lesson.stubs()) {
            try {
                stubs.put(Source.name(file), new Stub(file, Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stubs;
    }

    /** Returns the tasks whose code the learner writes in this file; empty if the file is given. */
    Set<Integer> tasks() {
        Set<Integer> tasks = new TreeSet<>();
        Matcher todo = TODO.matcher(text);
        while (todo.find()) {
            tasks.add(Integer.valueOf(todo.group(1)));
        }
        return tasks;
    }

    /** Returns whether the file is given, so that the learner has nothing to write in it. */
    boolean isGiven() {
        return tasks().isEmpty();
    }

    /** Returns the text of the error of {@link #standIn}, as a failure shows it. */
    static String error(String reason) {
        return "LinkageError: " + reason;
    }

    Source source() {
        return new Source(file, text);
    }

    /**
     * Returns the source that replaces the learner's file if it cannot be used, so that the other
     * files can be graded. Code that calls it gets an error with the reason. A {@code catch
     * (Exception e)} in the learner's code does not catch this error.
     */
    Source standIn(String reason) {
        String error = "new LinkageError(\"" + reason + "\")";
        return new Source(
                file, UNWRITTEN.matcher(text).replaceAll(Matcher.quoteReplacement(error)));
    }
}
