package workbook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.Whole;

@Command(
        name = "reset",
        description = "Brings the stubs of a lesson back; keeps a dated copy of your files.")
final class ResetCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT);

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Override
    public Integer call() throws IOException {
        reset(workbook.context, workbook.context.catalogue().find(number));
        return Workbook.PASSED;
    }

    /** Brings the stubs of a lesson back, after keeping a copy of what is there. */
    static void reset(Context context, Lesson lesson) throws IOException {
        List<Path> stubs = lesson.stubs();
        if (stubs.isEmpty()) {
            throw new UsageError(
                    "The stubs are missing from src/main/stubs/"
                            + lesson.name()
                            + "; restore them from git.");
        }
        List<Path> yours = lesson.sources();
        if (!yours.isEmpty()) {
            Path copy = newFolder(context.home().state().resolve("copies").resolve(lesson.name()));
            for (Path file : yours) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            context.terminal().line("Your files are kept in");
            context.terminal().line("  " + context.home().root().relativize(copy));
        }
        Files.createDirectories(lesson.folder());
        for (Path stub : stubs) {
            Whole.write(lesson.folder().resolve(stub.getFileName()), Files.readAllBytes(stub));
        }
        context.progress().forget(lesson);
        context.terminal().line("Lesson " + lesson.id() + " is as it was shipped.");
    }

    /** A folder named after this moment; never one that is there already. */
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
