// mistake: the filter is always asked about a class.
// wire: at a reference there is none: a NullPointerException within the filter refuses the map.
// fails: A map is written and read
// says: The filter of task 2 rejects
package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.HashMap;
import java.util.Map;

/**
 * Says what an object stream may hold that brings a map, and how much of it.
 *
 * <p>{@code ObjectInputStream} asks it before it makes an object or an array, with the class and
 * what it has counted so far; and again, without a class, at a reference to an earlier object.
 *
 * <p>Watch out: {@code UNDECIDED} is no refusal. What nobody has refused is read.
 */
public class MapFilter {

    static final int DEPTH = 3; // objects within each other: map, Integer, its superclass
    static final int ARRAY = 64; // places; HashMap asks for them before it has a single entry
    static final int REFERENCES = 100; // objects, and what else the stream counts
    static final int BYTES = 1000; // of the stream

    /** A filter that refuses all other classes, and whatever is larger than the four limits. */
    public static ObjectInputFilter filter() {
        return MapFilter::check;
    }

    private static Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > DEPTH
                || info.arrayLength() > ARRAY
                || info.references() > REFERENCES
                || info.streamBytes() > BYTES) {
            return Status.REJECTED;
        }
        return switch (info.serialClass().getName()) {
            case "java.util.HashMap", "java.lang.Integer", "java.lang.Number", "java.lang.String" ->
                    Status.ALLOWED;
            case "[Ljava.util.Map$Entry;" -> Status.ALLOWED;
            default -> Status.REJECTED;
        };
    }
}
