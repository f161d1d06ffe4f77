package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

    private static final Set<Class<?>> ALLOWED =
            Set.of(HashMap.class, Integer.class, Number.class, String.class, Map.Entry[].class);

    /** A filter that refuses all other classes, and whatever is larger than the four limits. */
    public static ObjectInputFilter filter() {
        return MapFilter::check;
    }

    private static Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > DEPTH
                || info.arrayLength() > ARRAY // -1 if it is no array
                || info.references() > REFERENCES
                || info.streamBytes() > BYTES) {
            return Status.REJECTED;
        }
        if (info.serialClass() == null) {
            return Status.UNDECIDED; // no class to judge, only the limits
        }
        return ALLOWED.contains(info.serialClass()) ? Status.ALLOWED : Status.REJECTED;
    }
}
