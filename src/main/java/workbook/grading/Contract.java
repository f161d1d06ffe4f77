package workbook.grading;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workbook.catalogue.Lesson;

/**
 * Compares the learner's classes with the parts that a grader calls: the public classes,
 * constructors and methods of the reference solution. It does not run any of the learner's code.
 */
final class Contract {

    private Contract() {}

    /**
     * Compares the learner's classes with those of the reference.
     *
     * @param classes the learner's compiled classes
     * @param reference the compiled reference solutions
     * @return the parts that are missing or have changed; empty if there are none
     */
    static List<Fault> breaches(Lesson lesson, Path classes, Path reference) throws IOException {
        List<Fault> faults = new ArrayList<>();
        try (URLClassLoader learner = loader(lesson, classes);
                URLClassLoader expected = loader(lesson, reference)) {
            for (String name : publicClasses(lesson)) {
                List<String> breaches = new ArrayList<>();
                compare(
                        lesson,
                        name,
                        load(expected, lesson, name),
                        load(learner, lesson, name),
                        breaches);
                for (String breach : breaches) {
                    faults.add(new Fault(name + ".java", Fault.Kind.CONTRACT, breach));
                }
            }
        }
        return faults;
    }

    private static List<String> publicClasses(Lesson lesson) {
        return lesson.solution().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }

    private static URLClassLoader loader(Lesson lesson, Path classes) throws IOException {
        List<URL> places = new ArrayList<>();
        places.add(classes.toUri().toURL());
        for (Path library : lesson.home().lessonLibraries()) { // a signature may use its classes
            places.add(library.toUri().toURL());
        }
        return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Class<?> load(ClassLoader loader, Lesson lesson, String name) {
        try {
            return Class.forName(lesson.name() + "." + name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static void compare(
            Lesson lesson, String name, Class<?> expected, Class<?> actual, List<String> breaches)
            throws IOException {
        if (expected == null) {
            throw new IOException("the reference solution of " + name + " is not built");
        }
        if (actual == null) {
            breaches.add(missing(name));
            return;
        }
        Map<String, String> have = members(actual);
        members(expected)
                .forEach(
                        (key, signature) -> {
                            if (!have.containsKey(key)) {
                                breaches.add(
                                        "%s lacks  %s".formatted(name, signature)
                                                + nearest(actual, key));
                            } else if (!have.get(key).equals(signature)) {
                                breaches.add(
                                        "%s has    %s\n%s needs  %s"
                                                .formatted(name, have.get(key), name, signature));
                            }
                        });
        for (Class<?> nested : expected.getDeclaredClasses()) {
            if (Modifier.isPublic(nested.getModifiers())) {
                String full = name + "$" + nested.getSimpleName();
                compare(
                        lesson,
                        full,
                        nested,
                        load(actual.getClassLoader(), lesson, full),
                        breaches);
            }
        }
    }

    private static String missing(String name) {
        int dollar = name.indexOf('$');
        String file = (dollar < 0 ? name : name.substring(0, dollar)) + ".java";
        return "%s declares no class %s.".formatted(file, name.replace('$', '.'));
    }

    /** Describes other members with the same name, which the learner probably meant. */
    private static String nearest(Class<?> actual, String key) {
        String name = key.substring(0, key.indexOf('('));
        List<String> others = new ArrayList<>();
        for (Method method : actual.getDeclaredMethods()) {
            if (method.getName().equals(name) && !method.isSynthetic()) {
                others.add(signature(method));
            }
        }
        for (Constructor<?> constructor : actual.getDeclaredConstructors()) {
            if (name.equals("new")) {
                others.add(signature(constructor));
            }
        }
        return others.isEmpty() ? "" : "\n    it has  " + String.join("\n    and     ", others);
    }

    /** Returns the public members: a key for each, and its signature as text. */
    private static Map<String, String> members(Class<?> type) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            boolean mayBeHidden = constructor.getParameterCount() == 0 && isStaticOnly(type);
            if (Modifier.isPublic(constructor.getModifiers()) && !mayBeHidden) {
                members.put(
                        "new(" + parameters(constructor.getParameterTypes()) + ")",
                        signature(constructor));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                members.put(
                        method.getName() + "(" + parameters(method.getParameterTypes()) + ")",
                        signature(method));
            }
        }
        if (java.io.Closeable.class.isAssignableFrom(type)) {
            members.put("close is called through(", "implements Closeable");
        }
        return members;
    }

    /** Returns whether all its public methods are static, so that no object of it is needed. */
    private static boolean isStaticOnly(Class<?> type) {
        List<Method> open =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .toList();
        return !open.isEmpty()
                && open.stream().allMatch(method -> Modifier.isStatic(method.getModifiers()));
    }

    private static String signature(Constructor<?> constructor) {
        return access(constructor.getModifiers())
                + constructor.getDeclaringClass().getSimpleName()
                + "("
                + parameters(constructor.getParameterTypes())
                + ")";
    }

    private static String signature(Method method) {
        return access(method.getModifiers())
                + (Modifier.isStatic(method.getModifiers()) ? "static " : "")
                + simpleName(method.getReturnType())
                + " "
                + method.getName()
                + "("
                + parameters(method.getParameterTypes())
                + ")";
    }

    private static String access(int modifiers) {
        return Modifier.isPublic(modifiers)
                ? "public "
                : Modifier.isPrivate(modifiers)
                        ? "private "
                        : Modifier.isProtected(modifiers) ? "protected " : "";
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Contract::simpleName).collect(Collectors.joining(", "));
    }

    private static String simpleName(Class<?> type) {
        return type.getSimpleName();
    }
}
