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
        return MapFilter::check;
    }

    private static Status check(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        boolean small =
                info.depth() <= DEPTH
                        && info.arrayLength() <= ARRAY
                        && info.references() <= REFERENCES
                        && info.streamBytes() <= BYTES;
        boolean known =
                type == null
                        || type == HashMap.class
                        || type == Integer.class
                        || type == Number.class
                        || type == String.class
                        || type == Map.Entry[].class;
        return small && known ? Status.ALLOWED : Status.REJECTED;
    }
}
