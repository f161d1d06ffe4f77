package lesson24_jim_chat;

import workbook.jim.JimException;
import workbook.jim.JimObject;

/** Given: says what the client has received if that is not a message of the handbook. */
public final class OddObject {

    private OddObject() {}

    /** Returns a line for the screen, without control characters. */
    public static String line(byte[] json, JimException fault) {
        String action;
        try {
            action = JimObject.parse(json).text("action", "").replaceAll("\\p{Cc}", "·");
        } catch (JimException e) {
            return "the server has sent something that is not an object of JIM";
        }
        if (action.isEmpty()) {
            return "the server has sent an object without an action";
        }
        return fault.field().equals("action")
                ? "the server has sent an object with an unknown action: " + action
                : "the server has sent " + action + " with a bad field: " + fault.field();
    }
}
