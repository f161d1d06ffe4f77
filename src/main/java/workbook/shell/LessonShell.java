package workbook.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import jdk.jshell.tool.JavaShellToolBuilder;
import workbook.catalogue.Home;

/**
 * Opens jshell with a lesson compiled and imported, and helpers that run a server in the background
 * and talk to it. Uses nothing but the JDK, so that it also runs as a single source file: {@code
 * java src/main/java/workbook/shell/LessonShell.java 01}.
 */
public final class LessonShell {

    private LessonShell() {}

    /**
     * Exits with 2 if the lesson does not exist or does not compile.
     *
     * @param args the lesson's number, then {@code --solution} to have the reference solution; the
     *     folder that holds {@code lessons/} is the current one
     */
    public static void main(String[] args) throws Exception {
        String number = args.length > 0 && args[0].matches("\\d{1,2}") ? args[0] : "";
        if (number.isEmpty()) {
            System.err.println("Which lesson? Say, for example: mvn exec:exec@jshell -Dlesson=01");
            System.exit(2);
        }
        Path lesson = find(number.length() == 1 ? "0" + number : number);
        if (lesson == null) {
            System.err.println("There is no lesson " + number + " in lessons/.");
            System.exit(2);
        }
        Path classes = Files.createTempDirectory("workbook-shell-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(classes)));
        boolean solution = List.of(args).contains("--solution");
        Path sources = solution ? Path.of("solutions").resolve(lesson.getFileName()) : lesson;
        if (!compile(sources, classes)) {
            System.err.println(
                    "The lesson does not compile; mend it first, or add --solution for the reference.");
            System.exit(2);
        }
        Path startup = Files.writeString(classes.resolve("startup.jsh"), startup(lesson));
        for (String line : banner(lesson)) {
            System.out.println(line);
        }
        int status =
                JavaShellToolBuilder.builder()
                        .start(
                                "--class-path",
                                classes + File.pathSeparator + libraries(),
                                "--startup",
                                "DEFAULT",
                                "--startup",
                                startup.toString(),
                                "--feedback",
                                "concise");
        System.exit(status);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the system clears its temporary folder
        }
    }

    private static Path find(String id) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("lessons"))) {
            return folders.filter(f -> f.getFileName().toString().startsWith("lesson" + id + "_"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static List<Path> sources(Path lesson) throws IOException {
        try (Stream<Path> files = Files.list(lesson)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static boolean compile(Path folder, Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            System.err.println("This Java has no compiler. Install a JDK, 17 or newer.");
            return false;
        }
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-encoding", "UTF-8", "-g"));
        arguments.addAll(List.of("-cp", libraries()));
        sources(folder).forEach(file -> arguments.add(file.toString()));
        return javac.run(null, null, null, arguments.toArray(String[]::new)) == 0;
    }

    private static String libraries() {
        return new Home(Path.of(""))
                .lessonLibraries().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
    }

    /** Imports, and the helpers; jshell runs this before the first prompt. */
    private static String startup(Path lesson) {
        return """
                import %s.*;
                import java.io.*;
                import java.net.*;
                import java.nio.charset.StandardCharsets;
                import java.util.concurrent.Callable;
                interface Work { void run() throws Exception; }
                void background(Work work) {
                    Thread thread = new Thread(() -> {
                        try {
                            work.run();
                        } catch (Exception e) {
                            System.out.println("in the background: " + e);
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                }
                Socket connect(int port) throws IOException {
                    return new Socket("localhost", port);
                }
                void send(Socket socket, String text) throws IOException {
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                }
                /** What one read gives, as UTF-8; "" at the end of the stream. */
                String receive(Socket socket) throws IOException {
                    byte[] piece = new byte[1024];
                    int n = socket.getInputStream().read(piece);
                    return n == -1 ? "" : new String(piece, 0, n, StandardCharsets.UTF_8);
                }
                """
                .formatted(lesson.getFileName());
    }

    /** The lines to try, from the lesson's page. */
    private static List<String> banner(Path lesson) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(lesson.getFileName() + " is imported, with background, connect, send, receive.");
        lines.add("Try (a line each; /exit ends):");
        String page = Files.readString(lesson.resolve("README.md"));
        int start = page.indexOf("```jshell");
        if (start >= 0) {
            String code = page.substring(page.indexOf('\n', start) + 1);
            lines.addAll(
                    code.substring(0, code.indexOf("```"))
                            .lines()
                            .map(line -> "    " + line)
                            .collect(Collectors.toList()));
        }
        return lines;
    }
}
