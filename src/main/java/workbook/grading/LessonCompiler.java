package workbook.grading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workbook.catalogue.UsageError;

/** Compiles one lesson, alone, in this process. */
public final class LessonCompiler {

    private static final int RELEASE = 17; // of Java, whatever compiles

    private static final List<String> OPTIONS =
            List.of("-encoding", "UTF-8", "-g", "-proc:none", "-nowarn");

    private static final int SHOWN = 5; // errors; the first usually causes the others

    private LessonCompiler() {}

    /**
     * Compiles into {@code classes}.
     *
     * @return javac's errors, each with its line and a caret; empty if there are none
     */
    public static String compile(Submission submission, Path classes) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new UsageError(
                    "This Java has no compiler: it is a JRE. Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(diagnostics, Locale.ENGLISH, UTF_8)) {
            List<String> options = new ArrayList<>(OPTIONS);
            options.addAll(List.of("-d", classes.toString()));
            options.addAll(List.of("-cp", classes + libraries(submission)));
            if (Runtime.version().feature() != RELEASE) { // else it costs time for nothing
                options.addAll(List.of("--release", String.valueOf(RELEASE)));
            }
            boolean done =
                    javac.getTask(
                                    Writer.nullWriter(),
                                    files,
                                    diagnostics,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(submission.files()))
                            .call();
            return done ? "" : describe(diagnostics.getDiagnostics());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those that the sources name, each behind a separator: javac would open all, which takes a
     * third of its time.
     */
    private static String libraries(Submission submission) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (Path file : submission.files()) {
            sources.append(Files.readString(file, ISO_8859_1)); // whatever it holds, it is read
        }
        return submission.lesson().home().lessonLibraries(sources.toString()).stream()
                .map(library -> File.pathSeparator + library)
                .collect(Collectors.joining());
    }

    private static String describe(List<Diagnostic<? extends JavaFileObject>> diagnostics)
            throws IOException {
        List<String> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(describe(diagnostic));
            }
        }
        int more = errors.size() - SHOWN;
        return String.join("\n", errors.subList(0, Math.min(SHOWN, errors.size())))
                + (more > 0 ? "\nand " + more + " more" : "");
    }

    /** As javac prints it: {@code UppercaseServer.java:41: ';' expected}, the line, a caret. */
    private static String describe(Diagnostic<? extends JavaFileObject> diagnostic)
            throws IOException {
        String message = diagnostic.getMessage(Locale.ENGLISH);
        if (diagnostic.getSource() == null) {
            return message;
        }
        String file = Path.of(diagnostic.getSource().getName()).getFileName().toString();
        StringBuilder text = new StringBuilder();
        text.append(file).append(':').append(diagnostic.getLineNumber()).append(": ");
        text.append(message);
        List<String> lines =
                diagnostic.getSource().getCharContent(true).toString().lines().toList();
        int line = (int) diagnostic.getLineNumber();
        if (line >= 1 && line <= lines.size()) {
            String source = lines.get(line - 1);
            int column = (int) Math.max(1, diagnostic.getColumnNumber());
            String tabsAsTyped = source.substring(0, Math.min(column - 1, source.length()));
            text.append('\n').append(source);
            text.append('\n').append(tabsAsTyped.replaceAll("[^\t]", " ")).append('^');
        }
        return text.toString();
    }
}
