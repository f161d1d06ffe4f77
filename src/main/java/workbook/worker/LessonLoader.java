package workbook.worker;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;

/**
 * Loads the learner's classes and the graders of one lesson. They share a package, so they must
 * share a loader. The graders come first. The learner's classes are changed by {@link
 * GuardedClass}, and must be in the lesson's package. All other classes come from the worker's own
 * class path.
 */
final class LessonLoader extends URLClassLoader {

    private final String prefix;
    private final Path learner;
    private final ProtectionDomain domain;

    /**
     * @param learner the folder of the learner's classes
     * @param graders the jar of the graders
     */
    LessonLoader(String lesson, Path learner, Path graders) throws IOException {
        super(new URL[] {graders.toUri().toURL()}, LessonLoader.class.getClassLoader());
        FastTime.makeAvailable();
        this.prefix = lesson + ".";
        this.learner = learner;
        this.domain =
                new ProtectionDomain(
                        new CodeSource(learner.toUri().toURL(), (Certificate[]) null), null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Path file = learner.resolve(name.replace('.', '/') + ".class");
        boolean grader = findResource(name.replace('.', '/') + ".class") != null;
        if (grader || !name.startsWith(prefix) || !Files.exists(file)) {
            return super.findClass(name);
        }
        try {
            byte[] leashed = GuardedClass.of(prefix, Files.readAllBytes(file), this::learners);
            return defineClass(name, leashed, 0, leashed.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Returns the class file of a class of the learner's; null for any other class. */
    private byte[] learners(String name) {
        Path file = learner.resolve(name + ".class");
        try {
            boolean theirs = name.startsWith(prefix.replace('.', '/')) && Files.exists(file);
            return theirs ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            return null; // loading the class will report the problem
        }
    }
}
