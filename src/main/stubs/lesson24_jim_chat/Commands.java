package lesson24_jim_chat;

import java.time.Clock;

/**
 * Understands what a user types: commands, which begin with {@code /}, and plain text, which goes
 * to the room or user that was chosen last.
 *
 * <p>On the wire: {@code /join #tea} is <code>{"action":"join","time":…,"room":"#tea"}</code>.
 *
 * <p>Watch out: if a text does not fit into an object, show that to the user, and send nothing.
 */
public final class Commands {

    /** The text that {@code /help} shows. */
    public static final String HELP =
            "/join #ROOM, /leave [#ROOM], /msg NAME TEXT, /who [#ROOM] (joins it too),\n/quit, /help; all else is said to whom you chose last";

    private final String name;
    private final Clock clock;

    /** Makes the commands of the user called {@code name}. */
    public Commands(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** Returns the room or user that plain text goes to now; empty if there is none. */
    public String chosen() {
        // TODO 7: return the room or user that was chosen last.
        throw new UnsupportedOperationException("TODO 7: return who is chosen");
    }

    /** Turns a line into a message to send or a text to show; see tasks 7 and 8. */
    public CommandResult understand(String line) {
        // TODO 7: what does the line mean? Can it be sent? Then choose.
        // TODO 8: a line without "/" goes to the chosen room or user.
        throw new UnsupportedOperationException("TODO 7: understand a line");
    }
}
