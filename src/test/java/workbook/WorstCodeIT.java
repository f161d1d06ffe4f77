package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void halts_the_program_by_reflection() throws Exception {
        inTheConversation(
                "try { Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 7); }"
                        + " catch (ReflectiveOperationException e) { throw new IOException(e); }");

        assertThat(verdict()).contains("ended, with exit status 7").contains("2 of 4 tasks done");
    }

    @Test
    void uses_all_memory() throws Exception {
        inTheConversation(
                "java.util.List<byte[]> hoard = new java.util.ArrayList<>();"
                        + " while (n != -2) { hoard.add(new byte[1 << 20]); }");

        assertThat(verdict()).contains("used all the memory there is");
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there the worker cannot hide its output")
    void starts_a_program_that_prints() throws Exception {
        String start = "new ProcessBuilder(\"echo\", \"hi\").inheritIO().start();";
        copy.edit(SERVER, READ, READ + "\n        " + start);

        assertThat(copy.run("test", "01").status()).isZero();
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
                .contains("keeps running in answer() at " + where());
    }

    @Test
    void recurses_without_end() throws Exception {
        inTheConversation("answer(in, out); answer(null, null);");
        copy.edit(SERVER, READ, "answer(in, out); int n = 0;");

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
