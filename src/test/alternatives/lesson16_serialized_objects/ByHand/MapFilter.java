package lesson16_serialized_objects;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;

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
