package workbook.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * Opens jshell with a lesson compiled and imported, and with helpers that run a server in the
 * background and talk to it. It runs as a single source file, before anything is built: {@code java
 * -cp LIBRARIES src/main/java/workbook/shell/LessonShell.java 01}. So it uses only the JDK, and its
 * text is ASCII.
 */
public final class LessonShell {

    /**
     * jshell's usual setting, but with a minute to start instead of 5 s, because the computer may
     * be busy.
     */
    private static final String EXECUTION =
            "failover:0(jdi:hostname(127.0.0.1),timeout(60000)),1(jdi:launch(true),timeout(60000))";

    private LessonShell() {}

    /**
     * Opens the shell. Exits with 2 if the lesson does not exist, needs a newer JDK or does not
     * compile.
     *
     * @param args the lesson's number, then optionally {@code --solution} to import the reference
     *     solution. The current folder must contain {@code lessons/}, and the jars on the class
     *     path must be the libraries that lessons use
     */
    public static void main(String[] args) throws Exception {
        String number = args.length > 0 && args[0].matches("\\d{1,2}") ? args[0] : "";
        if (number.isEmpty()) {
            System.err.println("Which lesson? Say, for example: mvn exec:exec@jshell -Dlesson=01");
            System.exit(2);
        }
        String id = number.length() == 1 ? "0" + number : number;
        Path lesson = find(id);
        if (lesson == null) {
            System.err.println(
                    "There is no lesson %s. These exist: %s."
                            .formatted(id, String.join(", ", lessons())));
            System.exit(2);
        }
        int release = release(lesson);
        if (release > Runtime.version().feature()) {
            System.err.println(
                    "Lesson %s needs JDK %d; this is %d. Set JAVA_HOME to a newer JDK."
                            .formatted(id, release, Runtime.version().feature()));
            System.exit(2);
        }
        Path classes = Files.createTempDirectory("workbook-shell-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(classes)));
        boolean solution = List.of(args).contains("--solution");
        Path sources = solution ? Path.of("solutions").resolve(lesson.getFileName()) : lesson;
        String compiled = System.getProperty("workbook.classes", ""); // set by the tool
        if (compiled.isEmpty() && !compile(sources, classes)) {
            System.err.println(
                    "Lesson %s does not compile. Fix the first error first, or look at the reference: ./workbook shell %s --solution"
                            .formatted(id, id));
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
                                (compiled.isEmpty() ? classes : compiled)
                                        + File.pathSeparator
                                        + libraries(),
                                "--startup",
                                "DEFAULT",
                                "--startup",
                                startup.toString(),
                                "--feedback",
                                "concise",
                                "--execution",
                                EXECUTION);
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
        return folders().stream().filter(f -> id(f).equals(id)).findFirst().orElse(null);
    }

    private static List<String> lessons() throws IOException {
        return folders().stream().map(LessonShell::id).toList();
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("lessons"))) {
            return folders.filter(f -> f.getFileName().toString().matches("lesson\\d\\d_.*"))
                    .sorted()
                    .toList();
        }
    }

    private static String id(Path lesson) {
        return lesson.getFileName().toString().substring("lesson".length(), "lesson00".length());
    }

    /** Returns the JDK that a lesson needs, as its page says. */
    private static int release(Path lesson) throws IOException {
        Path page = lesson.resolve("README.md");
        String text = Files.exists(page) ? Files.readString(page) : "";
        Matcher jdk = Pattern.compile("\\*\\*You need\\*\\*[^*]*\\bJDK (\\d+)").matcher(text);
        return jdk.find() ? Integer.parseInt(jdk.group(1)) : 17;
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
        arguments.addAll(List.of("-cp", libraries(), "-proc:none"));
        // Later lessons use workbook.jim, so javac compiles what they need from these sources.
        arguments.addAll(List.of("-sourcepath", Path.of("src/main/java").toString()));
        sources(folder).forEach(file -> arguments.add(file.toString()));
        return javac.run(null, null, null, arguments.toArray(String[]::new)) == 0;
    }

    /**
     * Returns only the jars of the class path. Its folders contain Maven's class files, which may
     * be older than the sources.
     */
    private static String libraries() {
        String[] path = System.getProperty("java.class.path").split(File.pathSeparator);
        return String.join(
                File.pathSeparator, Stream.of(path).filter(p -> p.endsWith(".jar")).toList());
    }

    /** Returns the imports and the helpers, which jshell runs before the first prompt. */
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

    /** Returns the lines above the first prompt: the lines to try come from the lesson's page. */
    private static List<String> banner(Path lesson) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(lesson.getFileName() + " is imported, with background, connect, send, receive.");
        lines.add("Try (a line each; /exit ends):");
        String page = Files.readString(lesson.resolve("README.md"));
        int start = page.indexOf("```jshell", Math.max(0, page.indexOf("\n## Run it\n")));
        if (start >= 0) {
            String code = page.substring(page.indexOf('\n', start) + 1);
            lines.addAll(
                    code.substring(0, code.indexOf("```"))
                            .lines()
                            .map(line -> "    " + line)
                            .toList());
        }
        return lines;
    }
}
