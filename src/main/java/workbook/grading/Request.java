package workbook.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.Lesson;
import workbook.worker.Frame;

/** Builds the requests for a {@link workbook.worker.Worker}. */
final class Request {

    private static final Pattern MEMBER = Pattern.compile("\\b(?:class (\\w+)|void (\\w+)\\()");

    private Request() {}

    /**
     * Returns a request to grade the classes in a folder.
     *
     * @param first the task whose tests are run first; empty for none
     * @param graders the sources of the graders to run
     * @param leftOut the ids of the tests that are not run
     */
    static Frame grade(
            GradingMode mode,
            Lesson lesson,
            List<String> order,
            String first,
            List<Path> graders,
            Path classes,
            Build build,
            List<String> leftOut) {
        return of(mode.request, lesson, order, first, graders, classes, build, leftOut);
    }

    /** Returns a request to run a lesson's grader on the reference solution, without a report. */
    static Frame rehearse(Lesson lesson, Build build) {
        List<Path> graders = lesson.graders();
        return of(
                "rehearse",
                lesson,
                order(lesson),
                "",
                graders,
                build.reference(),
                build,
                List.of());
    }

    private static Frame of(
            String kind,
            Lesson lesson,
            List<String> order,
            String first,
            List<Path> graders,
            Path classes,
            Build build,
            List<String> leftOut) {
        List<String> texts = new ArrayList<>();
        texts.add(kind);
        texts.add(lesson.name());
        texts.add(classes.toString());
        texts.add(build.graders().toString());
        texts.add(String.join("\n", order));
        texts.add(first);
        texts.add(String.valueOf(graders.size()));
        for (Path grader : graders) {
            texts.add(lesson.name() + "." + grader.getFileName().toString().replace(".java", ""));
        }
        texts.addAll(leftOut);
        return new Frame(texts);
    }

    /** Returns the tests in the order of the graders' sources: {@code Class.method}. */
    static List<String> order(Lesson lesson) {
        List<String> order = new ArrayList<>();
        for (Path file : lesson.graders()) {
            try {
                Matcher member = MEMBER.matcher(Files.readString(file));
                String type = "";
                while (member.find()) {
                    if (member.group(1) != null) {
                        type = member.group(1);
                    } else {
                        order.add(type + "." + member.group(2));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return order;
    }
}
