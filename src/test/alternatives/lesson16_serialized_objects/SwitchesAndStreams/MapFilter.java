// style: a switch over class names in a nested class; a Java stream over the entries; the sender is a thread of its own.
package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which classes an object stream with a map may contain, and how much of everything.
 *
 * <p>{@code ObjectInputStream} asks the filter before it creates an object or an array. It passes
 * the class and the numbers that it has counted so far. At a reference to an earlier object it asks
 * again, without a class.
 *
 * <p>Watch out: {@code UNDECIDED} does not reject anything. Only {@code REJECTED} does.
 */
public class MapFilter {

    static final int DEPTH = 3; // objects within each other: map, Integer, its superclass
    static final int ARRAY = 64; // places; HashMap asks for them before it has a single entry
    static final int REFERENCES = 100; // objects, and what else the stream counts
    static final int BYTES = 1000; // of the stream

    /** Returns a filter that rejects all other classes, and every number above its limit. */
    public static ObjectInputFilter filter() {
        return new Limits();
    }

    private static final class Limits implements ObjectInputFilter {
        @Override
        public Status checkInput(FilterInfo info) {
            boolean large = info.depth() > DEPTH || info.arrayLength() > ARRAY;
            large |= info.references() > REFERENCES || info.streamBytes() > BYTES;
            if (large) {
                return Status.REJECTED;
            }
            String name = info.serialClass() == null ? "" : info.serialClass().getTypeName();
            return switch (name) {
                case "" -> Status.UNDECIDED;
                case "java.util.HashMap",
                                "java.lang.Integer",
                                "java.lang.Number",
                                "java.lang.String",
                                "java.util.Map$Entry[]" ->
                        Status.UNDECIDED; // not refused, so it is read
                default -> Status.REJECTED;
            };
        }
    }
}
