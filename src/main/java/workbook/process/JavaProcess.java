package workbook.process;

import java.nio.file.Path;
import java.util.List;

/**
 * Starts other programs for the tool. Each gets the user's environment, but without the options
 * that the user has set for every Java, such as another garbage collector, an agent or a property.
 * These must change neither whether a program starts nor what it does.
 */
public final class JavaProcess {

    /** The variables that every JVM reads by itself. */
    private static final List<String> OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private JavaProcess() {}

    /** The {@code java} command of the JDK that the tool runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns options for a JVM: if it crashes or runs out of memory, it leaves files only in this
     * folder.
     *
     * @param folder for what it leaves; the code that starts the JVM deletes the folder
     */
    public static List<String> crashingInto(Path folder) {
        return List.of(
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-XX:ReplayDataFile=" + folder.resolve("replay.log"),
                "-XX:HeapDumpPath=" + folder.resolve("heap.hprof"),
                "-XX:-CreateCoredumpOnCrash");
    }

    /** A program that is about to be started in such an environment. */
    public static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        OPTIONS.forEach(builder.environment()::remove);
        return builder;
    }
}
