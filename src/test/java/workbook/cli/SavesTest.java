package workbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves are seen, whether the system reports them or not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SavesTest {

    @TempDir Path lessons;
    private Path lesson;
    private Path file;
    private final BlockingQueue<Set<String>> saved = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

    @BeforeEach
    void write() throws IOException {
        lesson = Files.createDirectory(lessons.resolve("lesson01_echo"));
        file = Files.writeString(lesson.resolve("Echo.java"), "one");
    }

    @Test
    void without_notices_every_way_of_saving_is_seen() throws Exception {
        try (Saves saves = saves(SavesTest::noneLeft)) {
            assertThat(next(troubles)).contains("no instances left").contains("looks at them");

            Files.writeString(file, "longer"); // in place
            assertThat(next(saved)).containsExactly("lesson01_echo");

            Files.writeString(file, "LONGER"); // of the same size
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            assertThat(next(saved)).containsExactly("lesson01_echo");

            Path draft = Files.writeString(lesson.resolve(".draft"), "LONGER");
            Files.setLastModifiedTime(draft, FileTime.fromMillis(2_000_000));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING); // renamed
            assertThat(next(saved)).containsExactly("lesson01_echo");

            Files.delete(file);
            assertThat(next(saved)).containsExactly("lesson01_echo");
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void notices_that_end_are_replaced_by_looking() throws Exception {
        Deaf deaf = new Deaf();
        try (Saves saves = saves(deaf)) {
            deaf.ended.accept("no watches left");
            deaf.ended.accept("no watches left");

            assertThat(next(troubles)).contains("no watches left");
            Files.writeString(file, "longer");
            assertThat(next(saved)).containsExactly("lesson01_echo");
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void notices_that_never_come_are_replaced_by_looking() throws Exception {
        try (Saves saves = saves(new Deaf())) {
            Files.writeString(file, "longer");

            assertThat(next(saved)).containsExactly("lesson01_echo");
            assertThat(next(troubles)).contains("went unreported");
        }
    }

    @Test
    void a_notice_that_names_no_file_makes_it_look_at_all() throws Exception {
        Deaf deaf = new Deaf();
        try (Saves saves = saves(deaf)) {
            Files.writeString(file, "longer");
            deaf.changed.accept(null);

            assertThat(next(saved)).containsExactly("lesson01_echo");
        }
    }

    @Test
    void what_changed_together_is_reported_together() throws Exception {
        Deaf deaf = new Deaf();
        Path other = Files.createDirectory(lessons.resolve("lesson02_time"));
        Files.writeString(other.resolve("Time.java"), "one");
        try (Saves saves = saves(deaf)) {
            Files.writeString(file, "longer");
            Files.writeString(other.resolve("Time.java"), "longer");
            deaf.changed.accept(null);

            assertThat(next(saved)).containsExactly("lesson01_echo", "lesson02_time");
        }
    }

    @Test
    void hidden_files_and_those_of_editors_are_no_saves() throws Exception {
        Deaf deaf = new Deaf();
        try (Saves saves = saves(deaf)) {
            for (String name :
                    new String[] {
                        ".#Echo.java",
                        "#Echo.java#",
                        "Echo.java~",
                        ".Echo.java.swp",
                        "4913",
                        "Echo.java___jb_tmp___",
                        "._Echo.java",
                        "Echo_flymake.java"
                    }) {
                deaf.changed.accept(lessons.toRealPath().resolve("lesson01_echo").resolve(name));
            }
            assertThat(saved).isEmpty();

            deaf.changed.accept(lessons.toRealPath().resolve("lesson01_echo/Echo.java"));
            assertThat(next(saved)).containsExactly("lesson01_echo");
        }
    }

    @Test
    void a_folder_that_goes_and_comes_back_is_watched_again() throws Exception {
        try (Saves saves = saves(SystemFileEvents::new)) {
            Files.delete(file);
            Files.delete(lesson);
            assertThat(next(saved)).containsExactly("lesson01_echo");

            Files.createDirectory(lesson);
            Files.writeString(file, "back");

            assertThat(next(saved)).containsExactly("lesson01_echo");
        }
    }

    private Saves saves(FileEvents.Source source) {
        return new Saves(lessons, saved::add, troubles::add, source);
    }

    private static FileEvents noneLeft(Path folder, Consumer<Path> changed, Consumer<String> ended)
            throws IOException {
        throw new IOException("no instances left");
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(60, TimeUnit.SECONDS);
    }

    /** A system that reports nothing by itself. */
    private static final class Deaf implements FileEvents.Source {

        private Consumer<Path> changed;
        private Consumer<String> ended;

        @Override
        public FileEvents begin(Path folder, Consumer<Path> changed, Consumer<String> ended) {
            this.changed = changed;
            this.ended = ended;
            return () -> {};
        }
    }
}
