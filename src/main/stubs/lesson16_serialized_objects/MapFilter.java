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

    /** A filter that refuses all other classes, and whatever is larger than the four limits. */
    public static ObjectInputFilter filter() {
        // TODO 2: the limits first, then the class, if there is one.
        throw new UnsupportedOperationException("TODO 2: refuse all that is not needed");
    }
}
