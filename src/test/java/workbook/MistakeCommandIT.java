package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;

/** Authors edit mistakes as complete files, and keep them as patches. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakeCommandIT {

    private CopyOfTheWorkbook copy;

    @BeforeAll
    void copyTheWorkbook(@TempDir Path folder) throws IOException {
        copy = CopyOfTheWorkbook.forAuthors(folder);
    }

    @Test
    void a_patch_becomes_complete_files_and_the_same_patch_again() throws Exception {
        Path patch = mistake("01", "ServerReadsOnce.patch");
        String before = Files.readString(patch);
        String header = before.substring(0, before.indexOf("--- "));

        Result opened = copy.run("mistake", "01", "ServerReadsOnce");

        assertThat(opened.status()).as(opened.out()).isZero();
        assertThat(opened.out())
                .contains("src/test/mistakes/lesson01_uppercase_echo/ServerReadsOnce")
                .contains("run the same command again");
        Path folder = mistake("01", "ServerReadsOnce");
        assertThat(folder.resolve("UppercaseClient.java")).exists();
        assertThat(folder.resolve("UppercaseServer.java")).exists();
        assertThat(folder.resolve("mistake.txt")).content().isEqualTo(header);
        assertThat(patch).doesNotExist();

        Result closed = copy.run("mistake", "01", "ServerReadsOnce");

        assertThat(closed.status()).as(closed.out()).isZero();
        assertThat(patch).hasContent(before);
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_new_mistake_begins_as_the_solution() throws Exception {
        Path folder = mistake("02", "SaysNothing");

        assertThat(copy.run("mistake", "02", "SaysNothing").status()).isZero();
        refused("are still those of the solution", "mistake", "02", "SaysNothing");
        edit(folder.resolve("TimeServer.java"), "import java.io.IOException;\n", "");
        refused(
                "has no text after  mistake:, wire:, fails:, says:",
                "mistake",
                "02",
                "SaysNothing");
        Files.writeString(
                folder.resolve("mistake.txt"), "mistake: m\r\nwire: w\r\nfails: f\r\nsays: s\r\n");
        Files.writeString(folder.resolve("notes"), "mine");
        refused("notes does not belong to the mistake", "mistake", "02", "SaysNothing");
        Files.delete(folder.resolve("notes"));

        assertThat(copy.run("mistake", "02", "SaysNothing").status()).isZero();
        assertThat(folder).doesNotExist();
        assertThat(Files.readString(mistake("02", "SaysNothing.patch")))
                .startsWith("mistake: m\nwire: w\nfails: f\nsays: s\n--- a/TimeServer.java\n")
                .endsWith("-import java.io.IOException;\n");
    }

    @Test
    void patches_are_carried_over_when_the_solution_was_edited() throws Exception {
        Path solution = copy.root().resolve("solutions/lesson03_greeting_exchange");
        Path server = solution.resolve("GreetingServer.java");
        String before = Files.readString(server);
        Files.writeString(server, before.replaceFirst("\nimport", "\n// a comment\nimport"));
        built();

        refused(".patch does not apply", "check", "03");
        Result moved = copy.run("mistake", "03", "--refresh");

        assertThat(moved.status()).as(moved.out()).isZero();
        assertThat(moved.out())
                .containsPattern("[1-9]\\d* were carried over, 0 could not be")
                .containsPattern("[1-9]\\d* patches applied already"); // those of other files

        Files.writeString(server, "class GreetingServer {}\n");
        built();
        Result lost = copy.run("mistake", "03", "--refresh");

        assertThat(lost.status()).isEqualTo(1);
        assertThat(lost.out())
                .containsPattern(
                        "✘ src/test/mistakes/lesson03_greeting_exchange/\\w+\\.patch: "
                                + "GreetingServer\\.java no longer has the lines that it changes");
    }

    @Test
    void what_is_not_understood_is_said_in_one_sentence() throws Exception {
        refused("is named like a class", "mistake", "01", "../x");
        refused("Name one mistake of lesson 01, or use --refresh", "mistake", "01");
        refused(
                "Name one mistake of lesson 01, or use --refresh",
                "mistake",
                "01",
                "X",
                "--refresh");
        refused("There is no lesson 99", "mistake", "99", "ReadsOnce");
    }

    private void refused(String sentence, String... command) throws Exception {
        Result result = copy.run(command);

        assertThat(result.status()).as(result.out()).isEqualTo(2);
        assertThat(result.out()).contains(sentence).doesNotContain("\tat ");
        assertThat(result.out().lines().count()).isLessThanOrEqualTo(2);
    }

    private Path mistake(String lesson, String file) throws IOException {
        try (var folders = Files.list(copy.root().resolve("src/test/mistakes"))) {
            return folders.filter(one -> one.getFileName().toString().startsWith("lesson" + lesson))
                    .findFirst()
                    .orElseThrow()
                    .resolve(file);
        }
    }

    private static void edit(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, replacement));
    }

    /** The solution was edited and built. */
    private void built() throws IOException {
        Files.writeString(copy.root().resolve("target/built"), "newer than its sources");
    }
}
