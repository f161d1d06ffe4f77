package workbook.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.catalogue.Home;

/**
 * Reports when a Java file in {@code lessons/} is saved, no matter how the editor does it.
 *
 * <p>The operating system's events arrive at once. But a system may run out of watches, and for
 * some folders (shared ones, those of a virtual machine) it sends no events. So this class also
 * polls all files: rarely while the events work, often when they don't.
 */
final class Saves implements AutoCloseable {

    private static final long RARELY = 2_000; // ms from one poll to the next
    private static final long OFTEN = 250;

    /** The attributes that change when a file is written. */
    private record Stamp(FileTime modified, long size, Object key) {}

    private static final Stamp UNREADABLE = new Stamp(FileTime.fromMillis(0), -1, null);

    private final Path lessons;
    private final Consumer<Set<String>> saved;
    private final Consumer<String> trouble;
    private final Map<Path, Stamp> seen = new HashMap<>();
    private final Set<Path> unnoticed = new HashSet<>(); // the last poll found them first
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "saves");
                        thread.setDaemon(true);
                        return thread;
                    });
    private FileEvents events; // null if the system sends none
    private boolean often;
    private boolean closed;

    /**
     * Starts to watch.
     *
     * @param saved gets the names of the lesson folders that changed at the same time; called on a
     *     thread of this object
     * @param trouble gets a sentence, once, if the system sends no events
     */
    Saves(Path lessons, Consumer<Set<String>> saved, Consumer<String> trouble) {
        this(lessons, saved, trouble, SystemFileEvents::new);
    }

    Saves(
            Path lessons,
            Consumer<Set<String>> saved,
            Consumer<String> trouble,
            FileEvents.Source source) {
        this.lessons = real(lessons);
        this.saved = saved;
        this.trouble = trouble;
        seen.putAll(stamps());
        try {
            events = source.begin(this.lessons, this::noticed, this::ended);
        } catch (IOException e) {
            ended(e.getMessage());
        }
        lookLater();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath(); // events contain real paths
        } catch (IOException e) {
            return folder.toAbsolutePath();
        }
    }

    /**
     * Handles an event of the system.
     *
     * @param file the file that has changed; null if the system does not know which one
     */
    private synchronized void noticed(Path file) {
        if (closed) {
            return;
        }
        if (file == null || file.getParent().equals(lessons)) { // perhaps a whole folder changed
            looks.execute(() -> look(false));
        } else if (isLearners(file)) {
            unnoticed.remove(file);
            seen.put(file, stamp(file));
            saved.accept(Set.of(lessonOf(file)));
        }
    }

    private synchronized void ended(String reason) {
        if (!closed && !often) {
            often = true;
            trouble.accept(
                    "The system does not report saved files here (%s), so the workbook looks at them %d times a second."
                            .formatted(reason, 1000 / OFTEN));
        }
    }

    private synchronized void lookLater() {
        if (!closed) {
            looks.schedule(this::lookAgain, often ? OFTEN : RARELY, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAgain() {
        try {
            look(true);
        } finally {
            lookLater();
        }
    }

    /**
     * Polls all files and reports those that have changed since the last poll.
     *
     * @param unasked true for a regular poll, so that the system should have reported any change
     *     already
     */
    private synchronized void look(boolean unasked) {
        if (unasked && !unnoticed.isEmpty()) {
            ended("a save went unreported");
            unnoticed.clear();
        }
        Map<Path, Stamp> now = stamps();
        Set<Path> all = new HashSet<>(now.keySet());
        all.addAll(seen.keySet());
        Set<String> changed = new TreeSet<>();
        for (Path file : all) {
            if (!Objects.equals(now.get(file), seen.get(file))) {
                if (unasked && !often) {
                    unnoticed.add(file);
                }
                changed.add(lessonOf(file));
            }
        }
        seen.clear();
        seen.putAll(now);
        if (!changed.isEmpty()) {
            saved.accept(changed);
        }
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path folder : list(lessons)) {
            for (Path file : list(folder)) {
                if (isLearners(file)) {
                    stamps.put(file, stamp(file));
                }
            }
        }
        return stamps;
    }

    private static Iterable<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        Set<Path> entries = new HashSet<>();
        try (var listed = Files.newDirectoryStream(folder)) {
            listed.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            // The folder is being deleted, or cannot be read. Use what was found so far.
        }
        return entries;
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private boolean isLearners(Path file) {
        return Home.isJavaFile(file)
                && file.startsWith(lessons)
                && lessons.relativize(file).getNameCount() == 2;
    }

    private String lessonOf(Path file) {
        return lessons.relativize(file).getName(0).toString();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            looks.shutdownNow();
        }
        if (events != null) {
            events.close();
        }
    }
}
