package workbook.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Prepares other programs that the tool starts. Each gets the user's environment, but without the
 * options that the user has set for every JVM, such as another garbage collector, an agent or a
 * property. These options could prevent a program from starting or change what it does.
 */
public final class JavaProcess {

    /** The environment variables that every JVM reads by itself. */
    private static final List<String> OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private JavaProcess() {}

    /** Returns the {@code java} command of the JDK on which the tool runs. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns JVM options: if the JVM crashes or runs out of memory, it writes files only into this
     * folder.
     *
     * @param folder the folder for these files; the code that starts the JVM deletes it
     */
    public static List<String> crashingInto(Path folder) {
        return List.of(
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-XX:ReplayDataFile=" + folder.resolve("replay.log"),
                "-XX:HeapDumpPath=" + folder.resolve("heap.hprof"),
                "-XX:-CreateCoredumpOnCrash");
    }

    /** Returns a builder for a program in such an environment. */
    public static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        OPTIONS.forEach(builder.environment()::remove);
        return builder;
    }
}
