package workbook.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.catalogue.Lesson;
import workbook.wire.Visible;

/**
 * Checks the files of a submission before they are compiled. If a given file is missing, uses the
 * one that was shipped. If a file that the learner has to write is missing, this is a fault.
 */
final class Inspection {

    private static final int DEPTH = 4; // levels of folders that are searched for a missing file
    private static final int ENTRIES = 1_000; // files and folders that are searched

    private final Submission submission;
    private final Lesson lesson;
    private final Map<String, Stub> stubs;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Path> around; // files in the folder and in some levels below it

    /**
     * Reads and checks the files.
     *
     * @param stubs the lesson's stubs, by the names of their files
     */
    Inspection(Submission submission, Map<String, Stub> stubs) {
        this.submission = submission;
        this.lesson = submission.lesson();
        this.stubs = stubs;
        Map<String, Path> files = new LinkedHashMap<>();
        submission.files().forEach(file -> files.put(Source.name(file), file));
        this.around = files.keySet().containsAll(stubs.keySet()) ? List.of() : around();
        for (String name : stubs.keySet()) {
            Path file = files.remove(name);
            if (file != null) {
                read(file);
            } else {
                missing(name, files);
            }
        }
        files.values().forEach(this::read); // additional classes of the learner
    }

    /** Returns the files that can be compiled, by their names. */
    Map<String, Source> sources() {
        return sources;
    }

    List<Fault> faults() {
        return faults;
    }

    private void read(Path file) {
        try {
            Source source = Source.read(file);
            String declared = source.declaredPackage();
            if (stubs.containsKey(source.name()) && !declared.equals(lesson.name())) {
                faults.add(inPackage(source.name(), declared));
            } else {
                sources.put(source.name(), source);
            }
        } catch (Source.Unusable e) {
            faults.add(e.fault());
        }
    }

    private Fault inPackage(String name, String declared) {
        String right = "package " + lesson.name() + ";";
        return fault(
                name,
                declared.isEmpty()
                        ? name + " has no package line. It must begin with  " + right
                        : "%s has  package %s;%n%s needs package %s;"
                                .formatted(name, declared, name, lesson.name())
                                .replace("\r\n", "\n"));
    }

    private void missing(String name, Map<String, Path> files) {
        Optional<Path> near = named(name);
        if (near.isPresent()) {
            String is = Source.name(near.get());
            files.remove(is);
            faults.add(fault(name, "%s must be called %s.".formatted(Visible.line(is), name)));
        } else if (stubs.get(name).isGiven()) {
            sources.put(name, stubs.get(name).source());
        } else {
            faults.add(fault(name, name + " is missing from " + place() + "." + whatToDo(name)));
        }
    }

    private static Fault fault(String name, String text) {
        return new Fault(name, Fault.Kind.FILE, text);
    }

    /** Returns the folder of the files, as the user knows it. */
    private String place() {
        return Visible.line(submission.label());
    }

    /** Finds a file in the same folder that should probably have this name. */
    private Optional<Path> named(String name) {
        return around.stream()
                .filter(file -> submission.folder().equals(file.getParent()))
                .filter(file -> meant(Source.name(file)).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Returns the intended name, in small letters: {@code uppercaseserver.java} for {@code
     * UppercaseServer.java.txt} or {@code uppercaseserver (1).java}.
     */
    private static String meant(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.txt$", "")
                .replaceFirst("( ?\\(\\d+\\)| - copy| copy)\\.java$", ".java");
    }

    private String whatToDo(String name) {
        Optional<Path> deeper = folderWith(List.of(name));
        if (deeper.isPresent()) {
            return " It lies in " + shown(deeper.get()) + ": put it beside the others.";
        }
        return submission.isLearners() ? " Copy it from src/main/stubs/" + lesson.name() + "." : "";
    }

    /** Returns the first folder that contains one of these files. */
    private Optional<Path> folderWith(Collection<String> names) {
        return around.stream()
                .filter(file -> names.contains(Source.name(file)))
                .map(Path::getParent)
                .findFirst();
    }

    private String shown(Path folder) {
        Path inside = submission.folder().relativize(folder);
        return Visible.line(Path.of(submission.label()).resolve(inside).toString());
    }

    /** Returns why there is nothing to grade and what to do; empty if there is something. */
    String nothingToGrade() {
        List<String> own =
                stubs.keySet().stream().filter(name -> !stubs.get(name).isGiven()).toList();
        boolean any =
                submission.files().stream().map(Source::name).anyMatch(own::contains)
                        || own.stream().anyMatch(name -> named(name).isPresent());
        if (any) {
            return "";
        }
        String none =
                "%s holds none of the files of lesson %s (%s)."
                        .formatted(place(), lesson.id(), String.join(", ", own));
        return none + whatInstead(own);
    }

    private String whatInstead(List<String> own) {
        Optional<Path> deeper = folderWith(own);
        if (deeper.isPresent() && submission.isLearners()) {
            return "\nThey are deeper, in %s. Move them up.".formatted(shown(deeper.get()));
        }
        if (deeper.isPresent()) {
            return "\nThey are deeper, in %s. Name that folder:\n  ./workbook test %s --from %s"
                    .formatted(shown(deeper.get()), lesson.id(), quoted(shown(deeper.get())));
        }
        if (around.isEmpty()) {
            return "\nThe folder is empty.";
        }
        for (String name : submission.files().stream().map(Source::name).toList()) {
            Optional<String> other = lessonWith(name);
            if (other.isPresent()) {
                return "\nIt holds %s, which is a file of lesson %s."
                        .formatted(Visible.line(name), other.get());
            }
        }
        return ofKind(".zip")
                .map(zip -> "\nIt holds " + zip + ": unpack that first.")
                .or(() -> ofKind(".class").map(Inspection::compiled))
                .orElse("\nIt holds " + some() + ".");
    }

    private static String compiled(String file) {
        return "\nIt holds " + file + ", which is compiled. What is graded are the .java files.";
    }

    private Optional<String> ofKind(String end) {
        return around.stream()
                .map(Source::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(end))
                .findFirst()
                .map(Visible::line);
    }

    private String some() {
        return around.stream()
                        .limit(3)
                        .map(Source::name)
                        .map(Visible::line)
                        .collect(Collectors.joining(", "))
                + (around.size() > 3 ? " and other files" : "");
    }

    private Optional<String> lessonWith(String name) {
        Path all = lesson.home().stubs();
        return workbook.catalogue.Home.folders(all).stream()
                .filter(folder -> Files.exists(folder.resolve(name)))
                .map(folder -> Source.name(folder).replaceFirst("lesson(\\d+).*", "$1"))
                .findFirst();
    }

    private static String quoted(String path) {
        return path.contains(" ") ? "\"" + path + "\"" : path;
    }

    private List<Path> around() {
        if (!Files.isDirectory(submission.folder())) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(submission.folder(), DEPTH)) {
            files.limit(ENTRIES).filter(file -> !Files.isDirectory(file)).forEach(found::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            // a folder cannot be read; use what was found so far
        }
        found.sort(null);
        return found;
    }
}
