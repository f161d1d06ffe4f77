package workbook.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import workbook.catalogue.Lesson;
import workbook.catalogue.Page;
import workbook.files.AtomicFile;
import workbook.files.Reason;
import workbook.grading.Verdict;

/**
 * Remembers which lesson was last open, which tasks passed in the last verdict, which lessons are
 * solved, and how many hints were shown. It is stored in one file, which git ignores. Deleting the
 * file loses nothing else.
 */
final class Progress {

    private final Path file;
    private final Properties values = new Properties();
    private boolean told; // the user knows that the file cannot be written

    private Progress(Path file) {
        this.file = file;
    }

    static Progress load(Path state) {
        Progress progress = new Progress(state.resolve("progress.properties"));
        if (Files.exists(progress.file)) {
            try (Reader reader = Files.newBufferedReader(progress.file)) {
                progress.values.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                progress.values.clear(); // unreadable: start again without values
            }
        }
        return progress;
    }

    boolean solved(Lesson lesson) {
        return values.containsKey(lesson.name() + ".solved");
    }

    boolean begun(Lesson lesson) {
        return values.containsKey(lesson.name() + ".tasks");
    }

    boolean passed(Lesson lesson, Page.Task task) {
        String tasks = " " + values.getProperty(lesson.name() + ".tasks", "") + " ";
        return tasks.contains(" " + task.number() + " ");
    }

    /** Returns the name of the lesson that was last open; empty if there was none. */
    String lastOpen() {
        return values.getProperty("open", "");
    }

    void rememberOpen(Lesson lesson) {
        if (!lastOpen().equals(lesson.name())) {
            values.setProperty("open", lesson.name());
            save();
        }
    }

    int hints(Lesson lesson, int task) {
        try {
            return Integer.parseInt(values.getProperty(lesson.name() + ".hints." + task, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void rememberHints(Lesson lesson, int task, int shown) {
        values.setProperty(lesson.name() + ".hints." + task, String.valueOf(shown));
        save();
    }

    void remember(Verdict verdict) {
        if (verdict.tests().isEmpty()) {
            return; // no test ran, so the tasks keep their state
        }
        StringBuilder tasks = new StringBuilder();
        for (Page.Task task : verdict.lesson().page().tasks()) {
            if (verdict.passed(task)) {
                tasks.append(tasks.isEmpty() ? "" : " ").append(task.number());
            }
        }
        values.setProperty(verdict.lesson().name() + ".tasks", tasks.toString());
        if (verdict.passed()) {
            values.setProperty(verdict.lesson().name() + ".solved", "yes");
        }
        save();
    }

    void forget(Lesson lesson) {
        values.remove(lesson.name() + ".tasks");
        values.remove(lesson.name() + ".solved");
        save();
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            StringWriter text = new StringWriter();
            values.store(text, "what ./workbook remembers; may be deleted");
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!told) {
                System.err.println(
                        "What you have solved is not remembered, because %s cannot be written: %s."
                                .formatted(file.getParent(), Reason.of(e)));
            }
            told = true;
        }
    }
}
