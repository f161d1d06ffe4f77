package workbook.worker;

import java.util.List;
import java.util.Set;

/**
 * Distinguishes calls whose effect or result another thread may change from calls that are private.
 */
final class SharedSteps {

    /**
     * How the names of types in {@code java.io} end that may use a socket; their calls are
     * included.
     */
    private static final List<String> IO =
            List.of(
                    "Stream",
                    "Reader",
                    "Writer",
                    "Closeable",
                    "Flushable",
                    "DataInput",
                    "DataOutput");

    private static final List<String> COLLECTIONS =
            List.of(
                    "Map",
                    "Set",
                    "List",
                    "Queue",
                    "Deque",
                    "Collection",
                    "Collections",
                    "Iterator");

    /** Types whose calls concern no other thread: for example, they print, or read from memory. */
    private static final Set<String> PRIVATE =
            Set.of(
                    "java/io/PrintStream",
                    "java/io/ByteArrayInputStream",
                    "java/io/ByteArrayOutputStream",
                    "java/io/StringReader",
                    "java/io/StringWriter",
                    "java/io/ObjectInputStream$GetField",
                    "java/util/concurrent/TimeUnit",
                    "java/util/concurrent/ThreadLocalRandom");

    /** Types of static fields whose contents may change, even if the field is final. */
    private static final Set<String> SCRATCH =
            Set.of(
                    "[B",
                    "[C",
                    "Ljava/io/ByteArrayOutputStream;",
                    "Ljava/lang/StringBuffer;",
                    "Ljava/lang/StringBuilder;",
                    "Ljava/nio/ByteBuffer;",
                    "Ljava/nio/CharBuffer;");

    private static final Set<String> OF_OBJECT = Set.of("wait", "notify", "notifyAll");
    private static final Set<String> OF_THREAD =
            Set.of(
                    "start",
                    "startVirtualThread",
                    "join",
                    "interrupt",
                    "interrupted",
                    "isInterrupted",
                    "isAlive");

    private SharedSteps() {}

    /**
     * Whether all threads may share what is in a static field, and change it: a buffer.
     *
     * @param type the type of the field, as class files name it: {@code [B}
     */
    static boolean isScratch(String type) {
        return SCRATCH.contains(type);
    }

    /**
     * @param owner the type that is called, as class files name it: {@code java/net/Socket}
     */
    static boolean include(String owner, String method) {
        if (PRIVATE.contains(owner)) {
            return false;
        }
        if (method.equals("setDefault")) {
            return owner.equals("java/util/Locale") || owner.equals("java/util/TimeZone");
        }
        String name = owner.substring(owner.lastIndexOf('/') + 1);
        boolean constructor = method.equals("<init>");
        if (owner.startsWith("java/net/")) {
            return name.endsWith("Socket");
        }
        if (OF_OBJECT.contains(method)) {
            return true;
        }
        if (constructor) {
            return false;
        }
        if (owner.equals("java/lang/Thread")) {
            return OF_THREAD.contains(method);
        }
        if (owner.startsWith("java/lang/Thread$Builder")) {
            return method.equals("start");
        }
        if (owner.startsWith("java/nio/channels/") || owner.startsWith("java/util/concurrent/")) {
            return true;
        }
        if (owner.startsWith("java/sql/")) { // a PreparedStatement has one set of values
            return !name.endsWith("Exception");
        }
        if (owner.startsWith("java/text/")) { // a Format is not safe for use by two threads
            return true;
        }
        if (owner.startsWith("java/io/")) {
            return IO.stream().anyMatch(name::endsWith);
        }
        boolean collection = COLLECTIONS.stream().anyMatch(name::endsWith) && !method.equals("of");
        return owner.equals("java/lang/AutoCloseable")
                || owner.equals("java/util/Scanner")
                || owner.startsWith("java/util/") && collection;
    }
}
