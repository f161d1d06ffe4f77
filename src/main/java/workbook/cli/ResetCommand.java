package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.AtomicFile;

@Command(
        name = "reset",
        description = {
            "Brings the stubs of a lesson back, or the stub of one file.",
            "It keeps a dated copy of your files and prints where it is."
        })
final class ResetCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT);

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(index = "0", paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Only this file, such as UppercaseServer.java.")
    String file;

    @Override
    public Integer call() throws IOException {
        Context context = workbook.context;
        Lesson lesson = context.catalogue().find(number);
        List<Path> stubs = stubs(lesson);
        reset(context, lesson, file == null ? stubs : List.of(only(lesson, stubs)))
                .forEach(context.terminal()::line);
        return Workbook.PASSED;
    }

    /**
     * Returns the stub of the file that the user named. The name may be with or without its folder
     * and its ending.
     */
    private Path only(Lesson lesson, List<Path> stubs) {
        String name = file.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.java$", "") + ".java";
        return stubs.stream()
                .filter(stub -> name(stub).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageError(
                                        "Lesson %s has no file %s. It has: %s."
                                                .formatted(
                                                        lesson.id(),
                                                        name,
                                                        String.join(", ", names(stubs)))));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(ResetCommand::name).toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> stubs(Lesson lesson) {
        List<Path> stubs = lesson.stubs();
        if (lesson.filesWithTodos().isEmpty()) {
            throw new UsageError(
                    "The stubs are missing from src/main/stubs/"
                            + lesson.name()
                            + "; restore them from git.");
        }
        return stubs;
    }

    /**
     * Restores the stubs of a lesson, after copying the files that are there.
     *
     * @return lines that tell the user what was done
     */
    static List<String> reset(Context context, Lesson lesson) throws IOException {
        return reset(context, lesson, stubs(lesson));
    }

    private static List<String> reset(Context context, Lesson lesson, List<Path> stubs)
            throws IOException {
        List<String> done = new ArrayList<>();
        boolean all = stubs.size() == lesson.stubs().size();
        List<Path> yours =
                lesson.sources().stream()
                        .filter(file -> all || names(stubs).contains(name(file)))
                        .toList();
        if (!yours.isEmpty()) {
            Path copy = newFolder(context.home().state().resolve("copies").resolve(lesson.name()));
            for (Path file : yours) {
                keep(file, copy.resolve(file.getFileName()));
            }
            done.add(
                    (yours.size() == 1 ? "Your file is" : "Your files are")
                            + " kept in "
                            + context.home().state().getParent().relativize(copy));
        }
        Files.createDirectories(lesson.folder());
        for (Path stub : stubs) {
            AtomicFile.write(lesson.folder().resolve(stub.getFileName()), Files.readAllBytes(stub));
        }
        context.progress().forget(lesson);
        done.add((all ? "Lesson " + lesson.id() : name(stubs.get(0))) + " is as it was shipped.");
        return done;
    }

    /** Copies a file. If it cannot be copied, because it is a folder or a broken link, moves it. */
    private static void keep(Path file, Path copy) throws IOException {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            Files.copy(file, copy);
        } else {
            Files.move(file, copy);
        }
    }

    /**
     * Creates a folder that is named after the current time. It never returns an existing folder.
     */
    private static Path newFolder(Path parent) throws IOException {
        Files.createDirectories(parent);
        String stamp = LocalDateTime.now().format(STAMP);
        Path folder = parent.resolve(stamp);
        for (int i = 2; Files.exists(folder); i++) {
            folder = parent.resolve(stamp + "-" + i);
        }
        return Files.createDirectory(folder);
    }
}
