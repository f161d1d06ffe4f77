package workbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.CopyOfTheWorkbook.Result;

/** Whatever the learner's code does, a verdict comes and says what happened. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorstCodeIT {

    private static final String READ =
            "int n = in.read(piece); // blocks until something has arrived";
    private static final String SERVER = "UppercaseServer.java";

    @TempDir Path folder;
    private CopyOfTheWorkbook copy;
    private String worst;

    @BeforeEach
    void solved() throws IOException {
        copy = new CopyOfTheWorkbook(folder);
        copy.solve();
    }

    private String verdict() throws Exception {
        Result result = copy.run("test", "01");
        assertThat(result.status()).isEqualTo(1);
        return result.out();
    }

    private void inTheConversation(String statement) throws IOException {
        copy.edit(SERVER, READ, READ + "\n        " + statement);
        worst = statement;
    }

    /** {@code UppercaseServer.java:76}, where the worst of the code stands. */
    private String where() throws IOException {
        List<String> lines = Files.readAllLines(copy.lesson(SERVER));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(worst)) {
                return SERVER + ":" + (i + 1);
            }
        }
        throw new IllegalStateException("not there: " + worst);
    }

    @Test
    void does_not_compile() throws Exception {
        copy.edit(SERVER, "out.write(piece, 0, n);", "out.write(piece, 0, n)");

        assertThat(verdict())
                .contains("✘ does not compile")
                .containsPattern("UppercaseServer\\.java:\\d+: ';' expected")
                .containsPattern("out\\.write\\(piece, 0, n\\) .*\n +\\^");
    }

    @Test
    void has_a_changed_signature() throws Exception {
        copy.edit(SERVER, "public int port()", "public long port()");

        assertThat(verdict())
                .contains("✘ lacks what the grader calls")
                .contains("UppercaseServer has    public long port()")
                .contains("UppercaseServer needs  public int port()");
    }

    @Test
    void lacks_a_method() throws Exception {
        copy.edit(SERVER, "public void serve()", "public void serve(int clients)");
        copy.edit(SERVER, "server.serve();", "server.serve(1);");

        assertThat(verdict())
                .contains("UppercaseServer lacks  public void serve()")
                .contains("it has  public void serve(int)");
    }

    @Test
    void is_in_another_package() throws Exception {
        copy.edit(SERVER, "package lesson01_uppercase_echo;", "package echo;");

        assertThat(verdict())
                .contains("UppercaseServer.java has  package echo;")
                .contains("UppercaseServer.java needs package lesson01_uppercase_echo;");
    }

    @Test
    void is_not_even_text() throws Exception {
        Files.write(copy.lesson(SERVER), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(verdict()).contains("✘ does not compile");
    }

    @Test
    void ends_the_program() throws Exception {
        inTheConversation("System.exit(0);");

        assertThat(verdict()).contains("your code called System.exit(0)").contains(where());
    }

    @Test
    void halts_the_program_by_a_method_reference() throws Exception {
        inTheConversation("java.util.function.IntConsumer halt = Runtime.getRuntime()::halt;");
        copy.edit(SERVER, worst, worst + " halt.accept(7);");

        assertThat(verdict()).contains("your code called Runtime.halt(7)").contains(where());
    }

    /** As by a crash: the test finds the worker by the number that the learner's code writes. */
    @Test
    void is_killed_in_the_middle() throws Exception {
        Path number = folder.resolve("number");
        inTheConversation(
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"%s\"), \"\" + ProcessHandle.current().pid() + '.'); while (n != -2) { }"
                        .formatted(number.toString().replace('\\', '/')));
        Process tool = copy.start("test", "01", "--json");
        String pid = "";
        while (!pid.endsWith(".")) {
            assertThat(tool.isAlive()).isTrue();
            pid = Files.exists(number) ? Files.readString(number) : "";
        }
        ProcessHandle.of(Long.parseLong(pid.replace(".", "")))
                .ifPresent(ProcessHandle::destroyForcibly);
        String verdict = new String(tool.getInputStream().readAllBytes(), UTF_8);

        assertThat(tool.waitFor()).isEqualTo(1);
        assertThat(verdict).contains("no reason").contains("\"outcome\" : \"failed\"");
    }

    @Test
    void uses_all_memory() throws Exception {
        inTheConversation(
                "java.util.List<byte[]> hoard = new java.util.ArrayList<>();"
                        + " while (n != -2) { hoard.add(new byte[1 << 20]); }");

        assertThat(verdict()).contains("used all the available memory");
    }

    @Test
    void prints_without_end() throws Exception {
        inTheConversation("while (n != -2) { System.out.println(n); }");

        assertThat(verdict()).contains("was stopped: it printed more than 1 MB").contains(where());
    }

    @Test
    void writes_past_System_out() throws Exception {
        String write = "new java.io.FileOutputStream(java.io.FileDescriptor.out).write(n);";
        copy.edit(SERVER, READ, READ + "\n        " + write);

        assertThat(copy.run("test", "01").status()).isZero();
    }

    @Test
    void starts_another_program() throws Exception {
        inTheConversation("new ProcessBuilder(\"echo\", \"hi\").inheritIO().start();");

        assertThat(verdict().replaceAll("\\s+", " "))
                .contains("your code called new ProcessBuilder(), which no lesson needs")
                .contains(where());
    }

    @Test
    void throws_an_exception_with_an_endless_message() throws Exception {
        inTheConversation("if (n != -2) { throw new RuntimeException(\"x\".repeat(30_000_000)); }");

        assertThat(verdict()).contains("29999000 more characters").hasSizeLessThan(10_000);
    }

    @Test
    void throws_an_exception_that_cannot_be_asked_for_its_message() throws Exception {
        inTheConversation(
                "if (n != -2) { throw new RuntimeException() { public String getMessage() { while (true) { } } }; }");

        assertThat(verdict().replaceAll("\\s+", " "))
                .contains("keeps running in getMessage() at " + where());
    }

    @Test
    void leaves_files_behind_and_deletes_others() throws Exception {
        inTheConversation(
                "java.nio.file.Files.writeString(java.nio.file.Path.of(\"left\"), \"x\"); new java.io.File(\"pom.xml\").delete();");

        assertThat(copy.run("test", "01").status()).isZero();
        assertThat(folder.resolve("left")).doesNotExist();
        assertThat(folder.resolve("pom.xml")).exists();
    }

    @Test
    void floods_the_wire() throws Exception {
        inTheConversation("while (n != -2) { out.write(new byte[4096]); }");

        assertThat(verdict()).contains("waits in write() at " + where());
    }

    @Test
    void spins_for_ever_and_swallows_everything() throws Exception {
        inTheConversation(
                "while (n != -2) { try { Thread.onSpinWait(); } catch (Throwable t) { } }");

        assertThat(verdict().replaceAll("\\s+", " "))
                .contains("keeps running in reply() at " + where());
    }

    @Test
    void takes_longer_than_all_tests_together_may() throws Exception {
        inTheConversation( // which computes, as a wait may be led
                "try { var sha = java.security.MessageDigest.getInstance(\"SHA-256\");"
                        + " for (int i = 0; i < 40; i++) { sha.digest(new byte[1 << 20]); }"
                        + " } catch (java.security.GeneralSecurityException e) { }");
        copy.option("-Dworkbook.seconds=1");

        assertThat(verdict().replaceAll("\\s+", " "))
                .contains("stopped: all tests together took longer than 1 s")
                .contains("were not run for lack of time");
        Result json = copy.run("test", "01", "--json");
        assertThat(json.status()).isEqualTo(1);
        JsonNode lesson = new ObjectMapper().readTree(json.out()).get("lessons").get(0);
        assertThat(lesson.get("outcome").textValue()).isEqualTo("failed");
        assertThat(lesson.toString()).contains("all tests together took longer than 1 s");
    }

    /** Which tasks pass does not depend on it. */
    @Test
    void takes_long_in_each_test_of_a_task() throws Exception {
        inTheConversation("while (n != -2) { Thread.onSpinWait(); }");
        copy.option("-Dworkbook.seconds=12"); // late after one second

        JsonNode lesson =
                new ObjectMapper()
                        .readTree(copy.run("test", "01", "--json").out())
                        .get("lessons")
                        .get(0);

        List<String> passed = new ArrayList<>();
        lesson.get("tasks").forEach(task -> passed.add(task.get("passed").toString()));
        assertThat(passed).first().isEqualTo("true"); // the server listens
        assertThat(passed).last().isEqualTo("true"); // the client
        assertThat(verdict()).contains("for lack of time", "keeps running in reply()");
    }

    @Test
    void recurses_without_end() throws Exception {
        inTheConversation("reply(in, out); reply(null, null);");
        copy.edit(SERVER, READ, "reply(in, out); int n = 0;");

        assertThat(verdict()).contains("ended with StackOverflowError");
    }

    @Test
    void fails_before_it_begins() throws Exception {
        copy.edit(
                SERVER,
                "private final ServerSocket listener;",
                "private static final int NOTHING = 1 / Integer.parseInt(\"0\");\n"
                        + "    private final ServerSocket listener;");

        assertThat(verdict()).contains("ExceptionInInitializerError");
    }

    @Test
    void starts_threads_without_end() throws Exception {
        inTheConversation(
                "for (int i = 0; i < 30; i++) { new Thread(() -> {"
                        + " try { Thread.sleep(600000); } catch (InterruptedException e) { } }).start(); }");

        assertThat(copy.run("test", "01").status()).isEqualTo(1);
    }
}
