package workbook.worker;

import java.util.List;
import java.util.Set;

/**
 * Distinguishes calls that other threads may notice or influence from calls that are private to a
 * thread.
 */
final class SharedSteps {

    /**
     * Endings of the names of types in {@code java.io} that may use a socket. Their calls are
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

    /**
     * Types whose calls do not affect other threads, for example because they print or read from
     * memory.
     */
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

    /**
     * Types of buffers. The content of a static field of such a type may change even if the field
     * is final.
     */
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
     * Returns whether a static field of this type is a buffer, which threads may share and change.
     *
     * @param type the type of the field as in a class file: {@code [B}
     */
    static boolean isScratch(String type) {
        return SCRATCH.contains(type);
    }

    /**
     * Returns whether other threads may notice or influence a call.
     *
     * @param owner the type of the called method as in a class file: {@code java/net/Socket}
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
        if (owner.startsWith("java/sql/")) { // threads share the values of a PreparedStatement
            return !name.endsWith("Exception");
        }
        if (owner.startsWith("java/text/")) { // a Format is not thread-safe
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
