package workbook.grading;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import workbook.wire.Visible;

/** Decides which files and classes of a submission may be graded. */
final class Admission {

    private static final int FILES = 100;
    private static final int SIZE = 1 << 20; // bytes

    private Admission() {}

    /**
     * Checks the files without opening any of them, because reading a pipe or a device might never
     * end.
     *
     * @return a line for each file that is refused, with the reason; empty if all may be compiled
     */
    static List<String> refusedFiles(Submission submission) {
        List<String> refused = new ArrayList<>();
        if (submission.files().size() > FILES) {
            refused.add(
                    "There are %d Java files; a submission may have %d."
                            .formatted(submission.files().size(), FILES));
            return refused;
        }
        for (Path file : submission.files()) {
            String why = whyRefused(file);
            if (!why.isEmpty()) {
                refused.add(Visible.line(file.getFileName().toString()) + " " + why);
            }
        }
        return refused;
    }

    private static String whyRefused(Path file) {
        try {
            BasicFileAttributes is =
                    Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (is.isSymbolicLink()) {
                return "is a link to another file. Put the file itself there.";
            }
            if (is.isDirectory()) {
                return "is a folder, not a file.";
            }
            if (!is.isRegularFile()) {
                return "is not a regular file but a pipe or a device.";
            }
            if (is.size() > SIZE) {
                return "has %d bytes; at most %d are compiled.".formatted(is.size(), SIZE);
            }
            return "";
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }

    /**
     * Checks the compiled classes. A class must be in the lesson's package, and must not have the
     * name of a class of the grader.
     *
     * @param classes the folder of the compiled classes
     * @return a line for each class that is refused, with the reason; empty if all may be graded
     */
    static List<String> refusedClasses(Submission submission, Path classes, Set<String> graders)
            throws IOException {
        String lesson = submission.lesson().name();
        List<String> refused = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = name(classes.relativize(file));
                int dot = name.lastIndexOf('.');
                if (name.contains("$") && !graders.contains(name)) {
                    continue; // its outer class is checked instead
                }
                if (graders.contains(name)) {
                    refused.add(
                            "The class %s has the name of a class of the grader. Choose another name, or leave it out."
                                    .formatted(name.substring(dot + 1)));
                } else if (!name.substring(0, Math.max(0, dot)).equals(lesson)) {
                    refused.add(
                            "The class %s is not in the lesson's package. Its file must begin with  package %s;"
                                    .formatted(name, lesson));
                }
            }
        }
        return refused;
    }

    private static String name(Path file) {
        String name = file.toString();
        return name.substring(0, name.length() - ".class".length())
                .replace(file.getFileSystem().getSeparator(), ".");
    }
}
