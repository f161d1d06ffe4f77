package workbook.worker;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the learner's classes and the graders of one lesson, which share a package and so must
 * share a loader. Everything else comes from the worker's own class path.
 */
final class LessonLoader extends URLClassLoader {

    private final String prefix;

    LessonLoader(String lesson, URL learner, URL graders) {
        super(new URL[] {learner, graders}, LessonLoader.class.getClassLoader());
        this.prefix = lesson + ".";
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
}
