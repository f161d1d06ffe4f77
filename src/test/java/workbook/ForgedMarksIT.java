package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;

/** A submission with the stubs of lesson 01 and a trick gets no marks, and the verdict says why. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForgedMarksIT {

    private static final String LESSON = "lesson01_uppercase_echo";
    private static final String SERVER = "UppercaseServer.java";

    @TempDir static Path folder;
    @TempDir Path submission;
    private static CopyOfTheWorkbook copy;

    @BeforeAll
    static void copied() throws IOException {
        copy = new CopyOfTheWorkbook(folder);
    }

    @BeforeEach
    void holdsTheStubs() throws IOException {
        for (String file : List.of(SERVER, "UppercaseClient.java")) {
            Files.copy(
                    folder.resolve("src/main/stubs").resolve(LESSON).resolve(file),
                    submission.resolve(file));
        }
    }

    private void add(String file, String... lines) throws IOException {
        Files.write(submission.resolve(file), List.of(lines));
    }

    /** Statements that run as soon as the server's class is used. */
    private void atTheStart(String statements) throws IOException {
        Path server = submission.resolve(SERVER);
        String text = Files.readString(server);
        String head = "class UppercaseServer implements Closeable {";
        assertThat(text).contains(head);
        Files.writeString(
                server,
                text.replace(
                        head,
                        head
                                + " static { try { "
                                + statements
                                + " } catch (Exception e) { throw new IllegalStateException(e); } }"));
    }

    private String graded(int status) throws Exception {
        Result result = copy.run("test", "01", "--from", submission.toString());
        assertThat(result.out()).doesNotContain("✔ task");
        assertThat(result.status()).isEqualTo(status);
        return result.out().replaceAll("\\s+", " ");
    }

    @Test
    void brings_its_own_grader() throws Exception {
        add(
                "UppercaseServerTest.java",
                "package " + LESSON + ";",
                "class UppercaseServerTest { class TheListener { } }");

        assertThat(graded(1))
                .contains("The class UppercaseServerTest has the name of a class of the grader");
    }

    @Test
    void brings_a_class_of_the_kit_and_one_of_JUnit() throws Exception {
        add("Wire.java", "package kit;", "public class Wire { }");
        add(
                "TestAbortedException.java",
                "package org.opentest4j;",
                "public class TestAbortedException extends RuntimeException { }");

        assertThat(graded(1))
                .contains("The class kit.Wire is not in the lesson's package")
                .contains("The class org.opentest4j.TestAbortedException is not in");
    }

    @Test
    void links_to_the_solution() throws Exception {
        Path server = submission.resolve(SERVER);
        Files.delete(server);
        try {
            Files.createSymbolicLink(
                    server, folder.resolve("solutions").resolve(LESSON).resolve(SERVER));
        } catch (FileSystemException | UnsupportedOperationException e) {
            Assumptions.abort("this system lets no program make a link: " + e);
        }

        assertThat(graded(1)).contains(SERVER + " is a link to another file");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no mkfifo")
    void holds_a_pipe_a_folder_and_a_huge_file() throws Exception {
        new ProcessBuilder("mkfifo", submission.resolve("Pipe.java").toString()).start().waitFor();
        Files.createDirectory(submission.resolve("Folder.java"));
        Files.write(submission.resolve("Huge.java"), new byte[(1 << 20) + 1]);

        assertThat(graded(1))
                .contains("Pipe.java is not a regular file")
                .contains("Folder.java is a folder")
                .contains("Huge.java has 1048577 bytes");
    }

    @Test
    void loses_the_compiler() throws Exception {
        add(
                "Deep.java",
                "package " + LESSON + ";",
                "class Deep { int x = " + "-(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }");

        assertThat(graded(1)).contains("does not compile");
    }

    @Test
    void reaches_for_the_grader_by_reflection() throws Exception {
        atTheStart("Class.forName(\"workbook.worker.Worker\").getDeclaredFields();");

        assertThat(graded(1)).contains("your code called Class.forName()");
    }

    @Test
    void reaches_for_the_tool_by_an_agent() throws Exception {
        Path marks = submission.resolve("listed");
        atTheStart(
                "com.sun.tools.attach.VirtualMachine.list(); java.nio.file.Files.createFile(java.nio.file.Path.of(\""
                        + marks.toString().replace('\\', '/')
                        + "\"));");

        assertThat(graded(1)).contains("your code called VirtualMachine.list()");
        assertThat(marks).doesNotExist();
    }

    @Test
    void reaches_for_the_grader_by_a_database() throws Exception {
        Path called = submission.resolve("called");
        atTheStart(
                """
                java.sql.Connection made = java.sql.DriverManager.getConnection("jdbc:h2:mem:");
                made.createStatement().execute("CREATE ALIAS CALLED AS $$ void called()"
                        + " throws Exception { new java.io.File(\\"%s\\").createNewFile(); } $$");
                made.createStatement().execute("CALL CALLED()");
                """
                        .formatted(called.toString().replace('\\', '/')));

        assertThat(graded(1)).contains("your code called DriverManager.getConnection()");
        assertThat(called).doesNotExist();
    }

    @Test
    void kills_the_tool() throws Exception {
        atTheStart("ProcessHandle.current().parent().get().destroyForcibly();");

        assertThat(graded(1)).contains("your code called ProcessHandle.parent()");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a program has no list of its pipes")
    void writes_results_of_its_own() throws Exception {
        atTheStart(
                """
                for (java.io.File file : new java.io.File("/proc/self/fd").listFiles()) {
                    java.nio.file.Path path = file.toPath();
                    if (!java.nio.file.Files.isSymbolicLink(path)
                            || !java.nio.file.Files.readSymbolicLink(path).toString().startsWith("pipe")) {
                        continue;
                    }
                    try (java.io.DataOutputStream out =
                            new java.io.DataOutputStream(new java.io.FileOutputStream(file))) {
                        out.writeInt(2);
                        for (String text : new String[] {"done", "0".repeat(64)}) { // a seal, by its looks
                            out.writeInt(text.length());
                            out.writeBytes(text);
                        }
                    } catch (java.io.IOException e) {
                        // the end that is read
                    }
                }
                """);

        assertThat(graded(1))
                .contains("something else wrote among the results of the grader")
                .containsPattern("\\b0 of \\d+ tests passed");
    }

    /** The next start builds it anew, which this copy is spared. */
    @Test
    void writes_into_the_graders_jar() throws Exception {
        Path jar = folder.resolve("target/workbook-tests.jar");
        Path tool = folder.resolve("target/workbook.jar");
        byte[] graders = Files.readAllBytes(jar);
        byte[] workbook = Files.readAllBytes(tool);
        atTheStart(
                "java.nio.file.Path jar = java.nio.file.Path.of(\"%s\"); java.nio.file.attribute.FileTime time = java.nio.file.Files.getLastModifiedTime(jar); byte[] bytes = java.nio.file.Files.readAllBytes(jar); bytes[bytes.length / 2]++; java.nio.file.Files.write(jar, bytes); java.nio.file.Files.setLastModifiedTime(jar, time);"
                        .formatted(jar.toString().replace('\\', '/')));
        try {
            assertThat(graded(2)).contains("files were changed").contains("workbook-tests.jar");
            assertThat(jar).doesNotExist();
            assertThat(tool).doesNotExist();
        } finally {
            Files.write(jar, graders);
            Files.write(tool, workbook);
            Files.writeString(folder.resolve("target/built"), "newer than its sources");
        }
    }
}
