package workbook.worker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which calls the learner's code must not make. These calls could reach the grader, which
 * runs in the same process, or leave the process: reflection, class loaders, other programs, native
 * code. No lesson needs them.
 */
final class Forbidden {

    /** Beginnings of the names of forbidden classes, except for those in {@code ALLOWED}. */
    private static final List<String> PACKAGES =
            List.of(
                    "com/sun/",
                    "java/awt/",
                    "java/beans/",
                    "java/lang/constant/",
                    "java/lang/instrument/",
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/rmi/",
                    "javax/", // XSLT, Swing and others can call any method by name
                    "jdk/",
                    "org/jline/builtins/",
                    "org/jline/utils/ExecHelper",
                    "org/springframework/",
                    "sun/");

    private static final List<String> ALLOWED =
            List.of(
                    "com/sun/net/",
                    "java/lang/invoke/VarHandle",
                    "java/lang/reflect/Array",
                    "javax/crypto/",
                    "javax/net/",
                    "javax/security/",
                    "javax/sql/",
                    "jdk/net/",
                    "org/springframework/security/crypto/",
                    "sun/misc/Signal");

    /** Forbidden in lessons that have no database, because SQL can name Java code or contain it. */
    private static final List<String> DATABASES =
            List.of("java/sql/Driver", "javax/sql/", "org/h2/");

    private static final String FIRST_WITH_A_DATABASE = "lesson23";

    private static final Set<String> TYPES =
            Set.of(
                    "java/lang/ClassLoader",
                    "java/lang/Module",
                    "java/lang/ModuleLayer",
                    "java/lang/ProcessBuilder",
                    "java/net/URLClassLoader",
                    "java/security/SecureClassLoader",
                    "java/util/ServiceLoader");

    /** The forbidden methods of a class, by the class. */
    private static final Map<String, Set<String>> METHODS =
            Map.of(
                    "java/lang/Class",
                    Set.of(
                            "forName",
                            "newInstance",
                            "getClassLoader",
                            "getModule",
                            "getProtectionDomain",
                            "getMethod",
                            "getMethods",
                            "getDeclaredMethod",
                            "getDeclaredMethods",
                            "getField",
                            "getFields",
                            "getDeclaredField",
                            "getDeclaredFields",
                            "getConstructor",
                            "getConstructors",
                            "getDeclaredConstructor",
                            "getDeclaredConstructors",
                            "getEnclosingMethod",
                            "getEnclosingConstructor",
                            "getRecordComponents"),
                    "java/lang/Runtime",
                    Set.of("exec", "load", "loadLibrary"),
                    "java/lang/System",
                    Set.of("load", "loadLibrary", "setSecurityManager"),
                    "java/lang/ProcessHandle",
                    Set.of("of", "parent", "allProcesses"),
                    "java/lang/ThreadGroup",
                    Set.of("enumerate", "getParent"),
                    "java/lang/management/ManagementFactory",
                    Set.of("getPlatformMBeanServer", "newPlatformMXBeanProxy"));

    /**
     * Methods of {@code Thread}. They are forbidden for any class, because a class of the learner's
     * may inherit them.
     */
    private static final Set<String> OF_THREADS =
            Set.of("getAllStackTraces", "getContextClassLoader");

    /**
     * Allowed methods of forbidden classes. They can access only what the learner's code can
     * access, and cannot call other methods.
     */
    private static final Map<String, Set<String>> HARMLESS =
            Map.of(
                    "java/lang/invoke/MethodHandles",
                    Set.of("lookup", "arrayElementVarHandle", "byteArrayViewVarHandle"),
                    "java/lang/invoke/MethodHandles$Lookup",
                    Set.of("findVarHandle", "findStaticVarHandle"));

    private Forbidden() {}

    /**
     * Returns whether a call of a method is forbidden.
     *
     * @param lesson the name of the lesson whose code calls it
     * @param owner the class that the call names, with slashes
     * @param type the descriptor: parameters and result as in a class file
     */
    static boolean is(String lesson, String owner, String method, String type) {
        if (HARMLESS.getOrDefault(owner, Set.of()).contains(method)) {
            return false;
        }
        return TYPES.contains(owner)
                || METHODS.getOrDefault(owner, Set.of()).contains(method)
                || OF_THREADS.contains(method)
                || type.contains("SocketImplFactory;") // it would also change the grader's sockets
                || begins(owner, PACKAGES) && !begins(owner, ALLOWED)
                || begins(owner, DATABASES) && lesson.compareTo(FIRST_WITH_A_DATABASE) < 0;
    }

    private static boolean begins(String owner, List<String> ways) {
        return ways.stream().anyMatch(owner::startsWith);
    }
}
