package workbook.grading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import workbook.catalogue.Lesson;

/**
 * The classes and tests of a lesson's grader, read from its jar. The tool reads them in its own
 * process, where no learner's code runs. So it can check that a verdict contains exactly these
 * tests.
 *
 * @param classes the names of its classes
 * @param tests its tests, {@code class.method}, each with its tags and those of its outer classes
 */
public record GraderTests(Set<String> classes, Map<String, Set<String>> tests) {

    /** The tags and tests of one class file. */
    private record Type(List<String> tags, Map<String, List<String>> tests) {}

    /** Reads the classes and tests of a lesson's grader. */
    public static GraderTests of(Lesson lesson, Build build) throws IOException {
        Map<String, Type> types = new HashMap<>();
        try (JarFile graders = new JarFile(build.graders().toFile())) {
            for (JarEntry entry : Collections.list(graders.entries())) {
                String name = entry.getName();
                if (name.startsWith(lesson.name() + "/") && name.endsWith(".class")) {
                    try (InputStream file = graders.getInputStream(entry)) {
                        types.put(
                                name.substring(0, name.length() - 6).replace('/', '.'),
                                new Reader().read(file.readAllBytes()));
                    }
                }
            }
        }
        Map<String, Set<String>> tests = new TreeMap<>();
        types.forEach(
                (name, type) ->
                        type.tests()
                                .forEach(
                                        (method, tags) ->
                                                tests.put(
                                                        name + "." + method,
                                                        tags(types, name, tags))));
        return new GraderTests(Set.copyOf(types.keySet()), Collections.unmodifiableMap(tests));
    }

    /** Returns the tags of a test and of all its outer classes. */
    private static Set<String> tags(Map<String, Type> types, String name, List<String> own) {
        Set<String> tags = new HashSet<>(own);
        String around = name;
        while (!around.isEmpty()) {
            if (types.containsKey(around)) {
                tags.addAll(types.get(around).tags());
            }
            around = around.substring(0, Math.max(0, around.lastIndexOf('$')));
        }
        return Set.copyOf(tags);
    }

    /** Reads one class file. */
    private static final class Reader extends ClassVisitor {

        private static final String TEST = "Lorg/junit/jupiter/api/Test;";
        private static final String TAG = "Lorg/junit/jupiter/api/Tag;";

        private final List<String> tags = new ArrayList<>();
        private final Map<String, List<String>> tests = new HashMap<>();

        Reader() {
            super(Opcodes.ASM9);
        }

        Type read(byte[] type) {
            new ClassReader(type)
                    .accept(
                            this,
                            ClassReader.SKIP_CODE
                                    | ClassReader.SKIP_DEBUG
                                    | ClassReader.SKIP_FRAMES);
            return new Type(tags, tests);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            return annotation.equals(TAG) ? into(tags) : null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String d, String s, String[] e) {
            List<String> own = new ArrayList<>();
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    if (annotation.equals(TEST)) {
                        tests.put(name, own);
                    }
                    return annotation.equals(TAG) ? into(own) : null;
                }
            };
        }

        private static AnnotationVisitor into(List<String> tags) {
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String name, Object value) {
                    tags.add(value.toString());
                }
            };
        }
    }
}
