package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

    static final int DEPTH = 3; // levels: the map, an Integer in it, its superclass
    static final int ARRAY = 64; // elements; HashMap asks before it has read one entry
    static final int REFERENCES = 100; // objects, and everything else that the stream numbers
    static final int BYTES = 1000; // of the stream that have been read

    private static final Set<Class<?>> ALLOWED =
            Set.of(HashMap.class, Integer.class, Number.class, String.class, Map.Entry[].class);

    /** Returns a filter that rejects all other classes, and every number above its limit. */
    public static ObjectInputFilter filter() {
        return MapFilter::check;
    }

    private static Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > DEPTH
                || info.arrayLength() > ARRAY // -1 if it is not an array
                || info.references() > REFERENCES
                || info.streamBytes() > BYTES) {
            return Status.REJECTED;
        }
        if (info.serialClass() == null) {
            return Status.UNDECIDED; // there is no class to look at
        }
        return ALLOWED.contains(info.serialClass()) ? Status.ALLOWED : Status.REJECTED;
    }
}
