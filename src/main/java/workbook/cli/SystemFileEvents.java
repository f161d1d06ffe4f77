package workbook.cli;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reports file changes with the events of the operating system. */
final class SystemFileEvents implements FileEvents {

    private final DirectoryWatcher watcher;

    SystemFileEvents(Path folder, Consumer<Path> changed, Consumer<String> ended)
            throws IOException {
        watcher =
                DirectoryWatcher.builder()
                        .path(folder)
                        .fileHashing(false) // report a save even if the content is the same
                        .listener(listener(changed))
                        .build();
        watcher.watchAsync(SystemFileEvents::start)
                .whenComplete((nothing, e) -> ended.accept(reason(e)));
    }

    private static DirectoryChangeListener listener(Consumer<Path> changed) {
        return new DirectoryChangeListener() {
            @Override
            public void onEvent(DirectoryChangeEvent event) {
                boolean lost = event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW;
                changed.accept(lost ? null : event.path());
            }

            @Override
            public void onException(Exception e) {
                changed.accept(null); // a folder is no longer watched, or not yet
            }
        };
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        thread.start();
    }

    private static String reason(Throwable e) {
        if (e == null) {
            return "the folder was replaced";
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            // it ends with this program anyway
        }
    }
}
