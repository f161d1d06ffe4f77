package lesson24_jim_chat;

import workbook.jim.Limits;

/** Given: says why a room cannot have a name. */
public final class RoomName {

    private static final String RULE = "the name of a room is # and at least one more character";

    private RoomName() {}

    /**
     * Returns a sentence for the person who typed the name.
     *
     * @param room a name that {@link workbook.jim.JimWriter} refuses; it may be empty
     */
    public static String fault(String room) {
        if (room.isEmpty()) {
            return "Which room? Write its name after the command, like #tea";
        }
        if (room.equals("#")) {
            return "# alone is not a room: " + RULE;
        }
        return room.startsWith("#")
                ? "Too long: the name of a room has at most " + Limits.NAME + " characters"
                : room + " does not begin with #: " + RULE;
    }
}
