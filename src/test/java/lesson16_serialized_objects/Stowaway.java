package lesson16_serialized_objects;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.HashMap;

/** An object whose code runs when it is created. Learners do not know its class. */
class Stowaway implements Serializable {

    private static final long serialVersionUID = 1;

    static volatile boolean hasRun;

    private void readObject(ObjectInputStream objects) {
        hasRun = true;
    }

    /** The same, but it is also a HashMap. */
    static class Disguised extends HashMap<Integer, String> {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream objects) {
            hasRun = true;
        }
    }

    /** Contains a class with the simple name of an allowed one. */
    static class Namesake {
        static class HashMap implements java.io.Serializable {
            private static final long serialVersionUID = 1;
        }
    }
}
