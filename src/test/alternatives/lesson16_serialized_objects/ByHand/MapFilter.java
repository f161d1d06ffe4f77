package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;

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
        return new ObjectInputFilter() {
            @Override
            public Status checkInput(FilterInfo info) {
                long[][] pairs = {
                    {info.depth(), DEPTH},
                    {info.arrayLength(), ARRAY},
                    {info.references(), REFERENCES},
                    {info.streamBytes(), BYTES}
                };
                for (long[] pair : pairs) {
                    if (pair[0] > pair[1]) {
                        return Status.REJECTED;
                    }
                }
                return info.serialClass() == null ? Status.ALLOWED : judge(info.serialClass());
            }
        };
    }

    private static Status judge(Class<?> type) {
        switch (type.getName()) {
            case "java.util.HashMap":
            case "java.lang.Integer":
            case "java.lang.Number":
            case "java.lang.String":
            case "[Ljava.util.Map$Entry;":
                return Status.ALLOWED;
            default:
                return Status.REJECTED;
        }
    }
}
