package workbook.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** Classes of a learner's as a worker loads them, for tests that run without one. */
public final class RewrittenClasses {

    private RewrittenClasses() {}

    /**
     * Compiles a file and rewrites its classes.
     *
     * @param lesson the package of the file
     * @param folder an empty one, for the classes
     * @return a loader that has them
     */
    public static ClassLoader compile(String lesson, Path file, Path folder) throws IOException {
        String[] options = {"-d", folder.toString(), "-encoding", "UTF-8", "-g", file.toString()};
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
            throw new IllegalArgumentException(file + " does not compile");
        }
        Path none = folder.resolve("no-graders.jar");
        try (OutputStream jar = Files.newOutputStream(none)) {
            new JarOutputStream(jar, new Manifest()).close();
        }
        return new LessonLoader(lesson, folder, none);
    }
}
