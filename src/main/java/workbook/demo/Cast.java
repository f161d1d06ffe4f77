package workbook.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.demo.clock.ProgramMain;
import workbook.process.JavaProcess;

/**
 * Builds the commands that start the programs of a demonstration.
 *
 * @param classes the folder of the lesson's compiled classes
 * @param python whether the clients are the Python programs in {@code src/test/python}
 */
public record Cast(Home home, Lesson lesson, Path classes, boolean python) {

    /** Returns whether this machine can run {@code python3}. */
    public static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Returns the command that starts a server.
     *
     * @param type the simple name of its class
     * @param port the port to listen on; 0 for any free one
     */
    List<String> server(String type, int port) {
        return timed(type, List.of(String.valueOf(port)));
    }

    /** Returns the command that starts a client of a server on this machine. */
    List<String> client(String type, int port) {
        if (!python) {
            return timed(type, List.of("127.0.0.1", String.valueOf(port)));
        }
        String name = type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT) + ".py";
        Path script = home.root().resolve("src/test/python").resolve(name);
        if (!Files.exists(script)) {
            throw new UsageError("There is no " + type + " in Python for this lesson.");
        }
        Path clock = home.root().resolve("src/main/python/program_clock.py");
        return List.of("python3", "-u", clock.toString(), script.toString(), String.valueOf(port));
    }

    /** Returns the command that starts a program whose classes {@code TimedClass} has changed. */
    private List<String> timed(String type, List<String> arguments) {
        List<String> command = jvm(File.pathSeparator + home.target().resolve("workbook.jar"));
        command.add(ProgramMain.class.getName());
        command.add(lesson.name() + "." + type);
        command.addAll(arguments);
        return command;
    }

    /** Returns the command that starts one of the lesson's programs. */
    public List<String> java(String type, List<String> arguments) {
        List<String> command = jvm("");
        command.add(lesson.name() + "." + type);
        command.addAll(arguments);
        return command;
    }

    private List<String> jvm(String morePath) {
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.java());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xshare:auto");
        command.addAll(JavaProcess.crashingInto(classes)); // a folder that will be deleted
        command.add("--enable-native-access=ALL-UNNAMED"); // for JLine; Java 24 and newer warn
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.add("-cp");
        command.add(
                classes.toString()
                        + File.pathSeparator
                        + home.target().resolve("lib")
                        + "/*"
                        + morePath);
        return command;
    }
}
