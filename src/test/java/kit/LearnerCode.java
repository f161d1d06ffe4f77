package kit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import workbook.files.ClassLocation;
import workbook.worker.Host;

/** Distinguishes the learner's code from the graders, which are in the same packages. */
final class LearnerCode {

    private static final Object GRADERS = sourceOf(LearnerCode.class);
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    static {
        Host.beforeOtherCode(KNOWN::clear);
    }

    private LearnerCode() {}

    /** Returns the topmost line of the learner's code in a stack trace; empty if there is none. */
    static Optional<StackTraceElement> in(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (wrote(frame)) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    static boolean wrote(StackTraceElement frame) {
        String name = frame.getClassName();
        boolean written = frame.getFileName() != null; // not generated, as for a lambda
        return written
                && name.startsWith("lesson")
                && KNOWN.computeIfAbsent(name, LearnerCode::isForeign);
    }

    /** Returns the file and the line: {@code UppercaseServer.java:34}. */
    static String at(StackTraceElement frame) {
        return frame.getFileName() + ":" + frame.getLineNumber();
    }

    private static boolean isForeign(String className) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return !GRADERS.equals(sourceOf(Class.forName(className, false, loader)));
        } catch (ClassNotFoundException | LinkageError e) {
            return true; // such as a lambda's class; every class of a grader is found by its name
        }
    }

    private static Object sourceOf(Class<?> type) {
        return String.valueOf(ClassLocation.of(type));
    }
}
