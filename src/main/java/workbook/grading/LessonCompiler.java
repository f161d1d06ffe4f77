package workbook.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;
import workbook.files.TemporaryFolder;
import workbook.wire.Visible;

/** Compiles one lesson in this process. */
public final class LessonCompiler {

    private static final List<String> OPTIONS =
            List.of("-encoding", "UTF-8", "-g", "-proc:none", "-nowarn");

    private static final String CANNOT_WRITE = "compiler.err.class.cant.write";

    private LessonCompiler() {}

    /**
     * Compiles a submission into {@code classes}. Writes all class files or none.
     *
     * @return what is wrong with the files, with javac's errors, each with its line and a caret;
     *     empty if nothing is wrong
     */
    public static String compile(Submission submission, Path classes) {
        Inspection inspection = new Inspection(submission, Stub.of(submission.lesson()));
        String nothing = inspection.nothingToGrade();
        if (!nothing.isEmpty()) {
            return nothing;
        }
        return Fault.describe(
                inspection.faults().isEmpty()
                        ? compile(submission.lesson(), inspection.sources().values(), classes)
                        : inspection.faults());
    }

    /** Compiles sources into {@code classes} and returns javac's errors. */
    static List<Fault> compile(Lesson lesson, Collection<Source> sources, Path classes) {
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
            options.addAll(List.of("-cp", classes + libraries(lesson, sources)));
            int release = lesson.page().release();
            if (Runtime.version().feature() != release) { // the option costs time
                options.addAll(List.of("--release", String.valueOf(release)));
            }
            List<JavaFileObject> units = new ArrayList<>();
            for (Source source : sources) {
                files.getJavaFileObjects(source.file())
                        .forEach(file -> units.add(new Unit(file, source.text())));
            }
            StringWriter more = new StringWriter();
            boolean done = javac.getTask(more, files, diagnostics, options, null, units).call();
            if (done) {
                return List.of();
            }
            failIfUnwritable(diagnostics.getDiagnostics());
            List<Fault> faults = faults(diagnostics.getDiagnostics());
            return faults.isEmpty() ? List.of(gaveUp(more.toString())) : faults;
        } catch (UsageError e) {
            throw e;
        } catch (StackOverflowError | RuntimeException e) { // for example, a thousand brackets
            return List.of(gaveUp(e.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports a full disk as a full disk, not as an error in the sources. */
    private static void failIfUnwritable(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        for (Diagnostic<?> diagnostic : diagnostics) {
            if (CANNOT_WRITE.equals(diagnostic.getCode())) {
                String message = diagnostic.getMessage(Locale.ENGLISH);
                throw TemporaryFolder.unusable(message.substring(message.lastIndexOf(": ") + 2));
            }
        }
    }

    /**
     * Returns the fault if javac ends without an error message, for example because of ten thousand
     * nested brackets.
     */
    private static Fault gaveUp(String words) {
        String why =
                words.lines()
                        .filter(line -> line.matches("[\\w.]+(Error|Exception)\\b.*"))
                        .findFirst()
                        .orElse("it does not say why");
        return new Fault("", Fault.Kind.COMPILE, "javac gave up: " + Visible.line(why));
    }

    /**
     * A file with the text that was read from it, without a byte order mark, which javac rejects.
     */
    private static final class Unit extends ForwardingJavaFileObject<JavaFileObject> {

        private final String text;

        Unit(JavaFileObject file, String text) {
            super(file);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /**
     * Returns only the libraries that the sources name, each after a path separator. If javac got
     * all of them, it would open each, which takes a third of its time.
     */
    private static String libraries(Lesson lesson, Collection<Source> sources) {
        String text = sources.stream().map(Source::text).collect(Collectors.joining());
        return lesson.home().lessonLibraries(text).stream()
                .map(library -> File.pathSeparator + library)
                .collect(Collectors.joining());
    }

    private static List<Fault> faults(List<Diagnostic<? extends JavaFileObject>> diagnostics)
            throws IOException {
        List<Fault> faults = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                JavaFileObject file = diagnostic.getSource();
                String name = file == null ? "" : Source.name(Path.of(file.getName()));
                faults.add(new Fault(name, Fault.Kind.COMPILE, describe(name, diagnostic)));
            }
        }
        return faults;
    }

    /**
     * Describes an error as javac does: {@code UppercaseServer.java:41: ';' expected}, the line, a
     * caret.
     */
    private static String describe(String file, Diagnostic<? extends JavaFileObject> diagnostic)
            throws IOException {
        String message = diagnostic.getMessage(Locale.ENGLISH);
        if (diagnostic.getSource() == null) {
            return message;
        }
        StringBuilder text = new StringBuilder();
        text.append(Visible.line(file)).append(':').append(diagnostic.getLineNumber()).append(": ");
        text.append(message);
        String content = diagnostic.getSource().getCharContent(true).toString();
        int position = (int) diagnostic.getPosition(); // its column counts a tab as eight
        if (position >= 0 && position <= content.length()) {
            int before = position - 1;
            int begin =
                    Math.max(content.lastIndexOf('\n', before), content.lastIndexOf('\r', before))
                            + 1;
            String source = content.substring(begin).lines().findFirst().orElse("");
            String tabsAsTyped = source.substring(0, Math.min(position - begin, source.length()));
            text.append('\n').append(source);
            text.append('\n').append(tabsAsTyped.replaceAll("[^\t]", " ")).append('^');
        }
        return text.toString();
    }
}
