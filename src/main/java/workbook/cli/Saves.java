package workbook.cli;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells when a Java file in {@code lessons/} was saved, in whatever way an editor does that. */
final class Saves implements AutoCloseable {

    private final Path lessons;
    private final Consumer<String> saved;
    private final DirectoryWatcher watcher;

    /**
     * Watches from now on.
     *
     * @param saved is told the name of the lesson's folder, on a thread of the watcher's
     */
    Saves(Path lessons, Consumer<String> saved) {
        try {
            this.lessons = lessons.toRealPath(); // events tell real paths
            this.saved = saved;
            this.watcher =
                    DirectoryWatcher.builder()
                            .path(this.lessons)
                            .fileHashing(false) // a save without a change is a save
                            .listener(this::changed)
                            .build();
            watcher.watchAsync(
                    task -> {
                        Thread thread = new Thread(task, "saves");
                        thread.setDaemon(true);
                        thread.start();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void changed(DirectoryChangeEvent event) {
        Path path = event.path();
        if (path == null || !path.toString().endsWith(".java")) {
            return;
        }
        Path inside = lessons.relativize(path);
        if (inside.getNameCount() == 2) {
            saved.accept(inside.getName(0).toString());
        }
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
