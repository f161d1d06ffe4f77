package lesson16_serialized_objects;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.HashMap;

/** An object of a stranger's: its code runs if it is made. No learner has heard of its class. */
class Stowaway implements Serializable {

    private static final long serialVersionUID = 1;

    static volatile boolean hasRun;

    private void readObject(ObjectInputStream objects) {
        hasRun = true;
    }

    /** The same, dressed up as a map. */
    static class Disguised extends HashMap<Integer, String> {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream objects) {
            hasRun = true;
        }
    }
}
