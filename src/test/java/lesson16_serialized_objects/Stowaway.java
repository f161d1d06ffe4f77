package lesson16_serialized_objects;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.HashMap;

/** An object whose code runs when it is read. The learner's code does not know its class. */
class Stowaway implements Serializable {

    private static final long serialVersionUID = 1;

    static volatile boolean hasRun;

    private void readObject(ObjectInputStream objects) {
        hasRun = true;
    }

    /** Another such object, which is also a HashMap. */
    static class Disguised extends HashMap<Integer, String> {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream objects) {
            hasRun = true;
        }
    }

    /** Contains a class that has the same simple name as an allowed one. */
    static class Namesake {
        static class HashMap implements java.io.Serializable {
            private static final long serialVersionUID = 1;
        }
    }
}
